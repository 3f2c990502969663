extension SurveyDesign {
  /// Population variances, with their covariance.
  ///
  /// s² = n/(n − 1) × Σ wᵢ(yᵢ − ȳ)²/Σ wᵢ over the domain with n units of positive weight: a mean of
  /// squared deviations, linearised as such (`svyvar` of R *survey*).
  ///
  /// Edge cases:
  /// - NaN in a column puts that unit outside the domain for that column alone.
  /// - Fewer than two units give NaN.
  ///
  /// - Parameters:
  ///   - columns: Columns of one value per unit.
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - groups: Groups to estimate apart; `nil` for none.
  /// - Returns: Estimates column after column, and within a column group after group.
  /// - Throws: ``EstimationError`` where the data cannot carry the estimates.
  /// - Complexity: O(*n*) for each column, and as the covariance of the design.
  public func variance(
    of columns: [[Double]], in domain: [Bool]? = nil, by groups: Grouping? = nil
  ) throws(EstimationError) -> Estimates {
    checkLengths(columns)
    return try estimates(of: VarianceStatistic(columns), in: domain, by: groups)
  }
}
