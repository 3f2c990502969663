/// Which units the data show to be better than which, all statements holding together.
public struct RankComparison: Hashable, Sendable {
  /// The probability that every statement made here is true.
  public let level: Double

  /// The rank set of each unit; `nil` for a unit without an estimate.
  public let sets: [RankSet?]

  /// For each unit, the units that it was shown to be better than.
  private let worse: [Set<Int>]

  /// How many units were compared.
  public let rankedCount: Int

  /// Makes the comparison from pairs of positions among the ranked units.
  init(ranking: Ranking, pairs: [(Int, Int)], level: Double) {
    self.level = level
    rankedCount = ranking.units.count
    var worse = [Set<Int>](repeating: [], count: ranking.values.count)
    var wins = [Int](repeating: 0, count: rankedCount)
    var losses = wins
    for (winner, loser) in pairs {
      worse[ranking.units[winner]].insert(ranking.units[loser])
      wins[winner] += 1
      losses[loser] += 1
    }
    self.worse = worse
    let count = rankedCount
    let ranks = ranking.scoreRanks
    sets = ranking.spread(
      ranks.indices.map {
        RankSet(rank: ranks[$0], best: 1 + losses[$0], worst: count - wins[$0])
      })
  }

  /// Whether a unit was shown to be better than another.
  ///
  /// - Parameters:
  ///   - unit: The unit that may be better.
  ///   - other: The unit that may be worse.
  /// - Returns: `false` also where the other way round was shown.
  public func isBetter(_ unit: Int, than other: Int) -> Bool { worse[unit].contains(other) }

  /// Which units may be among the best: those whose best place is not after `count`.
  ///
  /// It holds all truly best `count` units with at least the level (the projection set of Mogstad,
  /// Romano, Shaikh and Wilhelm 2024, `cstaubest` of *csranks*); it may hold others.
  ///
  /// - Parameter count: How many best units are asked for, at least 1.
  /// - Returns: One answer per unit; `false` for a unit without an estimate.
  public func mayBeAmongBest(_ count: Int) -> [Bool] {
    sets.map { set in set.map { $0.best <= count } ?? false }
  }

  /// Which units may be among the worst `count`.
  ///
  /// - Parameter count: How many worst units are asked for, at least 1.
  /// - Returns: One answer per unit; `false` for a unit without an estimate.
  public func mayBeAmongWorst(_ count: Int) -> [Bool] {
    sets.map { set in set.map { $0.worst > rankedCount - count } ?? false }
  }

  /// Bands of units that cannot be told apart, the best band being 1.
  ///
  /// The tier of a unit is one more than the highest tier number among the units shown to be better;
  /// without any it is 1. So no two units of one tier were told apart, and a unit of tier t stands
  /// below a chain of t − 1 units, each shown to be better than the next. A unit with a large
  /// standard error stands high because nothing is shown against it: a tier is what is known, not a
  /// verdict.
  ///
  /// - Complexity: O(K²).
  public var tiers: [Int?] {
    // A unit shown to be better always has the better estimate, so it is met before.
    let order = sets.indices.compactMap { unit in sets[unit].map { (unit, $0.rank) } }
      .sorted { $0.1 < $1.1 }.map(\.0)
    var tiers = [Int?](repeating: nil, count: sets.count)
    for unit in order {
      let above = order.filter { worse[$0].contains(unit) }.compactMap { tiers[$0] }
      tiers[unit] = 1 + (above.max() ?? 0)
    }
    return tiers
  }
}
