/// Weighted totals of columns.
///
/// Ŷ = Σ wᵢyᵢ with influence uᵢ = yᵢ.
public struct TotalStatistic: Statistic {
  /// Columns of one value per unit; NaN where it is missing.
  public let columns: [[Double]]

  /// Makes the statistic of columns of one value per unit.
  public init(_ columns: [[Double]]) { self.columns = columns }

  /// One per column.
  public var count: Int { columns.count }

  /// Whether its value is known; see ``Statistic``.
  public func isKnown(_ unit: Int, for index: Int) -> Bool { !columns[index][unit].isNaN }

  /// The total over some units; see ``Statistic``.
  public func value(_ index: Int, over units: [Int], weights: [Double]) -> Double {
    let column = columns[index]
    return units.reduce(0) { $0 + weights[$1] * column[$1] }
  }

  /// What units add to the error of the total; see ``Statistic``.
  public func influence(
    _ index: Int, over units: [Int], weights: [Double], value: Double
  ) -> [Double] {
    let column = columns[index]
    return units.map { column[$0] }
  }

  /// See ``Statistic``.
  public func regressor(_ index: Int) -> Regressor { .none }
}
