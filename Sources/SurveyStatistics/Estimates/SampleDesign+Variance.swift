extension SampleDesign {
  /// Population variances, with their Taylor-linearised covariance.
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
  public func variance(
    of columns: [[Double]], in domain: [Bool]? = nil, by groups: Grouping? = nil
  ) throws(EstimationError) -> Estimates {
    checkLengths(columns)
    return try estimates(ofColumns: columns.count, in: domain, by: groups) { column, units in
      let values = columns[column]
      let mean = meanLinearisation(of: values, units: units)
      let count = Double(mean.variable.units.count)
      var squares = [Double](repeating: .nan, count: weights.count)
      for unit in mean.variable.units where count > 1 {
        let deviation = values[unit] - mean.value
        squares[unit] = count / (count - 1) * deviation * deviation
      }
      return meanLinearisation(of: squares, units: units)
    }
  }
}
