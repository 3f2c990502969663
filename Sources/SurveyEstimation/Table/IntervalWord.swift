internal import SurveyStatistics

/// The intervals of `--interval`, by the names of R's `svyciprop` where it has them.
enum IntervalWord: String, CaseIterable {
  /// For shares ``pooled`` where the correlation is well known and ``logit`` elsewhere; t for others.
  case auto
  case t
  case z
  case logit
  case likelihood
  case likelihoodExact = "likelihood-exact"
  case asin
  case beta
  case betaCapped = "beta-capped"
  case xlogit
  case wilson
  case pooled
  case clopperPearson = "clopper-pearson"
  case jeffreys

  /// Whether it is for shares alone.
  var isForShares: Bool { ![.auto, .t, .z].contains(self) }

  /// The interval of an estimate that is no share, or a function of others.
  func symmetric(
    _ estimate: Double, _ standardError: Double, degreesOfFreedom: Double, level: Double
  ) -> ConfidenceInterval? {
    .mean(
      estimate: estimate, standardError: standardError,
      degreesOfFreedom: self == .z ? .infinity : degreesOfFreedom, level: level)
  }

  /// The interval of a share above 0 and below 1, from the design's own variance; nil where the method
  /// has none.
  func interval(
    of estimates: Estimates, at index: Int, degreesOfFreedom: Double, level: Double
  ) -> ConfidenceInterval? {
    let share = estimates.values[index]
    let error = estimates.covariance[index, index].squareRoot()
    switch self {
    case .t, .z: return symmetric(share, error, degreesOfFreedom: degreesOfFreedom, level: level)
    case .wilson:
      // R survey 4.5: n = p(1 − p)/v, with t for z.
      return .wilson(
        share: share, effectiveSize: share * (1 - share) / (error * error),
        degreesOfFreedom: degreesOfFreedom, level: level)
    case .likelihoodExact:
      return .likelihood(
        share: share, standardError: error, sampleSize: estimates.sampleSizes[index],
        degreesOfFreedom: degreesOfFreedom, level: level, profile: .exact)
    case .betaCapped:
      return .kornGraubard(
        share: share, standardError: error, sampleSize: estimates.sampleSizes[index],
        degreesOfFreedom: degreesOfFreedom, level: level, cap: .sampleSize)
    case .logit: return ends(.logit)
    case .likelihood: return ends(.likelihood)
    case .asin: return ends(.asin)
    case .beta: return ends(.kornGraubard)
    case .xlogit: return ends(.xlogit)
    case .clopperPearson: return ends(.clopperPearson)
    case .jeffreys: return ends(.jeffreys)
    case .auto, .pooled: return nil
    }
    func ends(_ method: IntervalMethod) -> ConfidenceInterval? {
      estimates.confidenceInterval(
        at: index, method: method, level: level, degreesOfFreedom: degreesOfFreedom)
    }
  }
}
