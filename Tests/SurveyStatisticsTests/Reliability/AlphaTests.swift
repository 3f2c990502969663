import Testing

@testable import SurveyStatistics

@Suite("Cronbach's alpha")
struct AlphaTests {
  private func items(_ table: DataTable) -> [[Double]] {
    [
      table.numbers("api00"), table.numbers("api99"), table.numbers("meals").map { -7 * $0 },
      table.numbers("ell").map { -8 * $0 },
    ]
  }

  @Test("it is R survey's, with the covariance of svyvar")
  func reference() throws {
    let table = try DataTable(named: "apiclus1")
    let expected = try ComparisonCases()("alpha_apiclus1")
    let alpha = CronbachAlpha(items: items(table), weights: table.numbers("pw"))
    expectAgreement(alpha.value, try expected.scalar("estimate"), "alpha")
    expectAgreement(
      alpha.covariance.elements, try expected.matrix("vcov").elements, "covariance")
    #expect(alpha.completeCount == 183 && alpha.partialCount == 0)
  }

  @Test("its parts are those of R psych")
  func parts() throws {
    let table = try DataTable(named: "apiclus1")
    let expected = try ComparisonCases()("alpha_unweighted")
    let alpha = CronbachAlpha(items: items(table), weights: table.rows.map { _ in 2 })
    expectAgreement(alpha.value, try expected.scalar("raw"), "alpha")
    expectAgreement(alpha.standardised, try expected.scalar("std"), "standardised")
    expectAgreement(alpha.withoutItem, try expected.column("drop"), "without item")
    expectAgreement(alpha.restCorrelations, try expected.column("rdrop"), "rest correlation")
  }

  @Test("its linearised standard error is near the jackknife's, and its own derivative")
  func standardError() throws {
    let table = try DataTable(named: "apiclus1")
    let design = try SampleDesign(
      weights: table.numbers("pw"),
      stages: [.init(stratum: table.rows.map { _ in 0 }, cluster: table.levels("dnum"))])
    let alpha = CronbachAlpha(items: items(table), weights: design.weights)
    let variable = try #require(alpha.variable)
    let error = try design.covariance(of: [variable])[0, 0].squareRoot()
    let jackknife = try ComparisonCases()("alpha_jackknife").scalar("se")
    expectAgreement(error, jackknife, relative: 0.15, "standard error")
    // z is w times the derivative by w.
    for unit in [0, 50, 182] {
      func alpha(_ factor: Double) -> Double {
        var weights = design.weights
        weights[unit] *= factor
        return CronbachAlpha(items: items(table), weights: weights).value
      }
      let slope = (alpha(1 + 1e-4) - alpha(1 - 1e-4)) / 2e-4
      expectAgreement(variable.values[unit], slope, relative: 1e-6, "z")
    }
    expectAgreement(variable.values.reduce(0, +), 0, floor: 1e-12, "sum")
  }

  @Test("under replicate weights its standard error is that of R's withReplicates")
  func replicates() throws {
    let table = try DataTable(named: "apiclus1")
    let design = try SampleDesign(
      weights: table.numbers("pw"),
      stages: [.init(stratum: table.rows.map { _ in 0 }, cluster: table.levels("dnum"))])
    let statistic = AlphaStatistic(items(table))
    let replicated = try design.jackknife().estimates(of: statistic, in: nil, by: nil)
    let linearised = try design.estimates(of: statistic, in: nil, by: nil)
    expectAgreement(
      replicated.standardErrors[0], try ComparisonCases()("alpha_jackknife").scalar("se"),
      "jackknife")
    expectAgreement(linearised.values[0], replicated.values[0], "alpha")
    let alpha = CronbachAlpha(items: items(table), weights: design.weights)
    expectAgreement(
      linearised.covariance[0, 0], try design.covariance(of: [try #require(alpha.variable)])[0, 0],
      "linearised")
  }

  @Test("units with a missing answer are left out and counted, or used in pairs")
  func missing() {
    let first: [Double] = [1, 2, 3, 4, 5, .nan, 2]
    let second: [Double] = [2, 2, 4, 3, .nan, .nan, 3]
    let third: [Double] = [1, 3, 3, 5, 4, .nan, 1]
    let weights: [Double] = [1, 2, 1, 1, 1, 1, 0]
    let alpha = CronbachAlpha(items: [first, second, third], weights: weights)
    #expect(alpha.completeCount == 4 && alpha.partialCount == 1)
    let only = CronbachAlpha(
      items: [first, second, third].map { Array($0.prefix(4)) }, weights: [1, 2, 1, 1])
    #expect(alpha.value == only.value)
    let pairs = CronbachAlpha(
      items: [first, second, third], weights: weights, missing: .pairwise)
    #expect(pairs.covariance[0, 1] == alpha.covariance[0, 1])
    #expect(pairs.covariance[0, 2] != alpha.covariance[0, 2])
    #expect(pairs.variable == nil && pairs.completeCount == 4)
  }

  @Test("equal items measure one thing, and constant items nothing")
  func extremes() {
    let item: [Double] = [1, 2, 5, 3]
    let same = CronbachAlpha(items: [item, item, item], weights: [1, 1, 2, 1])
    expectAgreement(same.value, 1, "alpha")
    let constant = CronbachAlpha(items: [[3, 3, 3], [2, 2, 2]], weights: [1, 1, 1])
    #expect(constant.value.isNaN && constant.variable == nil && constant.withoutItem == [])
    #expect(CronbachAlpha(items: [[3], [2]], weights: [1]).value.isNaN)
  }
}
