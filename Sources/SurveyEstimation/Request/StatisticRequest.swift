/// One statistic of a request.
public enum StatisticRequest: Hashable, Sendable {
  /// Means of number columns; of a text column the shares of its levels.
  case mean([String])
  /// Totals; of a text column those of its levels.
  case total([String])
  /// The ratio of two columns.
  case ratio(numerator: String, denominator: String)
  /// The shares of the levels of columns.
  case proportion([String])
  /// Quantiles of a column.
  case quantile([String], probabilities: [Double], rule: String)
  /// The population variance of a column.
  case variance([String])
}
