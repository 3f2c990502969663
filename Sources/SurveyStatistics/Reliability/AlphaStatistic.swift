/// ``CronbachAlpha`` of items as an estimate of a design: by group, with its standard error from
/// linearisation or from replicates, and with its covariance to other estimates.
///
/// Units that did not answer all items are outside.
public struct AlphaStatistic: Statistic {
  /// One column per item; NaN where a unit did not answer.
  public let items: [[Double]]

  /// Makes the statistic of at least two columns of one value per unit.
  public init(_ items: [[Double]]) {
    precondition(items.count >= 2, "alpha needs at least two items")
    self.items = items
  }

  /// One.
  public var count: Int { 1 }

  /// Whether all items were answered; see ``Statistic``.
  public func isKnown(_ unit: Int, for index: Int) -> Bool {
    items.allSatisfy { !$0[unit].isNaN }
  }

  /// α over some units; see ``Statistic``.
  public func value(_ index: Int, over units: [Int], weights: [Double]) -> Double {
    alpha(over: units, weights: weights).value
  }

  /// What units add to the error of α; see ``CronbachAlpha/variable``.
  public func influence(
    _ index: Int, over units: [Int], weights: [Double], value: Double
  ) -> [Double] {
    var influence = [Double](repeating: 0, count: units.count)
    let variable = alpha(over: units, weights: weights).variable
    for (position, number) in zip(variable?.units ?? [], variable?.values ?? []) {
      influence[position] = number / weights[units[position]]
    }
    return influence
  }

  /// See ``Statistic``.
  public func regressor(_ index: Int) -> Regressor { .none }

  private func alpha(over units: [Int], weights: [Double]) -> CronbachAlpha {
    CronbachAlpha(
      items: items.map { item in units.map { item[$0] } }, weights: units.map { weights[$0] })
  }
}
