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
