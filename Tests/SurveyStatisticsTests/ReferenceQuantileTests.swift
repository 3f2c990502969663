import Testing

@testable import SurveyStatistics

@Suite("Quantiles agree with R survey")
struct ReferenceQuantileTests {
  @Test(
    "by every rule and interval",
    arguments: ["p10_quantile_apistrat", "p11_quantile_apiclus1"])
  func rules(file: String) throws {
    let reference = try Reference(file)
    let table = try reference.table()
    let design = try reference.design()
    #expect(reference.cases.count == 32)
    for test in reference.cases {
      let name = try #require(test["name"]?.text)
      let expected = try #require(test["expected"])
      let options = QuantileOptions(
        rule: try #require(test["qrule"]?.text.flatMap { QuantileRule(rawValue: $0) }),
        interval: try #require(test["interval"]?.text.flatMap { QuantileInterval(rawValue: $0) }))
      let column = try #require(name.split(separator: "_").first.map { String($0) })
      let quantiles = try design.quantile(
        of: [table.numbers(column)],
        probabilities: (expected["p"]?.numbers ?? []).compactMap { $0 }, options: options)
      QuantileComparison(quantiles: quantiles, expected: expected, name: "\(file) \(name)").check()
    }
  }

  @Test(
    "in domains and with replicates",
    arguments: [
      ("quantile_domain", QuantileInterval.mean), ("quantile_domain_beta", .beta),
      ("quantile_jkn", .mean), ("quantile_jkn_replicates", .replicates),
    ])
  func domains(name: String, interval: QuantileInterval) throws {
    let reference = try Reference("more_estimates")
    let expected = try #require(
      reference.cases.first { $0["name"]?.text == name }.flatMap { $0["expected"] })
    let options = QuantileOptions(interval: interval)
    let quantiles: Quantiles
    if name.contains("domain") {
      let table = try reference.table()
      quantiles = try reference.design().quantile(
        of: [table.numbers("api00")], probabilities: [0.1, 0.5, 0.9], options: options,
        in: try table.mask("stype=='E'"))
    } else {
      let table = try DataTable(named: "apistrat")
      quantiles = try Reference("p01_apistrat_stratified_fpc").design().jackknife().quantile(
        of: [table.numbers("api00")], probabilities: [0.1, 0.5, 0.9], options: options)
    }
    QuantileComparison(quantiles: quantiles, expected: expected, name: name).check()
  }
}
