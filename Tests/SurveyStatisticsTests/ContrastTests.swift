import Testing

@testable import SurveyStatistics

@Suite("Contrasts")
struct ContrastTests {
  private func byType() throws -> Estimates {
    let reference = try Reference("p22_by_covmat_contrasts")
    let table = try reference.table()
    return try reference.design().mean(
      of: [table.numbers("api00")], by: Grouping(codes: table.levels("stype"), count: 3))
  }

  private func expected(_ name: String, of file: String) throws -> JSONValue {
    try #require(
      try Reference(file).cases.first { $0["name"]?.text == name }.flatMap { $0["expected"] })
  }

  @Test("that are linear agree with R survey, one by one or together")
  func linear() throws {
    let rows = [[1.0, -1, 0], [1, -0.5, -0.5]]
    let together = try byType().combined(rows)
    for (index, name) in ["contrast_E_H", "contrast_E_minus_avg"].enumerated() {
      let expected = try expected(name, of: "p22_by_covmat_contrasts")
      let alone = try byType().contrast(rows[index])
      expectAgreement(alone.value, try #require(expected["estimate"]?.number), name)
      expectAgreement(together.values[index], try #require(expected["estimate"]?.number), name)
      expectAgreement(alone.standardError, try #require(expected["se"]?.number), name)
      expectAgreement(
        together.standardErrors[index], try #require(expected["se"]?.number), name)
    }
    expectAgreement(
      together.covariance[0, 1], try byType().covariance.bilinearForm(rows[0], rows[1]),
      relative: 1e-13, "covariance")
  }

  @Test("that are ratios agree with R survey, with and without derivatives")
  func ratio() throws {
    let expected = try expected("contrast_nonlinear_ratio", of: "p22_by_covmat_contrasts")
    let means = try byType()
    let results = [
      means.transformed { [$0[0] / $0[1]] },
      means.transformed(function: { [$0[0] / $0[1]] }, jacobian: nil),
      means.transformed(
        function: { [$0[0] / $0[1]] }, jacobian: { [[1 / $0[1], -$0[0] / ($0[1] * $0[1]), 0]] }),
    ]
    for result in results {
      expectAgreement(result.values[0], try #require(expected["estimate"]?.number), "ratio")
      expectAgreement(result.standardErrors[0], try #require(expected["se"]?.number), "ratio")
    }
  }

  @Test("that are geometric means and logarithms agree with R survey")
  func geometric() throws {
    let reference = try Reference("more_estimates")
    let table = try reference.table()
    let expected = try expected("geometric", of: "more_estimates")
    let means = try reference.design().mean(
      of: ["api00", "api99", "meals"].map { table.numbers($0) })
    let exact = means.transformed {
      [.geometricMean($0), ($0[0] / $0[1]).naturalLog]
    }
    EstimateComparison(estimates: exact, expected: expected, name: "geometric").check()
    let power = means.transformed { [($0[0] * $0[1] * $0[2]).power(1.0 / 3)] }
    expectAgreement(
      power.standardErrors[0], exact.standardErrors[0], relative: 1e-12, "geometric mean")
  }

  @Test("have the linearised variable that gives their variance, and count each unit once")
  func linearised() throws {
    let reference = try Reference("p22_by_covmat_contrasts")
    let result = try byType().transformed { [$0[0] - $0[1], ($0[1] * $0[2]).squareRoot] }
    let again = try reference.design().covariance(of: result.variables)
    for i in 0..<2 {
      for j in 0..<2 {
        expectAgreement(again[i, j], result.covariance[i, j], relative: 1e-11, "[\(i), \(j)]")
      }
    }
    let sizes = try byType().sampleSizes
    #expect(result.sampleSizes == [sizes[0] + sizes[1], sizes[1] + sizes[2]])
  }

  @Test("of missing estimates are missing, unless they do not depend on them")
  func missing() throws {
    let design = try SampleDesign(weights: [1, 1, 2], stages: [])
    let means = try design.mean(of: [[1, 2, 4], [.nan, .nan, .nan], [3, 5, 6]])
    let results = means.transformed { [$0[0] / $0[2], $0[1] / $0[2], $0[2].naturalLog] }
    #expect(results.values[0].isFinite && results.standardErrors[0].isFinite)
    #expect(results.values[1].isNaN && results.covariance[0, 1].isNaN)
    #expect(results.covariance[0, 2].isFinite)
  }
}
