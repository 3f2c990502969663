/// Which end of the values is ranked first.
public enum RankOrder: String, Hashable, Sendable, CaseIterable {
  /// Rank 1 is the largest value: satisfaction.
  case largestFirst

  /// Rank 1 is the smallest value: rates of complaints.
  case smallestFirst
}

/// The places that a unit may have, 1 being the best.
public struct RankSet: Hashable, Sendable {
  /// The place of its estimate: 1 + the number of units with a better one.
  ///
  /// Units with the same estimate have the same place.
  public let rank: Int

  /// The best place that the data do not rule out.
  public let best: Int

  /// The worst place that the data do not rule out.
  public let worst: Int

  /// Makes a set of places.
  ///
  /// - Parameters:
  ///   - rank: The place of the estimate.
  ///   - best: The best possible place, at least 1.
  ///   - worst: The worst possible place, not before the best.
  public init(rank: Int, best: Int, worst: Int) {
    precondition(best >= 1 && best <= worst, "the best place is not after the worst")
    self.rank = rank
    self.best = best
    self.worst = worst
  }
}

/// Estimates of units that are to be ranked, with their joint covariance.
///
/// A ranking by estimates is itself an estimate. The true rank of a unit is one more than the number
/// of units that are truly better; a rank set says which places the data leave open. The covariance
/// of all units is needed, not their standard errors alone: units that share PSUs, strata or a
/// calibration move together.
///
/// A unit without an estimate (NaN) is not ranked, and does not count among the others. A variance
/// of 0 means known without error: units of one PSU, whose variance cannot be seen, must be taken
/// out or given one before.
public struct Ranking: Hashable, Sendable {
  /// The estimates, one per unit; NaN for none.
  public let values: [Double]

  /// Which end is ranked first.
  public let order: RankOrder

  /// The units that have an estimate.
  let units: [Int]

  /// The estimates of those, turned so that larger is better.
  let scores: [Double]

  /// Their covariance.
  let scoreCovariance: Matrix

  /// Makes a ranking of estimates.
  ///
  /// - Parameters:
  ///   - values: The estimates, one per unit; NaN for a unit without one.
  ///   - covariance: Their covariance; it need not be of full rank.
  ///   - order: Which end is ranked first.
  public init(values: [Double], covariance: Matrix, order: RankOrder = .largestFirst) {
    precondition(
      covariance.rows == values.count && covariance.columns == values.count,
      "one row and column of the covariance per unit")
    self.values = values
    self.order = order
    units = values.indices.filter { !values[$0].isNaN }
    scores = units.map { order == .largestFirst ? values[$0] : -values[$0] }
    scoreCovariance = covariance.restricted(to: units)
    precondition(
      scoreCovariance.elements.allSatisfy { $0.isFinite },
      "a unit with an estimate has a variance, and covariances with the others")
  }

  /// Ranks estimates of a design.
  ///
  /// - Parameters:
  ///   - estimates: One estimate per unit.
  ///   - order: Which end is ranked first.
  public init(_ estimates: Estimates, order: RankOrder = .largestFirst) {
    self.init(values: estimates.values, covariance: estimates.covariance, order: order)
  }

  /// The place of each estimate, 1 being the best; `nil` for a unit without one.
  public var ranks: [Int?] { spread(scoreRanks) }

  /// The places of the units that have an estimate.
  var scoreRanks: [Int] {
    scores.map { score in 1 + scores.count { $0 > score } }
  }

  /// One value per unit, `nil` for those without an estimate.
  func spread<Value>(_ list: [Value]) -> [Value?] {
    var result = [Value?](repeating: nil, count: values.count)
    for (unit, value) in zip(units, list) { result[unit] = value }
    return result
  }
}
