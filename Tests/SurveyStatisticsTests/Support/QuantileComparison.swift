import Testing

@testable import SurveyStatistics

/// Compares quantiles with the numbers that a reference file expects of them.
struct QuantileComparison {
  let quantiles: Quantiles
  let expected: JSONValue
  let name: String

  /// Compares quantiles, limits and standard errors; where R has NaN the limit must be open.
  func check() {
    compare("quantile", quantiles.estimates.values)
    compare("lower", quantiles.lower)
    compare("upper", quantiles.upper)
    compare("se", quantiles.estimates.standardErrors)
  }

  private func compare(_ key: String, _ actual: [Double]) {
    let numbers = expected[key]?.numbers ?? []
    #expect(numbers.count == actual.count, "\(name) \(key)")
    for (index, number) in numbers.enumerated() {
      if let number, !number.isNaN {
        expectAgreement(
          actual[index], number, relative: 1e-8, floor: 1e-12, "\(name) \(key)[\(index)]")
      } else if key != "se" {
        #expect(actual[index].isInfinite, "\(name) \(key)[\(index)]")
      }
    }
  }
}
