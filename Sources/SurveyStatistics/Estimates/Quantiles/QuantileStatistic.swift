/// Quantiles of columns: probability after probability for each column.
///
/// The influence is that of the share up to the quantile, with the sign of the quantile; divided by
/// the density there it would be the quantile's own.
struct QuantileStatistic: Statistic {
  let columns: [[Double]]
  let probabilities: [Double]
  let rule: QuantileRule

  var count: Int { columns.count * probabilities.count }

  func column(_ index: Int) -> [Double] { columns[index / probabilities.count] }

  func probability(_ index: Int) -> Double { probabilities[index % probabilities.count] }

  func isKnown(_ unit: Int, for index: Int) -> Bool { !column(index)[unit].isNaN }

  func value(_ index: Int, over units: [Int], weights: [Double]) -> Double {
    WeightedValues(column(index), over: units, weights: weights)
      .quantile(probability(index), rule: rule)
  }

  func influence(_ index: Int, over units: [Int], weights: [Double], value: Double) -> [Double] {
    let column = column(index)
    let below = column.map { $0 <= value ? 1.0 : 0 }
    let share = MeanStatistic([below])
    let mean = share.value(0, over: units, weights: weights)
    return share.influence(0, over: units, weights: weights, value: mean).map { -$0 }
  }

  func regressor(_ index: Int) -> Regressor { .one }
}
