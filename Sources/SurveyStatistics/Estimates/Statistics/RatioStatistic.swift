/// Ratios of weighted totals.
///
/// r = Σ wᵢyᵢ / Σ wᵢxᵢ with influence uᵢ = (yᵢ − r xᵢ)/Σ wᵢxᵢ.
public struct RatioStatistic: Statistic {
  /// Columns of one value per unit; NaN where it is missing.
  public let numerators: [[Double]]

  /// As many columns: the first numerator is divided by the first, and so on.
  public let denominators: [[Double]]

  /// Makes the statistic of as many denominators as numerators.
  public init(of numerators: [[Double]], to denominators: [[Double]]) {
    precondition(numerators.count == denominators.count, "each numerator has its denominator")
    self.numerators = numerators
    self.denominators = denominators
  }

  public var count: Int { numerators.count }

  public func isKnown(_ unit: Int, for index: Int) -> Bool {
    !numerators[index][unit].isNaN && !denominators[index][unit].isNaN
  }

  public func value(_ index: Int, over units: [Int], weights: [Double]) -> Double {
    let top = numerators[index]
    let bottom = denominators[index]
    return units.reduce(0) { $0 + weights[$1] * top[$1] }
      / units.reduce(0) { $0 + weights[$1] * bottom[$1] }
  }

  public func influence(
    _ index: Int, over units: [Int], weights: [Double], value: Double
  ) -> [Double] {
    let top = numerators[index]
    let bottom = denominators[index]
    let total = units.reduce(0) { $0 + weights[$1] * bottom[$1] }
    return units.map { (top[$0] - value * bottom[$0]) / total }
  }

  public func regressor(_ index: Int) -> Regressor { .column(denominators[index]) }
}
