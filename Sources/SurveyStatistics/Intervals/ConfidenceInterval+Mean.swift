extension ConfidenceInterval {
  /// Estimate ± t × standard error.
  ///
  /// For a share it may leave 0…1, and where no event was seen it has no width: prefer another
  /// method there. For a total known without error (a standard error of 0) no width is right.
  ///
  /// - Parameters:
  ///   - estimate: The estimate, in any unit.
  ///   - standardError: Its standard error.
  ///   - degreesOfFreedom: The degrees of freedom of t, fractional or infinite.
  ///   - level: The confidence level.
  /// - Returns: `nil` without degrees of freedom, and where a number is not finite.
  /// - Complexity: O(1), with one quantile.
  public static func mean(
    estimate: Double, standardError: Double, degreesOfFreedom: Double, level: Double = 0.95
  ) -> ConfidenceInterval? {
    guard estimate.isFinite, standardError >= 0, standardError.isFinite,
      let t = twoSidedQuantile(level: level, degreesOfFreedom: degreesOfFreedom)
    else { return nil }
    return ConfidenceInterval(
      lower: estimate - t * standardError, upper: estimate + t * standardError, level: level,
      method: .mean)
  }

  /// Estimate ± z × standard error, for large numbers of PSUs.
  ///
  /// - Parameters:
  ///   - estimate: The estimate, in any unit.
  ///   - standardError: Its standard error.
  ///   - level: The confidence level.
  /// - Returns: `nil` where a number is not finite.
  /// - Complexity: O(1), with one quantile.
  public static func normal(
    estimate: Double, standardError: Double, level: Double = 0.95
  ) -> ConfidenceInterval? {
    mean(
      estimate: estimate, standardError: standardError, degreesOfFreedom: .infinity, level: level
    ).map {
      ConfidenceInterval(lower: $0.lower, upper: $0.upper, level: level, method: .normal)
    }
  }
}
