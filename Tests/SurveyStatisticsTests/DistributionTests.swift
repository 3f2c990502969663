import Testing

@testable import SurveyStatistics

@Suite("Distributions")
struct DistributionTests {
  /// Computes the last number of a row from the others.
  private static let functions: [String: @Sendable ([Double]) -> Double] = [
    "normal_cumulative": { NormalDistribution.cumulative($0[0]) },
    "normal_quantile": { NormalDistribution.quantile($0[0]) },
    "student_cumulative": { StudentDistribution(degreesOfFreedom: $0[0]).cumulative($0[1]) },
    "student_quantile": { StudentDistribution(degreesOfFreedom: $0[0]).quantile($0[1]) },
    "beta_cumulative": { BetaDistribution($0[0], $0[1]).cumulative($0[2]) },
    "beta_quantile": { BetaDistribution($0[0], $0[1]).quantile($0[2]) },
    "chi_square_upper": { ChiSquareDistribution(degreesOfFreedom: $0[0]).upperTail($0[1]) },
    "chi_square_quantile": { ChiSquareDistribution(degreesOfFreedom: $0[0]).quantile($0[1]) },
    "fisher_upper": {
      FisherDistribution(numerator: $0[0], denominator: $0[1]).upperTail($0[2])
    },
    "fisher_quantile": {
      FisherDistribution(numerator: $0[0], denominator: $0[1]).quantile($0[2])
    },
  ]

  @Test(
    "agree with a computation of 45 digits",
    arguments: [
      ("normal_cumulative", 1e-13), ("normal_quantile", 1e-14), ("student_cumulative", 2e-13),
      ("student_quantile", 2e-13), ("beta_cumulative", 5e-13), ("beta_quantile", 2e-13),
      ("chi_square_upper", 5e-13), ("chi_square_quantile", 5e-13), ("fisher_upper", 5e-13),
      ("fisher_quantile", 5e-13),
    ])
  func values(name: String, tolerance: Double) throws {
    let reference = try Reference("distributions")
    let function = try #require(Self.functions[name])
    let rows = try #require(
      reference.cases.first { $0["name"]?.text == name }.flatMap { $0["rows"]?.elements })
    #expect(rows.count >= 10)
    for row in rows {
      let numbers = row.numbers.compactMap(\.self)
      expectAgreement(
        function(numbers), try #require(numbers.last), relative: tolerance, "\(name)(\(numbers))")
    }
  }

  @Test("answer the ends of 0…1, and NaN outside", arguments: [1.0, 4.5, .infinity])
  func ends(freedom: Double) {
    let student = StudentDistribution(degreesOfFreedom: freedom)
    #expect(student.quantile(0) == -.infinity)
    #expect(student.quantile(1) == .infinity)
    #expect(student.quantile(0.5) == 0)
    #expect(student.quantile(1.5).isNaN)
    #expect(student.cumulative(-.infinity) == 0)
    #expect(student.cumulative(.infinity) == 1)
    #expect(BetaDistribution(2, freedom.isFinite ? freedom : 1).quantile(0) == 0)
    #expect(BetaDistribution(2, freedom.isFinite ? freedom : 1).quantile(1) == 1)
    #expect(BetaDistribution(2, 3).quantile(-0.1).isNaN)
  }

  @Test("of weighted sums of chi-square variables agree with integration and with R")
  func mixtures() throws {
    let reference = try Reference("chi-square-mixtures")
    for row in reference.cases {
      let weights = try #require(row["weights"]?.numbers).compactMap(\.self)
      let mixture = ChiSquareMixture(
        weights: weights.shuffled(), denominator: row["denominator"]?.number ?? .infinity)
      let x = try #require(row["x"]?.number)
      let name = "\(weights) over \(mixture.denominator) at \(x)"
      if let value = row["value"]?.number {
        expectAgreement(mixture.upperTail(x), value, relative: 1e-11, name)
        if weights.count > 1 {
          expectAgreement(
            mixture.upperTail(x, method: .saddlepoint), value, relative: 0.1, "saddle \(name)")
        }
      }
      if let value = row["saddlepoint"]?.number {
        expectAgreement(
          mixture.upperTail(x, method: .saddlepoint), value, relative: 1e-5, "saddle \(name)")
      }
      if let value = row["satterthwaite"]?.number {
        expectAgreement(
          mixture.upperTail(x, method: .satterthwaite), value, relative: 1e-11, "scaled \(name)")
      }
    }
    #expect(reference.cases.count >= 100)
  }

  @Test("of a chi-square mixture without weights, or at its ends, are certain")
  func mixtureEnds() {
    let none = ChiSquareMixture(weights: [0, -1e-30])
    #expect(none.weights.isEmpty && none.upperTail(0) == 0 && none.upperTail(-1) == 1)
    let some = ChiSquareMixture(weights: [2, 1, 1e-20], denominator: 9)
    #expect(some.weights == [2, 1])
    for method in ChiSquareMixture.Method.allCases {
      #expect(some.upperTail(0, method: method) == 1)
      #expect(some.upperTail(.infinity, method: method) == 0)
      #expect(some.upperTail(.nan, method: method).isNaN)
    }
    #expect(ChiSquareDistribution(degreesOfFreedom: 3).quantile(0) == 0)
    #expect(FisherDistribution(numerator: 3, denominator: 4).quantile(1) == .infinity)
    #expect(ChiSquareDistribution(degreesOfFreedom: 2).density(0) == 0.5)
  }
}
