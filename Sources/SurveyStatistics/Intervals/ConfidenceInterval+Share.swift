extension ConfidenceInterval {
  /// The interval of a share that is symmetric on the scale of log-odds.
  ///
  /// logit p ± t × se/(p(1 − p)), carried back to 0…1 (`svyciprop(method = "logit")` of R *survey*,
  /// which fits a model to the same end).
  ///
  /// - Parameters:
  ///   - share: p, 0…1.
  ///   - standardError: Its standard error.
  ///   - degreesOfFreedom: The degrees of freedom of t, fractional or infinite.
  ///   - level: The confidence level.
  /// - Returns: `nil` for a share of 0 or 1, a standard error of 0 (not above 10⁻¹², which is
  ///   rounding), no degrees of freedom, or NaN.
  /// - Complexity: O(1), with one quantile.
  public static func logit(
    share: Double, standardError: Double, degreesOfFreedom: Double, level: Double = 0.95
  ) -> ConfidenceInterval? {
    guard share > 0, share < 1, standardError > leastShareError, standardError.isFinite,
      let t = twoSidedQuantile(level: level, degreesOfFreedom: degreesOfFreedom)
    else { return nil }
    let centre = Libm.naturalLog(share) - Libm.naturalLog(onePlus: -share)
    let halfWidth = t * standardError / (share * (1 - share))
    return ConfidenceInterval(
      lower: 1 / (1 + Libm.exponential(halfWidth - centre)),
      upper: 1 / (1 + Libm.exponential(-halfWidth - centre)), level: level, method: .logit)
  }

  /// The interval of a share that is symmetric on the scale of the arc sine of its root.
  ///
  /// arcsin √p ± t × se/(2√(p(1 − p))), carried back by sin² (`svyciprop(method = "asin")` of R
  /// *survey*). Where the range passes 0 or π/2 the end is 0 or 1; R reflects it there, so that a
  /// wider range gets a higher lower end.
  ///
  /// - Parameters:
  ///   - share: p, 0…1.
  ///   - standardError: Its standard error.
  ///   - degreesOfFreedom: The degrees of freedom of t, fractional or infinite.
  ///   - level: The confidence level.
  /// - Returns: `nil` for a share of 0 or 1, a standard error of 0 (not above 10⁻¹², which is
  ///   rounding), no degrees of freedom, or NaN.
  /// - Complexity: O(1), with one quantile.
  public static func asin(
    share: Double, standardError: Double, degreesOfFreedom: Double, level: Double = 0.95
  ) -> ConfidenceInterval? {
    guard share > 0, share < 1, standardError > leastShareError, standardError.isFinite,
      let t = twoSidedQuantile(level: level, degreesOfFreedom: degreesOfFreedom)
    else { return nil }
    let centre = Libm.arcSine(share.squareRoot())
    let halfWidth = t * standardError / (2 * (share * (1 - share)).squareRoot())
    func carriedBack(_ angle: Double) -> Double {
      let sine = Libm.sine(min(max(angle, 0), Double.pi / 2))
      return sine * sine
    }
    return ConfidenceInterval(
      lower: carriedBack(centre - halfWidth), upper: carriedBack(centre + halfWidth), level: level,
      method: .asin)
  }

  /// Wilson's score interval of a share, with an effective sample size.
  ///
  /// With n the effective size and z the normal quantile, the ends are
  /// (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n). With n = ``Estimates/effectiveSizes`` it is
  /// the textbook interval for a simple random sample. For designs with few PSUs pass their degrees
  /// of freedom: t then stands for z, and with n = p(1 − p)/v it is the interval of R *survey* 4.5.
  ///
  /// - Parameters:
  ///   - share: p, 0…1.
  ///   - effectiveSize: n, above 0; for a share of 0 or 1 it must come from elsewhere, as from
  ///     ``IntraclassCorrelation``.
  ///   - degreesOfFreedom: The degrees of freedom of t; infinite for z.
  ///   - level: The confidence level.
  /// - Returns: `nil` for a share outside 0…1, an effective size that is not positive, or is
  ///   10²⁰ and more (the variance is then 0 but for rounding), no degrees of freedom, or NaN.
  /// - Complexity: O(1), with one quantile.
  public static func wilson(
    share: Double, effectiveSize: Double, degreesOfFreedom: Double = .infinity,
    level: Double = 0.95
  ) -> ConfidenceInterval? {
    guard share >= 0, share <= 1, effectiveSize > 0, effectiveSize < largestEffectiveSize,
      let t = twoSidedQuantile(level: level, degreesOfFreedom: degreesOfFreedom)
    else { return nil }
    let k = t * t / effectiveSize
    let halfWidth = t * (share * (1 - share) / effectiveSize + k / (4 * effectiveSize)).squareRoot()
    let lower = (share + k / 2 - halfWidth) / (1 + k)
    let upper = (share + k / 2 + halfWidth) / (1 + k)
    return ConfidenceInterval(
      lower: share == 0 ? 0 : max(0, lower), upper: share == 1 ? 1 : min(1, upper), level: level,
      method: .wilson)
  }
}
