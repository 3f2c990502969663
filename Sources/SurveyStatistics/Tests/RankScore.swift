/// Which rank equal values share.
public enum TiedRanks: String, Hashable, Sendable, CaseIterable {
  /// The middle of their weight: the same in any order of the rows.
  case middle

  /// The plain mean of the ranks that they would have in the order of the rows, as in R *survey*:
  /// where equal values have unequal weights, it changes when rows are moved.
  case rowOrder
}

/// What a rank counts as in a rank test.
public enum RankScore: String, Hashable, Sendable, CaseIterable {
  /// The rank itself, as a share of the population: Wilcoxon's test, and Kruskal and Wallis's for
  /// more groups.
  case wilcoxon

  /// The normal quantile of the rank.
  case vanDerWaerden = "vanderWaerden"

  /// Whether the rank lies above the middle.
  case median

  /// The scores of values.
  ///
  /// The rank of a value is the weight of smaller values and half the weight of equal ones, over all
  /// weight: an estimate of its rank in the population (Lumley and Scott 2013).
  ///
  /// - Parameters:
  ///   - values: One value per unit.
  ///   - weights: Their weights, above 0.
  ///   - units: The units to rank.
  ///   - ties: Which rank equal values share.
  /// - Returns: One score per unit; NaN for units that were not ranked.
  /// - Complexity: O(*n* log *n*).
  func scores(
    of values: [Double], weights: [Double], units: [Int], ties: TiedRanks
  ) -> [Double] {
    let order = units.sorted { values[$0] != values[$1] ? values[$0] < values[$1] : $0 < $1 }
    let total = order.reduce(0) { $0 + weights[$1] }
    var scores = [Double](repeating: .nan, count: values.count)
    var below = 0.0
    var start = 0
    while start < order.count {
      var end = start
      var tied = 0.0
      var middles = 0.0
      while end < order.count, values[order[end]] == values[order[start]] {
        middles += tied + weights[order[end]] / 2
        tied += weights[order[end]]
        end += 1
      }
      let within = ties == .middle ? tied / 2 : middles / Double(end - start)
      let score = self.score(ofRank: (below + within) / total)
      for unit in order[start..<end] { scores[unit] = score }
      below += tied
      start = end
    }
    return scores
  }

  private func score(ofRank rank: Double) -> Double {
    switch self {
    case .wilcoxon: rank
    case .vanDerWaerden: NormalDistribution.quantile(rank)
    case .median: rank > 0.5 ? 1 : 0
    }
  }
}
