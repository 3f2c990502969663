import SurveyStatistics

/// A way to make the interval of a share.
enum Method: String, CaseIterable, Sendable {
  case simple = "simple"
  case normal = "z"
  case mean = "mean"
  case logit = "logit"
  case likelihood = "likelihood"
  case arcSine = "asin"
  case beta = "beta"
  case betaCapped = "beta, cap"
  case xlogit = "xlogit"
  case likelihoodExact = "likelihood, exact"
  case clopperPearson = "clopper-pearson"
  case jeffreys = "jeffreys"
  case wilsonT = "wilson, t"
  case wilsonZ = "wilson, z"
  case toolkit = "logit + bound"
  case toolkitBeta = "beta, cap + bound"
  case pooled = "pooled"
  case pooledExact = "pooled, exact"

  /// Those that know the sample alone.
  static let own: [Method] = [
    .simple, .normal, .mean, .logit, .likelihood, .arcSine, .beta, .betaCapped, .xlogit,
    .likelihoodExact, .clopperPearson, .jeffreys, .wilsonT, .wilsonZ,
  ]

  /// Those that use a correlation pooled over provinces, where no unit or each had the event or always.
  static let pooling: [Method] = [.toolkit, .toolkitBeta, .pooled, .pooledExact]

  /// The interval of the only estimate, `nil` where there is none.
  func interval(
    of share: Estimates, design: SampleDesign, correlation: IntraclassCorrelation
  ) -> ConfidenceInterval? {
    let value = share.values[0]
    let error = share.standardErrors[0]
    let freedom = Double(share.degreesOfFreedom[0])
    let size = share.sampleSizes[0]
    switch self {
    case .simple:
      return .normal(
        estimate: value, standardError: (value * (1 - value) / Double(size)).squareRoot())
    case .normal: return share.confidenceInterval(at: 0, method: .normal)
    case .mean: return share.confidenceInterval(at: 0, method: .mean)
    case .logit: return share.confidenceInterval(at: 0, method: .logit)
    case .likelihood: return share.confidenceInterval(at: 0, method: .likelihood)
    case .arcSine: return share.confidenceInterval(at: 0, method: .asin)
    case .beta: return share.confidenceInterval(at: 0, method: .kornGraubard)
    case .betaCapped:
      return .kornGraubard(
        share: value, standardError: error, sampleSize: size, degreesOfFreedom: freedom,
        cap: .sampleSize)
    case .xlogit: return share.confidenceInterval(at: 0, method: .xlogit)
    case .likelihoodExact:
      return .likelihood(
        share: value, standardError: error, sampleSize: size, degreesOfFreedom: freedom,
        profile: .exact)
    case .clopperPearson, .jeffreys:
      // For n/deff independent answers: n* = p(1 − p)/v.
      guard value > 0, value < 1, error > 0 else { return nil }
      let effective = value * (1 - value) / (error * error)
      return self == .clopperPearson
        ? .clopperPearson(events: value * effective, of: effective)
        : .jeffreys(events: value * effective, of: effective)
    case .wilsonT:
      return .wilson(
        share: value, effectiveSize: value * (1 - value) / (error * error),
        degreesOfFreedom: freedom)
    case .wilsonZ: return share.confidenceInterval(at: 0, method: .wilson)
    case .toolkit:
      return design.shareInterval(of: share, at: 0, method: .logit, correlation: correlation)
    case .toolkitBeta:
      guard value > 0, value < 1 else {
        return design.pooledInterval(of: share, at: 0, correlation: correlation)
      }
      return Method.betaCapped.interval(of: share, design: design, correlation: correlation)
    case .pooled:
      return design.pooledInterval(of: share, at: 0, correlation: correlation)
    case .pooledExact:
      guard value > 0, value < 1 else {
        return design.pooledInterval(of: share, at: 0, correlation: correlation)
      }
      let effective = design.effectiveSize(of: share.variables[0], correlation: correlation)
      return .clopperPearson(events: value * effective, of: effective)
    }
  }
}
