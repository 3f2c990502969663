extension SurveyDesign {
  /// Ratios of weighted totals, with their covariance.
  ///
  /// r = Σ wᵢyᵢ / Σ wᵢxᵢ over the domain, and zᵢ = wᵢ(yᵢ − r xᵢ)/Σ wᵢxᵢ there, 0 elsewhere
  /// (`svyratio` of R *survey*).
  ///
  /// Edge cases:
  /// - A unit without numerator or without denominator is outside the domain for that ratio alone.
  /// - A denominator of 0 gives NaN.
  ///
  /// - Parameters:
  ///   - numerators: Columns of one value per unit.
  ///   - denominators: As many columns: the first numerator is divided by the first, and so on.
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - groups: Groups to estimate apart; `nil` for none.
  /// - Returns: Estimates ratio after ratio, and within a ratio group after group.
  /// - Throws: ``EstimationError`` where the data cannot carry the estimates.
  /// - Complexity: O(*n*) for each ratio, and as the covariance of the design.
  public func ratio(
    of numerators: [[Double]], to denominators: [[Double]], in domain: [Bool]? = nil,
    by groups: Grouping? = nil
  ) throws(EstimationError) -> Estimates {
    precondition(numerators.count == denominators.count, "each numerator has its denominator")
    checkLengths(numerators)
    checkLengths(denominators)
    return try estimates(
      of: RatioStatistic(of: numerators, to: denominators), in: domain, by: groups)
  }
}
