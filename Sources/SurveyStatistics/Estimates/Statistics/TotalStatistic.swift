/// Weighted totals of columns.
///
/// Ŷ = Σ wᵢyᵢ with influence uᵢ = yᵢ.
public struct TotalStatistic: Statistic {
  /// Columns of one value per unit; NaN where it is missing.
  public let columns: [[Double]]

  /// Makes the statistic of columns of one value per unit.
  public init(_ columns: [[Double]]) { self.columns = columns }

  public var count: Int { columns.count }

  public func isKnown(_ unit: Int, for index: Int) -> Bool { !columns[index][unit].isNaN }

  public func value(_ index: Int, over units: [Int], weights: [Double]) -> Double {
    let column = columns[index]
    return units.reduce(0) { $0 + weights[$1] * column[$1] }
  }

  public func influence(
    _ index: Int, over units: [Int], weights: [Double], value: Double
  ) -> [Double] {
    let column = columns[index]
    return units.map { column[$0] }
  }

  public func regressor(_ index: Int) -> Regressor { .none }
}
