/// Whether an effective sample size may exceed the number of units sampled.
public enum EffectiveSizeCap: String, Hashable, Sendable, CaseIterable {
  /// It may, as in R *survey*.
  case none

  /// It is cut at the number of units, as the presentation standards of the U.S. National Center
  /// for Health Statistics ask (2017).
  case sampleSize
}

extension ConfidenceInterval {
  /// Exact binomial limits of a share, with an effective sample size (Korn and Graubard 1998).
  ///
  /// n* = p(1 − p)/v × (t₍n₋₁₎/t₍df₎)², x* = p n*, and the limits are those of
  /// ``clopperPearson(events:of:level:)`` for x* of n* (`svyciprop(method = "beta")` of R *survey*).
  ///
  /// - Parameters:
  ///   - share: p, 0…1.
  ///   - standardError: √v.
  ///   - sampleSize: n, the number of units of the domain.
  ///   - degreesOfFreedom: The design's degrees of freedom in the domain.
  ///   - level: The confidence level.
  ///   - cap: Whether n* may exceed n.
  /// - Returns: `nil` for a share of 0 or 1, a standard error of 0 (not above 10⁻¹²), fewer than two units, no degrees
  ///   of freedom, or NaN.
  /// - Complexity: Two quantiles of a beta distribution, found by some tens of steps.
  public static func kornGraubard(
    share: Double, standardError: Double, sampleSize: Int, degreesOfFreedom: Double,
    level: Double = 0.95, cap: EffectiveSizeCap = .none
  ) -> ConfidenceInterval? {
    guard share > 0, share < 1, standardError > leastShareError, standardError.isFinite,
      let sampleT = twoSidedQuantile(level: level, degreesOfFreedom: Double(sampleSize - 1)),
      let designT = twoSidedQuantile(level: level, degreesOfFreedom: degreesOfFreedom)
    else { return nil }
    let ratio = sampleT / designT
    var size = share * (1 - share) / (standardError * standardError) * ratio * ratio
    switch cap {
    case .none: break
    case .sampleSize: size = min(size, Double(sampleSize))
    }
    return binomial(events: share * size, of: size, level: level, method: .kornGraubard)
  }

  /// The Clopper–Pearson limits for counts that need not be whole.
  static func binomial(
    events: Double, of size: Double, level: Double, method: IntervalMethod
  ) -> ConfidenceInterval? {
    guard size > 0, size < largestEffectiveSize, events >= 0, events <= size else { return nil }
    let tail = (1 - level) / 2
    let others = size - events
    return ConfidenceInterval(
      lower: events > 0 ? BetaDistribution(events, others + 1).quantile(tail) : 0,
      upper: others > 0 ? BetaDistribution(events + 1, others).quantile(1 - tail) : 1,
      level: level, method: method)
  }
}
