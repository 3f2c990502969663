/// How the level of each interval is raised so that all of them hold together.
public enum JointLevel: String, Hashable, Sendable, CaseIterable {
  /// 1 − α/k, whatever the dependence.
  case bonferroni

  /// (1 − α)^(1/k): exact for independent estimates, and cautious for jointly normal ones of any
  /// correlation (Šidák 1967).
  case sidak

  /// The level of each of `count` intervals.
  func level(_ level: Double, count: Int) -> Double {
    switch self {
    case .bonferroni: 1 - (1 - level) / Double(count)
    case .sidak: Libm.exponential(Libm.naturalLog(level) / Double(count))
    }
  }
}

extension Ranking {
  /// Rank sets from intervals that hold together (Klein, Wright and Wieczorek 2020).
  ///
  /// With intervals L_j…U_j that cover all the true values at once with the level, the true rank of
  /// unit k lies in
  ///
  ///     1 + #{j : L_j > U_k} … K − #{j : U_j < L_k}
  ///
  /// for all k at once. It needs no simulation and no covariances, and is wider than
  /// ``compared(level:degreesOfFreedom:replicates:method:using:)``, which works on differences.
  ///
  /// - Parameters:
  ///   - level: The probability that all sets hold together.
  ///   - joint: How the level of each interval is found.
  ///   - degreesOfFreedom: One number per unit, for t in place of z; `nil` for z. A unit with none
  ///     has the set of all places.
  /// - Returns: One set per unit; `nil` for a unit without an estimate.
  /// - Complexity: O(K²).
  public func jointIntervalSets(
    level: Double = 0.95, joint: JointLevel = .sidak, degreesOfFreedom: [Double]? = nil
  ) -> [RankSet?] {
    precondition(
      degreesOfFreedom.map { $0.count == values.count } ?? true, "degrees of freedom per unit")
    let each = joint.level(level, count: max(1, scores.count))
    let halfWidths = units.indices.map { position in
      let freedom = degreesOfFreedom?[units[position]] ?? .infinity
      guard let t = twoSidedQuantile(level: each, degreesOfFreedom: freedom) else {
        return Double.infinity
      }
      return t * max(0, scoreCovariance[position, position]).squareRoot()
    }
    let lower = zip(scores, halfWidths).map { $0 - $1 }
    let upper = zip(scores, halfWidths).map { $0 + $1 }
    let ranks = scoreRanks
    return spread(
      scores.indices.map { k in
        RankSet(
          rank: ranks[k], best: 1 + lower.count { $0 > upper[k] },
          worst: scores.count - upper.count { $0 < lower[k] })
      })
  }
}
