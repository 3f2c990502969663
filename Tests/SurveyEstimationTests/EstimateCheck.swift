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
  return 2 * values.count
}
