/// One statistic of a request.
///
/// The columns of one request are one formula, as in R: where missing values may be left out, a row
/// leaves the domain of all of them if one is missing. Ask in two requests to keep them apart.
public enum StatisticRequest: Hashable, Sendable {
  /// Means of number columns; of a text column the shares of its levels.
  case mean([String])
  /// Totals; of a text column those of its levels.
  case total([String])
  /// The ratio of two columns.
  case ratio(numerator: String, denominator: String)
  /// The shares of the levels of columns.
  case proportion([String])
  /// Quantiles of number columns, probability after probability, by R's name of the rule.
  case quantile([String], probabilities: [Double], rule: String)
  /// The population variance of a column.
  case variance([String])

  /// The columns that it needs.
  var columns: [String] {
    switch self {
    case .mean(let names), .total(let names), .proportion(let names), .variance(let names),
      .quantile(let names, _, _):
      names
    case .ratio(let numerator, let denominator): [numerator, denominator]
    }
  }
}
