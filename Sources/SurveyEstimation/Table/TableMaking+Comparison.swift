internal import SurveyStatistics

extension TableMaking {
  /// Gives a difference or contrast its interval and p-value.
  ///
  /// - Parameters:
  ///   - row: The row, with its estimate, standard error and degrees of freedom.
  ///   - parts: The estimates that it is made of.
  ///   - isSeen: Whether the sample can see the variance of all that it is made of.
  func test(_ row: inout EstimateTable.Row, of parts: [Double], isSeen: Bool) {
    guard row.estimate.isFinite else {
      row.note =
        parts.allSatisfy(\.isFinite)
        ? "no number: the expression has no value at these estimates"
        : "no number: a part of it has no estimate"
      return
    }
    guard !row.standardError.isNaN else {
      row.note = "no standard error: the slope of the expression is not finite at these estimates"
      return
    }
    guard isSeen else {
      row.note = "no test: a part of it shows no variance (no event, events only, or one PSU)"
      return
    }
    let interval = words.interval.symmetric(
      row.estimate, row.standardError, degreesOfFreedom: row.degreesOfFreedom,
      level: request.level)
    row.lower = interval?.lower
    row.upper = interval?.upper
    let p = DerivedEstimates(
      values: [row.estimate],
      covariance: Matrix([[row.standardError * row.standardError]]),
      degreesOfFreedom: [words.interval == .z ? .infinity : row.degreesOfFreedom]
    ).pValues[0]
    row.pValue = p.isNaN ? nil : p
    if interval == nil {
      row.note = "one PSU, or no variance: no interval and no test"
    }
  }

  /// How many times the estimates are drawn for rank sets.
  static let rankDraws = 10_000

  /// Ranks the groups of each estimate.
  ///
  /// A group whose variance the sample cannot see (one PSU, no event) would pass for one known without
  /// error; it is not ranked, and its note says so. Draws have the fewest degrees of freedom among the
  /// ranked groups.
  func rank(_ rows: inout [EstimateTable.Row]) {
    for start in stride(from: 0, to: estimates.values.count, by: groupCount) {
      let family = start..<start + groupCount
      let isRanked = family.map { index in
        estimates.values[index].isFinite && estimates.covariance[index, index] > 0
          && joint.degreesOfFreedom[index] > 0 && !isUnseen(index)
      }
      for (index, isRanked) in zip(family, isRanked) where !isRanked {
        rows[index].note =
          (rows[index].note.map { $0 + "; " } ?? "") + "not ranked: its variance is not seen"
      }
      guard isRanked.contains(true) else { continue }
      let values = zip(family, isRanked).map { $1 ? estimates.values[$0] : .nan }
      let covariance = Matrix(
        family.map { i in family.map { estimates.covariance[i, $0] } })
      let freedom = family.map {
        words.interval == .z ? .infinity : joint.degreesOfFreedom[$0]
      }
      let fewest = zip(freedom, isRanked).filter(\.1).map(\.0).min() ?? .infinity
      let ranking = Ranking(values: values, covariance: covariance, order: words.order)
      var generator = SeededGenerator(seed: request.seed)
      let together = ranking.compared(
        level: request.level, degreesOfFreedom: fewest, replicates: Self.rankDraws,
        using: &generator)
      generator = SeededGenerator(seed: request.seed)
      let alone = ranking.marginalSets(
        level: request.level, degreesOfFreedom: fewest, replicates: Self.rankDraws,
        using: &generator)
      let intervals = ranking.jointIntervalSets(level: request.level, degreesOfFreedom: freedom)
      let tiers = together.tiers
      for (position, index) in family.enumerated() {
        guard let set = together.sets[position], let marginal = alone[position],
          let joint = intervals[position], let tier = tiers[position]
        else { continue }
        rows[index].rank = EstimateTable.RankPlaces(
          estimate: set.rank, simultaneous: set.best...set.worst,
          marginal: marginal.best...marginal.worst, jointIntervals: joint.best...joint.worst,
          tier: tier)
      }
    }
  }
}
