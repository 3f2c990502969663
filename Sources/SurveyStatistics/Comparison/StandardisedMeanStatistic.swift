/// Means that a group would have if its people were divided into classes as in a standard.
///
/// θ̃ = Σ_c π_c ȳ_c with fixed shares π_c, and influence uᵢ = π_c (yᵢ − ȳ_c)/W_c for a unit of class c:
/// direct standardisation (`svystandardize` of R *survey*). It is the contrast of class means that
/// ``DerivedEstimates/standardised(to:cells:emptyClasses:degreesOfFreedom:)`` takes, made in one step.
///
/// Where a group has nobody in a class with a positive share its mean is missing (NaN).
public struct StandardisedMeanStatistic: Statistic {
  /// Columns of one value per unit; NaN where it is missing.
  public let columns: [[Double]]

  /// The class of each unit; units in none are outside.
  public let classes: Grouping

  /// π_c, 0 or more, with sum 1.
  public let shares: [Double]

  /// Makes the statistic.
  ///
  /// - Parameters:
  ///   - columns: Columns of one value per unit.
  ///   - classes: The class of each unit.
  ///   - shares: The share of each class in the standard, 0 or more; they are scaled to sum to 1.
  public init(_ columns: [[Double]], classes: Grouping, shares: [Double]) {
    let total = shares.reduce(0, +)
    precondition(shares.count == classes.count, "one share per class")
    precondition(shares.allSatisfy { $0 >= 0 } && total > 0, "shares are 0 or more, and not all 0")
    self.columns = columns
    self.classes = classes
    self.shares = shares.map { $0 / total }
  }

  /// One per column.
  public var count: Int { columns.count }

  /// Whether value and class are known; see ``Statistic``.
  public func isKnown(_ unit: Int, for index: Int) -> Bool {
    !columns[index][unit].isNaN && classes.codes[unit] >= 0
  }

  /// The standardised mean over some units; see ``Statistic``.
  public func value(_ index: Int, over units: [Int], weights: [Double]) -> Double {
    let means = classMeans(index, over: units, weights: weights)
    return zip(shares, means).reduce(0) { $1.0 > 0 ? $0 + $1.0 * $1.1.mean : $0 }
  }

  /// What units add to the error of the standardised mean; see ``Statistic``.
  public func influence(
    _ index: Int, over units: [Int], weights: [Double], value: Double
  ) -> [Double] {
    let means = classMeans(index, over: units, weights: weights)
    return units.map { unit in
      let (mean, total) = means[classes.codes[unit]]
      let share = shares[classes.codes[unit]]
      return share > 0 ? share * (columns[index][unit] - mean) / total : 0
    }
  }

  /// See ``Statistic``.
  public func regressor(_ index: Int) -> Regressor { .none }

  private func classMeans(
    _ index: Int, over units: [Int], weights: [Double]
  ) -> [(mean: Double, total: Double)] {
    var sums = shares.map { _ in 0.0 }
    var totals = sums
    for unit in units {
      sums[classes.codes[unit]] += weights[unit] * columns[index][unit]
      totals[classes.codes[unit]] += weights[unit]
    }
    return zip(sums, totals).map { ($1 == 0 ? .nan : $0 / $1, $1) }
  }
}
