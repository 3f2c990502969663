/// Weighted means of columns.
///
/// ȳ = Σ wᵢyᵢ / Σ wᵢ with influence uᵢ = (yᵢ − ȳ)/Σ wᵢ.
public struct MeanStatistic: Statistic {
  /// Columns of one value per unit; NaN where it is missing.
  public let columns: [[Double]]

  /// Makes the statistic of columns of one value per unit.
  public init(_ columns: [[Double]]) { self.columns = columns }

  public var count: Int { columns.count }

  public func isKnown(_ unit: Int, for index: Int) -> Bool { !columns[index][unit].isNaN }

  public func value(_ index: Int, over units: [Int], weights: [Double]) -> Double {
    let column = columns[index]
    let total = units.reduce(0) { $0 + weights[$1] }
    // Divided at the end, so that the share of a column of ones is exactly 1.
    return units.reduce(0) { $0 + weights[$1] * column[$1] } / total
  }

  public func influence(
    _ index: Int, over units: [Int], weights: [Double], value: Double
  ) -> [Double] {
    let column = columns[index]
    let total = units.reduce(0) { $0 + weights[$1] }
    return units.map { (column[$0] - value) / total }
  }

  public func regressor(_ index: Int) -> Regressor { .one }
}
