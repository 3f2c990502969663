/// Population variances of columns.
///
/// s² = n/(n − 1) × Σ wᵢ(yᵢ − ȳ)²/Σ wᵢ for n units: a mean of squared deviations, with the influence
/// of such a mean. That of ȳ is 0 to first order.
public struct VarianceStatistic: Statistic {
  /// Columns of one value per unit; NaN where it is missing.
  public let columns: [[Double]]

  /// Makes the statistic of columns of one value per unit.
  public init(_ columns: [[Double]]) { self.columns = columns }

  public var count: Int { columns.count }

  public func isKnown(_ unit: Int, for index: Int) -> Bool { !columns[index][unit].isNaN }

  public func value(_ index: Int, over units: [Int], weights: [Double]) -> Double {
    let squares = squares(index, over: units, weights: weights)
    let total = units.reduce(0) { $0 + weights[$1] }
    return zip(units, squares).reduce(0) { $0 + weights[$1.0] * $1.1 } / total
  }

  public func influence(
    _ index: Int, over units: [Int], weights: [Double], value: Double
  ) -> [Double] {
    let total = units.reduce(0) { $0 + weights[$1] }
    return squares(index, over: units, weights: weights).map { ($0 - value) / total }
  }

  public func regressor(_ index: Int) -> Regressor { .one }

  /// n/(n − 1) (yᵢ − ȳ)² of each unit; NaN for fewer than two.
  private func squares(_ index: Int, over units: [Int], weights: [Double]) -> [Double] {
    let column = columns[index]
    let mean = MeanStatistic([column]).value(0, over: units, weights: weights)
    let count = Double(units.count)
    guard count > 1 else { return units.map { _ in .nan } }
    return units.map { count / (count - 1) * (column[$0] - mean) * (column[$0] - mean) }
  }
}
