import Testing

@testable import SurveyStatistics

@Suite("Regression")
struct RegressionTests {
  @Test("agrees with R's svyglm", arguments: ["logistic", "linear"])
  func models(name: String) throws {
    let reference = try Reference("p23_tests")
    let expected = try #require(
      reference.cases.first { $0["name"]?.text == name }.flatMap { $0["expected"] })
    let isLinear = name == "linear"
    let source = isLinear ? try Reference("p01_apistrat_stratified_fpc") : reference
    let table = try source.table()
    let constant = table.rows.map { _ in 1.0 }
    func level(_ name: String) -> [Double] { table.texts("stype").map { $0 == name ? 1 : 0 } }
    let predictors =
      isLinear
      ? [constant] + ["ell", "meals", "mobility"].map { table.numbers($0) }
      : [constant, level("H"), level("M"), table.numbers("meals")]
    let values =
      isLinear ? table.numbers("api00") : table.texts("awards").map { $0 == "Yes" ? 1.0 : 0 }
    let model = try source.design().regression(
      of: values, on: predictors, family: isLinear ? .linear : .logistic)
    #expect(model.degreesOfFreedom == expected["df_residual"]?.number.map { Int($0) })
    for (i, number) in try #require(expected["estimate"]?.numbers).enumerated() {
      expectAgreement(model.coefficients[i], try #require(number), relative: 1e-9, "\(name) \(i)")
      let error = try #require(expected["se"]?.numbers[i])
      // R's covariance is that of its last step but one.
      let tolerance = isLinear ? 1e-9 : 1e-6
      expectAgreement(model.standardErrors[i], error, relative: tolerance, "\(name) se \(i)")
      for (j, element) in try #require(expected["vcov"]?.elements[i]).numbers.enumerated() {
        expectAgreement(
          model.covariance[i, j], try #require(element), relative: 2 * tolerance, floor: 1e-12,
          "\(name) vcov \(i), \(j)")
      }
    }
  }

  @Test("agrees with R's svyglm fitted again under each replicate, to the last step of both")
  func replicates() throws {
    let reference = try Reference("regression")
    #expect(reference.cases.count == 10)
    for test in reference.cases {
      let name = try #require(test["name"]?.text)
      let id = try #require(test["design"]?.text)
      let source = try Reference(id)
      let table = try source.table()
      let design: any SurveyDesign =
        source.content["design"]?["kind"]?.text == "replicate"
        ? try source.replicateDesign() : try source.design()
      let expected = try #require(test["expected"])
      let constant = table.rows.map { _ in 1.0 }
      let columns = (expected["labels"]?.texts ?? []).map { label -> [Double] in
        switch label {
        case "(Intercept)": constant
        case "stypeH", "stypeM": table.texts("stype").map { "stype" + $0 == label ? 1 : 0 }
        default: table.numbers(label)
        }
      }
      let isLogistic = name == "logistic"
      let model = try design.regression(
        of: isLogistic
          ? table.texts("awards").map { $0 == "Yes" ? 1 : 0 } : table.numbers("api00"),
        on: columns, family: isLogistic ? .logistic : .linear,
        in: name == "domain" ? try table.mask("stype=='E'") : nil)
      let title = "\(id), \(name)"
      #expect(model.degreesOfFreedom == expected["df_residual"]?.number.map { Int($0) }, "\(title)")
      for (i, number) in try #require(expected["estimate"]?.numbers).enumerated() {
        expectAgreement(model.coefficients[i], try #require(number), "\(title) \(i)")
        expectAgreement(
          model.standardErrors[i], try #require(expected["se"]?.numbers[i]), "\(title) se \(i)")
        for (j, element) in try #require(expected["vcov"]?.elements[i]).numbers.enumerated() {
          expectAgreement(
            model.covariance[i, j], try #require(element), floor: 1e-12, "\(title) \(i), \(j)")
        }
      }
    }
  }

  @Test("a jackknife's errors are near the linearised ones", arguments: RegressionFamily.allCases)
  func jackknife(family: RegressionFamily) throws {
    let table = try DataTable(named: "apistrat")
    let design = try ReferenceDesign.stratified(table)
    let values =
      family == .linear
      ? table.numbers("api00") : table.texts("awards").map { $0 == "Yes" ? 1.0 : 0 }
    let columns = [values.map { _ in 1.0 }, table.numbers("meals")]
    let linearised = try design.regression(of: values, on: columns, family: family)
    let replicated = try design.jackknife().regression(of: values, on: columns, family: family)
    #expect(replicated.coefficients == linearised.coefficients)
    for (one, other) in zip(replicated.standardErrors, linearised.standardErrors) {
      expectAgreement(one, other, relative: 0.03, "standard error")
      #expect(one != other)
    }
  }

  @Test("one statistic asked from many threads at once gives the same bits as from one")
  func threads() async throws {
    let table = try DataTable(named: "apistrat")
    let design = try ReferenceDesign.stratified(table)
    func statistic() -> RegressionStatistic {
      RegressionStatistic(
        of: table.texts("awards").map { $0 == "Yes" ? 1 : 0 },
        on: [table.rows.map { _ in 1 }, table.numbers("meals")], family: .logistic)
    }
    let domains = (0..<96).map { part in table.rows.indices.map { $0 % 97 != part } }
    // Each alone has a statistic of its own, which remembers no other's fit.
    let alone = try domains.map { try design.estimates(of: statistic(), in: $0, by: nil) }
    #expect(Set(alone.map { $0.values[1] }).count > 90)
    let shared = statistic()
    let together = try await withThrowingTaskGroup(of: (Int, Estimates).self) { group in
      for (index, domain) in domains.enumerated() {
        group.addTask { (index, try design.estimates(of: shared, in: domain, by: nil)) }
      }
      return try await group.reduce(into: [Int: Estimates]()) { $0[$1.0] = $1.1 }
    }
    for (index, estimates) in alone.enumerated() { #expect(together[index] == estimates) }
  }

  @Test("a domain mean is a ratio of totals, a regression on a constant, and a coefficient")
  func ratioIdentity() throws {
    let call = try HypothesisCall(try Reference("p06_apiclus2_twostage_fpc"))
    let values = call.table.numbers("api00")
    let inside = try call.table.mask("stype=='E'")
    let one = values.map { _ in 1.0 }
    let member = inside.map { $0 ? 1.0 : 0 }
    let mean = try call.design.mean(of: [values], in: inside)
    let ratio = try call.design.ratio(of: [zip(values, member).map(*)], to: [member])
    let model = try call.design.regression(of: values, on: [one], in: inside)
    let dummy = try call.design.regression(of: values, on: [member, member.map { 1 - $0 }])
    for (estimate, error) in [
      (ratio.values[0], ratio.standardErrors[0]),
      (model.coefficients[0], model.standardErrors[0]),
      (dummy.coefficients[0], dummy.standardErrors[0]),
    ] {
      expectAgreement(estimate, mean.values[0], relative: 1e-12, "estimate")
      expectAgreement(error, mean.standardErrors[0], relative: 1e-10, "standard error")
    }
  }

  @Test("on a constant and a group is the mean and the difference, with the errors of a contrast")
  func identity() throws {
    let call = try HypothesisCall(try Reference("p06_apiclus2_twostage_fpc"))
    let group = call.grouping("awards")
    let values = call.table.numbers("api00")
    let columns = [values.map { _ in 1.0 }, group.codes.map { Double($0) }]
    let linear = try call.design.regression(of: values, on: columns)
    let means = try call.design.mean(of: [values], by: group)
    let (difference, error) = means.contrast([-1, 1])
    expectAgreement(linear.coefficients[0], means.values[0], relative: 1e-12, "constant")
    expectAgreement(linear.coefficients[1], difference, relative: 1e-10, "difference")
    expectAgreement(linear.standardErrors[1], error, relative: 1e-10, "its error")
    let high = values.map { $0 > 700 ? 1.0 : 0 }
    let logistic = try call.design.regression(of: high, on: [columns[0]], family: .logistic)
    let share = try call.design.mean(of: [high]).values[0]
    expectAgreement(
      logistic.coefficients[0], Libm.naturalLog(share / (1 - share)), relative: 1e-12, "log-odds")
  }

  @Test("says why there is no answer")
  func failures() throws {
    let design = try SampleDesign(weights: [1, 2, 1, 3, 1, 2], stages: [])
    let one = [1.0, 1, 1, 1, 1, 1]
    let x = [1.0, 2, 3, 4, 5, 6]
    #expect(throws: RegressionError.dependentPredictors) {
      try design.regression(of: x, on: [one, one.map { 2 * $0 }])
    }
    #expect(throws: RegressionError.separated) {
      try design.regression(of: [0, 0, 0, 1, 1, 1], on: [one, x], family: .logistic)
    }
    #expect(throws: RegressionError.valueOutsideRange(unit: 2)) {
      try design.regression(of: [0, 1, 2, 0, 1, 0], on: [one], family: .logistic)
    }
    #expect(throws: RegressionError.estimation(.emptyDomain)) {
      try design.regression(of: one.map { _ in .nan }, on: [one])
    }
  }
}
