import Testing

@testable import SurveyStatistics

/// Compares estimates with the numbers that a reference file expects of them.
struct EstimateComparison {
  let estimates: Estimates
  let expected: JSONValue
  let name: String

  /// Compares every number that is expected.
  func check() {
    check("estimate", estimates.values, floor: 1e-15)
    check("se", estimates.standardErrors)
    check("cv", estimates.coefficientsOfVariation, floor: 1e-12)
    let reference: DesignEffectReference =
      name.hasSuffix("_replace") ? .withReplacement : .withoutReplacement
    check("deff", estimates.designEffects(against: reference))
    checkCovariance()
    checkIntervals("ci95_z", method: .normal, freedom: .infinity)
    if let freedom = expected["degf"]?.number {
      checkIntervals("ci95_t", method: .mean, freedom: freedom)
    }
    if let freedom = expected["degf_used_full_design"]?.number {
      checkIntervals("ci95_t_full_design_df", method: .mean, freedom: freedom)
    }
  }

  private func check(_ key: String, _ actual: [Double], floor: Double? = nil) {
    guard let numbers = expected[key]?.numbers else { return }
    #expect(actual.count == numbers.count)
    for (index, number) in numbers.enumerated() {
      guard let number, number.isFinite else { continue }
      expectAgreement(
        actual[index], number, floor: floor ?? 1e-12 * estimates.values[index].magnitude,
        "\(name), \(key)[\(index)]")
    }
  }

  private func checkCovariance() {
    for (i, row) in (expected["vcov"]?.elements ?? []).enumerated() {
      for (j, number) in row.numbers.enumerated() {
        guard let number else { continue }
        expectAgreement(
          estimates.covariance[i, j], number,
          floor: 1e-15 * (estimates.values[i] * estimates.values[j]).magnitude,
          "\(name), vcov[\(i), \(j)]")
      }
    }
  }

  private func checkIntervals(_ key: String, method: IntervalMethod, freedom: Double) {
    guard let lower = expected[key]?["lower"]?.numbers, let upper = expected[key]?["upper"]?.numbers
    else { return }
    for index in lower.indices {
      guard let low = lower[index], let high = upper[index] else { continue }
      let interval = estimates.confidenceInterval(
        at: index, method: method, degreesOfFreedom: freedom)
      expectAgreement(interval?.lower ?? .nan, low, floor: 1e-12, "\(name), lower[\(index)]")
      expectAgreement(interval?.upper ?? .nan, high, floor: 1e-12, "\(name), upper[\(index)]")
    }
  }
}
