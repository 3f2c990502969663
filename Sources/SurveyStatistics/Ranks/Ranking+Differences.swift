/// How pairs of units are tested against each other.
public enum PairwiseMethod: String, Hashable, Sendable, CaseIterable {
  /// One critical value for all pairs.
  case singleStep = "single-step"

  /// Claims (j is better than k) that were shown are taken out, and the rest tested again with the
  /// smaller critical value of those that remain, until nothing is added.
  ///
  /// It holds the same level and finds at least as much. The opposite claims stay among the rest, as
  /// in *csranks*, so the gain is modest.
  case stepdown
}

/// Which places a marginal rank set bounds.
public enum RankBound: String, Hashable, Sendable, CaseIterable {
  /// Both the best and the worst place.
  case both

  /// The best place only: how good the unit may be. The worst is K.
  case best

  /// The worst place only: how bad the unit may be. The best is 1.
  case worst
}

extension Ranking {
  /// All pairs of units compared at once, and the rank sets that follow (Mogstad, Romano, Shaikh and
  /// Wilhelm 2024).
  ///
  /// Unit j is better than k if (θ̂_j − θ̂_k)/se_jk exceeds the critical value c: the quantile of the
  /// largest (Z_j − Z_k)/se_jk over all pairs, with Z normal around 0 with the covariance of the
  /// estimates (the parametric bootstrap; the same procedure as `csranks(simul = TRUE)` of the R
  /// package *csranks*, which this was compared with in source). The rank set of k is
  ///
  ///     1 + #{j better than k} … K − #{j worse than k}
  ///
  /// and all sets hold together with the level.
  ///
  /// Few PSUs: c from normal draws is too small where variances have few degrees of freedom. With
  /// `degreesOfFreedom` draws are multivariate t, as if one scale were estimated for all.
  ///
  /// - Parameters:
  ///   - level: The probability that all statements hold together.
  ///   - degreesOfFreedom: Those of the covariance; infinite for the normal distribution.
  ///   - replicates: How many draws; with 10,000 the level is met to about ±0.002.
  ///   - method: Whether to go on testing after the first pairs are told apart.
  ///   - generator: The source of random numbers; with ``SeededGenerator`` the result is repeatable.
  /// - Returns: Which units are better than which, with rank sets and tiers.
  /// - Complexity: O(replicates × K²) for each step.
  public func compared(
    level: Double = 0.95, degreesOfFreedom: Double = .infinity, replicates: Int = 10_000,
    method: PairwiseMethod = .stepdown, using generator: inout some RandomNumberGenerator
  ) -> RankComparison {
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    let simulation = DifferenceSimulation(
      covariance: scoreCovariance, degreesOfFreedom: degreesOfFreedom, replicates: replicates,
      using: &generator)
    let pairs = scores.indices.flatMap { j in
      scores.indices.filter { $0 != j }.map { (j, $0) }
    }
    let better = toldApart(pairs, level: level, method: method, simulation: simulation)
    return RankComparison(ranking: self, pairs: better, level: level)
  }

  /// Rank sets that each hold with the level, but not together (Mogstad, Romano, Shaikh and Wilhelm
  /// 2024).
  ///
  /// As ``compared(level:degreesOfFreedom:replicates:method:using:)``, with the largest difference
  /// taken over the pairs of one unit only (`csranks(simul = FALSE)`). They are for one unit chosen
  /// before the data were seen, as a province that looks at itself; a table of all of them is not a
  /// ranking.
  ///
  /// - Parameters:
  ///   - level: The probability that one set holds.
  ///   - bound: Which places to bound; a set of one side is narrower on it.
  ///   - degreesOfFreedom: Those of the covariance; infinite for the normal distribution.
  ///   - replicates: How many draws; all units use the same.
  ///   - method: Whether to go on testing after the first pairs are told apart.
  ///   - generator: The source of random numbers.
  /// - Returns: One set per unit; `nil` for a unit without an estimate.
  /// - Complexity: O(replicates × K²) for each step.
  public func marginalSets(
    level: Double = 0.95, bound: RankBound = .both, degreesOfFreedom: Double = .infinity,
    replicates: Int = 10_000, method: PairwiseMethod = .stepdown,
    using generator: inout some RandomNumberGenerator
  ) -> [RankSet?] {
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    let simulation = DifferenceSimulation(
      covariance: scoreCovariance, degreesOfFreedom: degreesOfFreedom, replicates: replicates,
      using: &generator)
    let ranks = scoreRanks
    return spread(
      scores.indices.map { k in
        let others = scores.indices.filter { $0 != k }
        let above = bound == .worst ? [] : others.map { ($0, k) }
        let below = bound == .best ? [] : others.map { (k, $0) }
        let found = toldApart(above + below, level: level, method: method, simulation: simulation)
        return RankSet(
          rank: ranks[k], best: 1 + found.count { $0.1 == k },
          worst: scores.count - found.count { $0.0 == k })
      })
  }

  /// The pairs (better, worse) whose order the data show.
  private func toldApart(
    _ pairs: [(Int, Int)], level: Double, method: PairwiseMethod, simulation: DifferenceSimulation
  ) -> [(Int, Int)] {
    var found: [(Int, Int)] = []
    var open = pairs
    while !open.isEmpty {
      let critical = simulation.criticalValue(of: open, level: level)
      func isApart(_ pair: (Int, Int)) -> Bool {
        scores[pair.0] - scores[pair.1] > critical * simulation.errors[pair.0, pair.1]
      }
      let new = open.filter(isApart)
      found += new
      guard method == .stepdown, !new.isEmpty else { break }
      open = open.filter { !isApart($0) }
    }
    return found
  }
}
