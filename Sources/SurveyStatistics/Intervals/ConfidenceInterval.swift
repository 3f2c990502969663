/// A range that holds the true value in the given part of repeated samples.
public struct ConfidenceInterval: Hashable, Sendable {
  /// The lower end.
  public let lower: Double

  /// The upper end.
  public let upper: Double

  /// In which part of repeated samples the range holds the true value, for instance 0.95.
  public let level: Double

  /// How it was made.
  public let method: IntervalMethod

  /// Makes an interval from its parts.
  ///
  /// - Parameters:
  ///   - lower: The lower end.
  ///   - upper: The upper end.
  ///   - level: The confidence level, above 0 and below 1.
  ///   - method: How it was made.
  public init(lower: Double, upper: Double, level: Double, method: IntervalMethod) {
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    self.lower = lower
    self.upper = upper
    self.level = level
    self.method = method
  }
}

/// How a confidence interval is made.
///
/// The raw values are the names that reports print; those of R's `svyciprop` are kept.
public enum IntervalMethod: String, Hashable, Sendable, CaseIterable {
  /// Estimate ± t × standard error, with the design's degrees of freedom.
  case mean

  /// Estimate ± z × standard error.
  case normal

  /// For shares: symmetric on the scale of log-odds.
  case logit

  /// The same as ``logit``, under the name by which R calls its closed form: with replicate weights too
  /// it takes the standard error of the share, not of its log-odds.
  case xlogit

  /// For shares: symmetric on the scale of the arc sine of the square root.
  case asin

  /// For shares: the values that a likelihood scaled by the design effect does not contradict.
  case likelihood

  /// For shares: Wilson's score interval with the effective sample size.
  case wilson

  /// For shares: exact binomial limits with the effective sample size (Korn and Graubard 1998).
  case kornGraubard = "beta"

  /// For shares: Wilson's interval with the design effect of a pooled intra-class correlation.
  case pooled

  /// For counts of a simple random sample: exact binomial limits.
  case clopperPearson = "clopper-pearson"

  /// For counts of a simple random sample: quantiles of the posterior under Jeffreys' prior.
  case jeffreys

  /// For no event, or events only: the exact bound on the side that is open.
  case oneSidedExact = "one-sided-exact"
}

/// The two-sided quantile of a level: t, or z for infinite degrees of freedom.
///
/// - Parameters:
///   - level: The confidence level.
///   - degreesOfFreedom: Above 0.
/// - Returns: The quantile, or `nil` where there are no degrees of freedom.
func twoSidedQuantile(level: Double, degreesOfFreedom: Double) -> Double? {
  precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
  guard degreesOfFreedom > 0 else { return nil }
  return -StudentDistribution(degreesOfFreedom: degreesOfFreedom).quantile((1 - level) / 2)
}

/// The least standard error of a share that is more than rounding.
///
/// A share that the design fixes, as that of a stratum, has a variance of 0; what is computed for
/// it may be some 10⁻³⁴.
let leastShareError = 1e-12

/// The largest effective sample size of a share that is more than rounding.
let largestEffectiveSize = 1e20
