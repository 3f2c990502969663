import SurveyModel
import TestSupport
import Testing

@Suite("Criteria roll up into the published index")
struct RollUpTests {
  /// A unit's published figures in percent; what the rules give is rounded to their two decimals.
  struct Published: CustomTestStringConvertible {
    var testDescription: String
    var policy: Double
    var service: Double
    var index: String
  }

  static let published = [
    Published(testDescription: "Vietnam 2024", policy: 83.84, service: 84.09, index: "83.94"),
    Published(testDescription: "Hà Nội 2024", policy: 86.51, service: 86.49, index: "86.50"),
    Published(testDescription: "Hà Nội 2023", policy: 83.46, service: 83.72, index: "83.57"),
    Published(testDescription: "Vietnam 2023", policy: 82.49, service: 82.896, index: "82.66"),
  ]

  /// Where the axes lie too near each other, no rule can be told from another.
  static let telling = published.filter { $0.testDescription != "Hà Nội 2024" }

  @Test("the form has 23 criteria of policy and 16 of service")
  func weights() throws {
    let index = try PackageFiles.questionnaire("sipas-2023").index
    #expect(index.children.map(\.id) == ["policy", "service"])
    #expect(RollUp.equalCriteria.childWeights(of: index) == [23 / 39, 16 / 39])
    #expect(RollUp.equalAxes.childWeights(of: index) == [1 / 2, 1 / 2])
    #expect(RollUp.equalFactors.childWeights(of: index) == [4 / 9, 5 / 9])
  }

  @Test("equal weight for each criterion gives the printed figure", arguments: published)
  func equalCriteria(published: Published) throws {
    #expect(try index(of: published, by: .equalCriteria) == published.index)
  }

  @Test("the mean of the two axes does not", arguments: telling)
  func equalAxes(published: Published) throws {
    #expect(try index(of: published, by: .equalAxes) != published.index)
  }

  @Test("the mean of the nine factors does not", arguments: telling)
  func equalFactors(published: Published) throws {
    #expect(try index(of: published, by: .equalFactors) != published.index)
  }

  @Test(
    "the coefficients of criteria add up to the weights of the axes above them",
    arguments: [
      .equalCriteria, .equalAxes, .equalFactors,
      RollUp(name: "stated", rule: .stated(["policy": 3, "service": 1])),
    ])
  func coefficients(rollUp: RollUp) throws {
    let index = try PackageFiles.questionnaire("sipas-2023").index
    let coefficients = rollUp.coefficients(of: index)
    #expect(coefficients.map(\.criterion) == index.allCriteria)
    let policy = coefficients.prefix(23).reduce(0) { $0 + $1.coefficient }
    let service = coefficients.dropFirst(23).reduce(0) { $0 + $1.coefficient }
    let weights = rollUp.childWeights(of: index)
    #expect(abs(policy - weights[0]) < 1e-12 && abs(service - weights[1]) < 1e-12)
    #expect(abs(policy + service - 1) < 1e-12)
  }

  @Test("a child without a stated weight weighs nothing")
  func stated() throws {
    let index = try PackageFiles.questionnaire("sipas-2023").index
    let rollUp = RollUp(name: "policy alone", rule: .stated(["policy": 2]))
    #expect(rollUp.childWeights(of: index) == [1, 0])
  }

  private func index(of published: Published, by rollUp: RollUp) throws -> String {
    let weights = rollUp.childWeights(of: try PackageFiles.questionnaire("sipas-2023").index)
    return twoDecimals(weights[0] * published.policy + weights[1] * published.service)
  }

  private func twoDecimals(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
  }
}

@Suite("Points of the reform index")
struct PARConversionTests {
  @Test(
    "a satisfaction index is worth a tenth of its percent, to two decimals",
    arguments: [(91.17, 9.12), (83.94, 8.39), (100, 10), (0, 0), (90.05, 9.01)])
  func points(percent: Double, points: Double) {
    #expect(PARConversion.points(forSIPAS: percent) == points)
  }

  @Test(
    "points are a share of the points attainable: the printed figures of Nam Định 2020",
    arguments: [(62.62, 89.45), (61.46, 87.80)])
  func maximum(points: Double, printed: Double) {
    // The printed points are rounded, so the percent agrees to within a rounding of theirs.
    #expect(abs(PARConversion.percent(points, of: 70) - printed) <= 0.005 / 70 * 100 + 0.005)
  }
}
