import Foundation
import SurveyEstimation
import Testing

/// Expects estimates and standard errors to be those of a reference.
///
/// - Returns: How many numbers were compared.
@discardableResult
func expectEstimates(
  _ table: EstimateTable, _ expected: [String: Any], relative: Double = 1e-9, _ title: String,
  sourceLocation: SourceLocation = #_sourceLocation
) -> Int {
  let values = ReferenceFile.numbers(expected["estimate"])
  let errors = ReferenceFile.numbers(expected["se"])
  #expect(values.count == table.rows.count, "\(title)", sourceLocation: sourceLocation)
  for (index, row) in table.rows.enumerated() where index < values.count {
    // What the margins fix has a standard error of 0 but for rounding.
    let pairs = [
      (row.estimate, values[index], 0.0),
      (row.standardError, errors[index], 1e-11 * row.estimate.magnitude),
    ]
    for (actual, number, floor) in pairs {
      let number = number ?? .nan
      #expect(
        (actual - number).magnitude <= relative * number.magnitude + floor,
        "\(title)[\(index)]: \(actual), but the reference says \(number)",
        sourceLocation: sourceLocation)
    }
  }
  // Within groups R's limits have the degrees of freedom of the whole design.
  guard let limits = expected["ci95_t"] as? [String: Any], expected["groups"] == nil else {
    return 2 * values.count
  }
  if let freedom = (expected["degf"] as? NSNumber)?.intValue {
    #expect(
      table.rows.allSatisfy { $0.degreesOfFreedom == Double(freedom) }, "\(title)",
      sourceLocation: sourceLocation)
  }
  let ends = [
    (ReferenceFile.numbers(limits["lower"]), table.rows.map(\.lower)),
    (ReferenceFile.numbers(limits["upper"]), table.rows.map(\.upper)),
  ]
  for (numbers, actual) in ends {
    for (number, limit) in zip(numbers, actual) {
      guard let number else { continue }
      #expect(
        ((limit ?? .nan) - number).magnitude <= relative * max(number.magnitude, 1e-3), "\(title)",
        sourceLocation: sourceLocation)
    }
  }
  return 2 * values.count
}
