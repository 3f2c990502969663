/// How means changed from each wave to the next, in one stacked sample of all waves.
///
/// d = ȳ_t − ȳ_{t−1} with influence uᵢ = (yᵢ − ȳ_t)/W_t for units of the later wave and
/// −(yᵢ − ȳ_{t−1})/W_{t−1} for those of the earlier. PSUs that carry the same number in both waves
/// bring their covariance with them (`svycontrast` of `svyby(~y, ~wave, …)` in R *survey*).
///
/// Where a wave has no unit the changes to and from it are missing (NaN). For samples with a finite
/// population correction per wave, or estimates other than means, see ``WaveEstimates``.
public struct MeanChangeStatistic: Statistic {
  /// Columns of one value per unit; NaN where it is missing.
  public let columns: [[Double]]

  /// The wave of each unit, in the order of time; units in none are outside.
  public let waves: Grouping

  /// Makes the statistic of columns of one value per unit and at least two waves.
  public init(_ columns: [[Double]], waves: Grouping) {
    precondition(waves.count >= 2, "a change needs two waves")
    self.columns = columns
    self.waves = waves
  }

  /// One per column and step between waves, column after column.
  public var count: Int { columns.count * (waves.count - 1) }

  /// Whether the value is known and the unit of one of the two waves; see ``Statistic``.
  public func isKnown(_ unit: Int, for index: Int) -> Bool {
    let earlier = index % (waves.count - 1)
    let wave = waves.codes[unit]
    return !columns[index / (waves.count - 1)][unit].isNaN
      && (wave == earlier || wave == earlier + 1)
  }

  /// The later mean less the earlier one; see ``Statistic``.
  public func value(_ index: Int, over units: [Int], weights: [Double]) -> Double {
    let (earlier, later) = means(index, over: units, weights: weights)
    return later.mean - earlier.mean
  }

  /// What units add to the error of the change; see ``Statistic``.
  public func influence(
    _ index: Int, over units: [Int], weights: [Double], value: Double
  ) -> [Double] {
    let (earlier, later) = means(index, over: units, weights: weights)
    let column = columns[index / (waves.count - 1)]
    let first = index % (waves.count - 1)
    return units.map { unit in
      waves.codes[unit] == first
        ? -(column[unit] - earlier.mean) / earlier.total : (column[unit] - later.mean) / later.total
    }
  }

  /// See ``Statistic``.
  public func regressor(_ index: Int) -> Regressor { .none }

  private typealias WaveMean = (mean: Double, total: Double)

  private func means(
    _ index: Int, over units: [Int], weights: [Double]
  ) -> (earlier: WaveMean, later: WaveMean) {
    let column = columns[index / (waves.count - 1)]
    let first = index % (waves.count - 1)
    var (sums, totals) = ([0.0, 0.0], [0.0, 0.0])
    for unit in units {
      sums[waves.codes[unit] - first] += weights[unit] * column[unit]
      totals[waves.codes[unit] - first] += weights[unit]
    }
    func mean(_ wave: Int) -> WaveMean {
      (totals[wave] == 0 ? .nan : sums[wave] / totals[wave], totals[wave])
    }
    return (mean(0), mean(1))
  }
}
