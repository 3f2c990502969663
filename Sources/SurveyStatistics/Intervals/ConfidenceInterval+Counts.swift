extension ConfidenceInterval {
  /// Exact binomial limits for events of a simple random sample (Clopper and Pearson 1934).
  ///
  /// The lower end is the α/2 quantile of Beta(x, n − x + 1), the upper end the 1 − α/2 quantile of
  /// Beta(x + 1, n − x); it is 0 for no event and 1 for events only.
  ///
  /// - Parameters:
  ///   - events: x, 0…n; it need not be whole.
  ///   - size: n, above 0.
  ///   - level: The confidence level, 1 − α.
  /// - Returns: `nil` where the counts are impossible or NaN.
  /// - Complexity: Two quantiles of a beta distribution, found by some tens of steps.
  public static func clopperPearson(
    events: Double, of size: Double, level: Double = 0.95
  ) -> ConfidenceInterval? {
    binomial(events: events, of: size, level: level, method: .clopperPearson)
  }

  /// Quantiles of Beta(x + ½, n − x + ½), for events of a simple random sample.
  ///
  /// The lower end is set to 0 for no event, the upper end to 1 for events only (Brown, Cai and
  /// DasGupta 2001).
  ///
  /// - Parameters:
  ///   - events: x, 0…n; it need not be whole.
  ///   - size: n, above 0.
  ///   - level: The confidence level.
  /// - Returns: `nil` where the counts are impossible or NaN.
  /// - Complexity: Two quantiles of a beta distribution, found by some tens of steps.
  public static func jeffreys(
    events: Double, of size: Double, level: Double = 0.95
  ) -> ConfidenceInterval? {
    guard size > 0, size < largestEffectiveSize, events >= 0, events <= size else { return nil }
    let tail = (1 - level) / 2
    let posterior = BetaDistribution(events + 0.5, size - events + 0.5)
    return ConfidenceInterval(
      lower: events > 0 ? posterior.quantile(tail) : 0,
      upper: events < size ? posterior.quantile(1 - tail) : 1, level: level, method: .jeffreys)
  }

  /// Wilson's score interval for events of a simple random sample.
  ///
  /// ``wilson(share:effectiveSize:degreesOfFreedom:level:)`` with p = x/n and z: the shares that the
  /// score test does not reject (Wilson 1927).
  ///
  /// - Parameters:
  ///   - events: x, 0…n; it need not be whole.
  ///   - size: n, above 0.
  ///   - level: The confidence level.
  /// - Returns: `nil` where the counts are impossible or NaN.
  /// - Complexity: O(1), with one quantile.
  public static func wilson(
    events: Double, of size: Double, level: Double = 0.95
  ) -> ConfidenceInterval? {
    guard size > 0, events >= 0, events <= size else { return nil }
    return wilson(share: events / size, effectiveSize: size, level: level)
  }

  /// The exact bound where no event was seen: 0…1 − α^(1/n), with α on the open side alone.
  ///
  /// For n = 100 at 95 % it is 0.0295, close to 3/n (Hanley and Lippman-Hand 1983). For a cluster
  /// sample n is the number of units over ``IntraclassCorrelation/designEffect(ofClusterSizes:)``.
  ///
  /// - Parameters:
  ///   - effectiveSize: n, above 0.
  ///   - level: The confidence level, 1 − α.
  /// - Returns: `nil` where the size is not positive and finite.
  public static func noEvents(
    effectiveSize: Double, level: Double = 0.95
  ) -> ConfidenceInterval? {
    guard effectiveSize > 0, effectiveSize.isFinite else { return nil }
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    return ConfidenceInterval(
      lower: 0, upper: -Libm.exponentialMinusOne(Libm.naturalLog(1 - level) / effectiveSize),
      level: level, method: .oneSidedExact)
  }

  /// The exact bound where each unit had the event: α^(1/n)…1.
  ///
  /// - Parameters:
  ///   - effectiveSize: n, above 0.
  ///   - level: The confidence level, 1 − α.
  /// - Returns: `nil` where the size is not positive and finite.
  public static func eventsOnly(
    effectiveSize: Double, level: Double = 0.95
  ) -> ConfidenceInterval? {
    noEvents(effectiveSize: effectiveSize, level: level).map {
      ConfidenceInterval(lower: 1 - $0.upper, upper: 1, level: level, method: .oneSidedExact)
    }
  }
}
