/// Weighted means of columns.
///
/// ȳ = Σ wᵢyᵢ / Σ wᵢ with influence uᵢ = (yᵢ − ȳ)/Σ wᵢ.
public struct MeanStatistic: Statistic {
  /// Columns of one value per unit; NaN where it is missing.
  public let columns: [[Double]]

  /// Makes the statistic of columns of one value per unit.
  public init(_ columns: [[Double]]) { self.columns = columns }

  /// One per column.
  public var count: Int { columns.count }

  /// Whether its value is known; see ``Statistic``.
  public func isKnown(_ unit: Int, for index: Int) -> Bool { !columns[index][unit].isNaN }

  /// The mean over some units; see ``Statistic``.
  public func value(_ index: Int, over units: [Int], weights: [Double]) -> Double {
    let column = columns[index]
    let total = units.reduce(0) { $0 + weights[$1] }
    // Divided at the end, so that the share of a column of ones is exactly 1.
    return units.reduce(0) { $0 + weights[$1] * column[$1] } / total
  }

  /// What units add to the error of the mean; see ``Statistic``.
  public func influence(
    _ index: Int, over units: [Int], weights: [Double], value: Double
  ) -> [Double] {
    let column = columns[index]
    let total = units.reduce(0) { $0 + weights[$1] }
    return units.map { (column[$0] - value) / total }
  }

  /// See ``Statistic``.
  public func regressor(_ index: Int) -> Regressor { .one }
}
