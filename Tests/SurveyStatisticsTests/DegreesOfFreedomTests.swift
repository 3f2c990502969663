import Testing

@testable import SurveyStatistics

@Suite("Degrees of freedom")
struct DegreesOfFreedomTests {
  private let stratum = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]
  private let cluster = [0, 0, 1, 2, 2, 2, 2, 0, 0, 0, 0, 1, 2, 2, 3]
  private let weights = [3.0, 1, 2, 2, 5, 1, 1, 4, 2, 2, 1, 6, 2, 3, 1]

  private func design(finite: Bool) throws -> SampleDesign {
    try SampleDesign(
      weights: weights,
      stages: [
        SampleDesign.Stage(
          stratum: stratum, cluster: cluster,
          populationSize: finite ? stratum.map { $0 == 0 ? 9 : 5 } : nil)
      ])
  }

  /// The variance as a quadratic form in the values: the covariance of the estimates that the values
  /// 1 of one unit and 0 of the others give, if these estimates are linear in the values.
  private func satterthwaite(_ form: Matrix) -> Double {
    let trace = form.diagonal.reduce(0, +)
    var squares = 0.0
    for i in 0..<form.rows {
      for j in 0..<form.columns { squares += form[i, j] * form[j, i] }
    }
    return trace * trace / squares
  }

  @Test(
    "of Bell and McCaffrey are Satterthwaite's of the quadratic form", arguments: [false, true])
  func bellMcCaffrey(finite: Bool) throws {
    let design = try design(finite: finite)
    let values = weights.indices.map { Double($0 * $0 % 7) }
    let x = weights.indices.map { 1 + Double($0 % 3) }
    let domain = weights.indices.map { $0 % 5 != 1 }
    let units = weights.indices.map { unit in weights.indices.map { $0 == unit ? 1.0 : 0 } }
    let cases: [(Estimates, Estimates)] = [
      (try design.mean(of: [values]), try design.mean(of: units)),
      (try design.mean(of: [values], in: domain), try design.mean(of: units, in: domain)),
      (try design.total(of: [values]), try design.total(of: units)),
      (
        try design.ratio(of: [values], to: [x]),
        try design.ratio(of: units, to: units.map { _ in x })
      ),
    ]
    for (estimates, form) in cases {
      let freedom = design.degreesOfFreedom(of: estimates, by: .bellMcCaffrey)
      expectAgreement(freedom[0], satterthwaite(form.covariance), relative: 1e-10, "freedom")
      #expect(freedom[0] > 1 && freedom[0] < 5)
    }
  }

  @Test("of Bell and McCaffrey are PSUs less 1 for one stratum of PSUs of one size")
  func evenSizes() throws {
    let design = try SampleDesign(
      weights: Array(repeating: 2, count: 12),
      stages: [
        SampleDesign.Stage(
          stratum: Array(repeating: 0, count: 12), cluster: (0..<12).map { $0 / 3 })
      ])
    let mean = try design.mean(of: [(0..<12).map { Double($0 * 5 % 7) }])
    expectAgreement(
      design.bellMcCaffreyDegreesOfFreedom(of: mean, at: 0), 3, relative: 1e-12, "freedom")
  }

  @Test("are counted in the domain, in the design, or given")
  func rules() throws {
    let design = try design(finite: false)
    let mean = try design.mean(
      of: [weights], in: weights.indices.map { stratum[$0] == 0 || cluster[$0] < 2 })
    #expect(design.degreesOfFreedom(of: mean, by: .domain) == [3])
    #expect(design.degreesOfFreedom(of: mean, by: .wholeDesign) == [5])
    #expect(design.degreesOfFreedom(of: mean, by: .number(.infinity)) == [.infinity])
    let replicates = try design.jackknife()
    let again = try replicates.mean(of: [weights])
    #expect(replicates.degreesOfFreedom(of: again, by: .bellMcCaffrey) == [5])
  }
}
