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
  ]

  @Test(
    "agree with a computation of 45 digits",
    arguments: [
      ("normal_cumulative", 1e-13), ("normal_quantile", 1e-14), ("student_cumulative", 2e-13),
      ("student_quantile", 2e-13), ("beta_cumulative", 5e-13), ("beta_quantile", 2e-13),
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
}
