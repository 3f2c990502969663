extension SurveyDesign {
  /// Weighted totals, with their covariance.
  ///
  /// Ŷ = Σ wᵢyᵢ over the domain, and zᵢ = wᵢyᵢ there, 0 elsewhere (`svytotal` of R *survey*).
  ///
  /// Edge cases:
  /// - NaN in a column puts that unit outside the domain for that column alone: the total is then
  ///   that of the units that answered.
  /// - A column without any value in a group gives NaN, not 0.
  ///
  /// - Parameters:
  ///   - columns: Columns of one value per unit.
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - groups: Groups to estimate apart; `nil` for none.
  /// - Returns: Estimates column after column, and within a column group after group.
  /// - Throws: ``EstimationError`` where the data cannot carry the estimates.
  /// - Complexity: O(*n*) for each column, and as the covariance of the design.
  public func total(
    of columns: [[Double]], in domain: [Bool]? = nil, by groups: Grouping? = nil
  ) throws(EstimationError) -> Estimates {
    checkLengths(columns)
    return try estimates(of: TotalStatistic(columns), in: domain, by: groups)
  }
}
