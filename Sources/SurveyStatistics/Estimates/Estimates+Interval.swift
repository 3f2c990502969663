extension Estimates {
  /// The confidence interval of one estimate.
  ///
  /// The methods for shares read the estimate as a share 0…1. With replicate weights the methods logit
  /// (as in R *survey*) and likelihood (NA there) take the standard error of the log-odds from replicates.
  /// Those for counts, and Wilson's, use n/deff for the number of units (``effectiveSizes``); with a
  /// share of 0 or 1 that is not known from the sample, and the answer is `nil`: bound it with
  /// ``ConfidenceInterval/noEvents(effectiveSize:level:)`` instead.
  ///
  /// A share between 0 and 1 with a standard error of 0 is one that the design fixes, as that of a
  /// stratum. Methods that are a function of the standard error (logit, xlogit, asin) then give an
  /// interval without width, as R does; the others have no effective sample size, and give `nil`
  /// (R: an error, NA, or 0.5 for any share).
  ///
  /// ``IntervalMethod/pooled`` needs the design and a correlation: take
  /// ``SampleDesign/pooledInterval(of:at:correlation:level:)``.
  ///
  /// - Parameters:
  ///   - index: Which estimate.
  ///   - method: How to make the interval.
  ///   - level: The confidence level.
  ///   - degreesOfFreedom: `nil` for those of the estimate. Wilson's interval uses z unless they
  ///     are given.
  /// - Returns: `nil` where the method cannot give an interval; each method says when.
  public func confidenceInterval(
    at index: Int, method: IntervalMethod = .mean, level: Double = 0.95,
    degreesOfFreedom: Double? = nil
  ) -> ConfidenceInterval? {
    let value = values[index]
    let error = covariance[index, index].squareRoot()
    let freedom = degreesOfFreedom ?? Double(self.degreesOfFreedom[index])
    let size = effectiveSizes[index]
    if method.isClosedForm, value > 0, value < 1, error <= leastShareError {
      return .mean(
        estimate: value, standardError: error, degreesOfFreedom: freedom, level: level
      ).map { ConfidenceInterval(lower: $0.lower, upper: $0.upper, level: level, method: method) }
    }
    switch method {
    case .mean:
      return .mean(
        estimate: value, standardError: error, degreesOfFreedom: freedom, level: level)
    case .normal:
      return .normal(estimate: value, standardError: error, level: level)
    case .logit:
      return .logit(
        share: value, standardError: replicatedLogitError(at: index) ?? error,
        degreesOfFreedom: freedom, level: level)
    case .xlogit:
      return ConfidenceInterval.logit(
        share: value, standardError: error, degreesOfFreedom: freedom, level: level
      ).map { ConfidenceInterval(lower: $0.lower, upper: $0.upper, level: level, method: .xlogit) }
    case .asin:
      return .asin(share: value, standardError: error, degreesOfFreedom: freedom, level: level)
    case .likelihood:
      return .likelihood(
        share: value, standardError: replicatedLogitError(at: index) ?? error,
        sampleSize: sampleSizes[index],
        degreesOfFreedom: freedom, level: level)
    case .wilson:
      return .wilson(
        share: value, effectiveSize: size, degreesOfFreedom: degreesOfFreedom ?? .infinity,
        level: level)
    case .kornGraubard:
      return .kornGraubard(
        share: value, standardError: error, sampleSize: sampleSizes[index],
        degreesOfFreedom: freedom, level: level)
    case .clopperPearson:
      return .clopperPearson(events: value * size, of: size, level: level)
    case .jeffreys:
      return .jeffreys(events: value * size, of: size, level: level)
    case .pooled:
      return nil
    case .oneSidedExact:
      return value == 0
        ? .noEvents(effectiveSize: size, level: level)
        : value == 1 ? .eventsOnly(effectiveSize: size, level: level) : nil
    }
  }
}

extension IntervalMethod {
  /// Whether the ends are a formula of the share and its standard error on some scale.
  fileprivate var isClosedForm: Bool {
    switch self {
    case .logit, .xlogit, .asin: true
    case .mean, .normal, .likelihood, .wilson, .kornGraubard, .pooled, .clopperPearson,
      .jeffreys, .oneSidedExact:
      false
    }
  }
}
