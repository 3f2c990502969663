internal import SurveyStatistics

/// The interval of a number in 0…1 that is a mean of scores.
struct ShareInterval {
  var estimate: Double
  var standardError: Double
  var degreesOfFreedom: Int
  var answered: Int
  /// Whether the estimate is a share of answers that count alike and were drawn independently.
  var isSimpleShare: Bool
  var level: Double

  /// The interval by `method`, nil where the method cannot give one.
  func interval(_ method: IntervalMethod) -> ConfidenceInterval? {
    let freedom = Double(degreesOfFreedom)
    switch method {
    case .normal:
      return .normal(estimate: estimate, standardError: standardError, level: level)
    case .logit, .xlogit:
      return .logit(
        share: estimate, standardError: standardError, degreesOfFreedom: freedom, level: level)
    case .asin:
      return .asin(
        share: estimate, standardError: standardError, degreesOfFreedom: freedom, level: level)
    case .likelihood:
      return .likelihood(
        share: estimate, standardError: standardError, sampleSize: answered,
        degreesOfFreedom: freedom, level: level)
    case .wilson:
      // Drawn independently, the textbook's normal quantile; else t, as the variance is estimated.
      return .wilson(
        share: estimate, effectiveSize: effectiveSize,
        degreesOfFreedom: isSimpleShare ? .infinity : freedom, level: level)
    case .kornGraubard:
      return .kornGraubard(
        share: estimate, standardError: standardError, sampleSize: answered,
        degreesOfFreedom: freedom, level: level)
    case .mean, .pooled, .clopperPearson, .jeffreys, .oneSidedExact:
      return .mean(
        estimate: estimate, standardError: standardError, degreesOfFreedom: freedom, level: level)
    }
  }

  /// The size of a simple random sample, drawn with replacement, in which a share would have this
  /// variance: n of a share of answers that count alike, n/deff of other shares.
  private var effectiveSize: Double {
    if isSimpleShare { return Double(answered) }
    let simple = estimate * (1 - estimate) / Double(max(1, answered - 1))
    return Double(answered) * simple / (standardError * standardError)
  }
}
