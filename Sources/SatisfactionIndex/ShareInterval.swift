internal import SurveyStatistics

/// The interval of a number in 0…1 that is a mean of scores.
struct ShareInterval {
  var estimate: Double
  var standardError: Double
  var degreesOfFreedom: Int
  var answered: Int
  /// Against a simple random sample with replacement; nil where that has no variance.
  var designEffect: Double?
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
      guard let designEffect, designEffect > 0 else { return nil }
      return .wilson(share: estimate, effectiveSize: Double(answered) / designEffect, level: level)
    case .kornGraubard:
      return .kornGraubard(
        share: estimate, standardError: standardError, sampleSize: answered,
        degreesOfFreedom: freedom, level: level)
    case .mean, .pooled, .clopperPearson, .jeffreys, .oneSidedExact:
      return .mean(
        estimate: estimate, standardError: standardError, degreesOfFreedom: freedom, level: level)
    }
  }
}
