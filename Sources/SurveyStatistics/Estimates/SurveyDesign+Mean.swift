extension SurveyDesign {
  /// Weighted means, with their covariance.
  ///
  /// ȳ = Σ wᵢyᵢ / Σ wᵢ over the domain, and zᵢ = wᵢ(yᵢ − ȳ)/Σ wᵢ there, 0 elsewhere (Wolter 2007,
  /// §6.5; `svymean` and `svyby` of R *survey*). For columns of 0 and 1 these are shares.
  ///
  /// Edge cases:
  /// - NaN in a column puts that unit outside the domain for that column alone.
  /// - A column without any value in a group gives NaN, not an error.
  ///
  /// - Parameters:
  ///   - columns: Columns of one value per unit.
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - groups: Groups to estimate apart; `nil` for none.
  /// - Returns: Estimates column after column, and within a column group after group, with the
  ///   covariance of all.
  /// - Throws: ``EstimationError`` where the data cannot carry the estimates.
  /// - Complexity: O(*n*) for each column, and as the covariance of the design.
  public func mean(
    of columns: [[Double]], in domain: [Bool]? = nil, by groups: Grouping? = nil
  ) throws(EstimationError) -> Estimates {
    checkLengths(columns)
    return try estimates(of: MeanStatistic(columns), in: domain, by: groups)
  }

  /// The shares of the levels of a categorical variable.
  ///
  /// The means of one indicator column per level.
  ///
  /// - Parameters:
  ///   - levels: The level of each unit from 0; negative for a missing value.
  ///   - levelCount: The number of levels.
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - groups: Groups to estimate apart; `nil` for none.
  /// - Returns: Shares 0…1, level after level, and within a level group after group.
  /// - Throws: ``EstimationError`` where the data cannot carry the estimates.
  /// - Complexity: O(*n*) for each level, and as the covariance of the design.
  public func proportions(
    ofLevels levels: [Int], levelCount: Int, in domain: [Bool]? = nil, by groups: Grouping? = nil
  ) throws(EstimationError) -> Estimates {
    try mean(
      of: SampleDesign.indicators(ofLevels: levels, count: levelCount), in: domain, by: groups)
  }
}

extension SampleDesign {
  /// One column per level: 1 where a unit has it, 0 where it has another, NaN where it has none.
  ///
  /// - Parameters:
  ///   - levels: The level of each unit from 0; negative for a missing value.
  ///   - count: The number of levels.
  /// - Returns: The columns.
  public static func indicators(ofLevels levels: [Int], count: Int) -> [[Double]] {
    (0..<count).map { level in levels.map { $0 < 0 ? .nan : $0 == level ? 1 : 0 } }
  }
}
