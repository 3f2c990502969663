import Testing

@testable import SurveyStatistics

@Suite("Calibration agrees with R survey")
struct CalibrationReferenceTests {
  @Test(
    "gives R's weights, estimates and residual-based standard errors",
    arguments: [
      "p19_poststratify_rake_apiclus1", "p20_calibrate_apiclus1", "p21_trimweights_apiclus1",
      "p24_calibration_unequal_weights",
    ])
  func cases(file: String) throws {
    let reference = try Reference(file)
    #expect(reference.cases.count >= 3)
    for test in reference.cases {
      let name = try #require(test["name"]?.text)
      let call = try CalibrationCall(test, of: reference)
      let design = try call.design()
      let relative = call.isIterative ? 1e-6 : 1e-9
      let expected = try #require(test["expected"])
      try check(design.weights, expected["weights"], relative: relative, "\(file) \(name)")
      for (key, statistic) in call.statistics {
        guard let numbers = expected[key] else { continue }
        try check(
          try statistic(design), numbers, relative: relative, "\(file) \(name) \(key)")
      }
    }
  }

  private func check(
    _ weights: [Double], _ expected: JSONValue?, relative: Double, _ name: String
  ) throws {
    let numbers = try #require(expected?["weights"]?.numbers)
    #expect(weights.count == numbers.count)
    for (unit, number) in numbers.enumerated() {
      expectAgreement(
        weights[unit], try #require(number), relative: relative, floor: relative,
        "\(name), weight \(unit)")
    }
    if let sum = expected?["sum"]?.number {
      expectAgreement(weights.reduce(0, +), sum, relative: relative, "\(name), sum")
    }
  }

  private func check(
    _ estimates: Estimates, _ expected: JSONValue, relative: Double, _ name: String
  ) throws {
    let values = try #require(expected["estimate"]?.numbers)
    let errors = try #require(expected["se"]?.numbers)
    #expect(values.count == estimates.values.count)
    for index in values.indices {
      let value = try #require(values[index])
      expectAgreement(estimates.values[index], value, relative: relative, "\(name)[\(index)]")
      // A share or total that the margins fix has a standard error of 0 but for rounding.
      expectAgreement(
        estimates.standardErrors[index], try #require(errors[index]), relative: relative,
        floor: 1e-11 * value.magnitude, "\(name) se[\(index)]")
    }
    for (i, row) in (expected["vcov"]?.elements ?? []).enumerated() {
      for (j, number) in row.numbers.enumerated() {
        expectAgreement(
          estimates.covariance[i, j], try #require(number), relative: relative,
          floor: 1e-15 * (estimates.values[i] * estimates.values[j]).magnitude,
          "\(name) vcov[\(i), \(j)]")
      }
    }
    if let freedom = expected["degf"]?.number {
      #expect(estimates.degreesOfFreedom.allSatisfy { $0 == Int(freedom) })
    }
  }
}
