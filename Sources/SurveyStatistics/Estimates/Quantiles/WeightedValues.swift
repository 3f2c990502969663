/// Values with weights, in order, ready to give quantiles.
struct WeightedValues {
  let values: [Double]
  private let weights: [Double]

  /// Cₖ, each rounded once.
  private let cumulative: [Double]

  /// Takes the units with a positive weight; equal values keep the order of their units.
  init(_ column: [Double], over units: [Int], weights given: [Double]) {
    let used = units.filter { given[$0] > 0 }
    let order = used.indices.sorted { left, right in
      let (a, b) = (column[used[left]], column[used[right]])
      return a != b ? a < b : left < right
    }
    values = order.map { column[used[$0]] }
    weights = order.map { given[used[$0]] }
    cumulative = Self.cumulative(weights)
  }

  private init(values: [Double], weights: [Double]) {
    self.values = values
    self.weights = weights
    cumulative = Self.cumulative(weights)
  }

  /// The quantile of a probability; NaN without values.
  func quantile(_ p: Double, rule: QuantileRule) -> Double {
    guard let last = cumulative.last, let least = values.first else { return .nan }
    if values.count == 1 { return least }
    let final = weights[weights.count - 1]
    switch rule {
    case .math, .hyndmanFan1:
      let place = place(of: p)
      return place.isExact ? place.low : place.high
    case .school, .hyndmanFan2:
      let place = place(of: p)
      return place.isExact ? (place.low + place.high) / 2 : place.high
    case .hyndmanFan3:
      let place = distinct.place(of: p)
      return place.isExact && place.number.isMultiple(of: 2) ? place.low : place.high
    case .hyndmanFan4:
      return interpolated(p) { cumulative[$0] / last }
    case .shahVaish:
      return shahVaish(p)
    case .hyndmanFan5:
      return interpolated(p) { (cumulative[$0] - weights[$0] / 2) / last }
    case .hyndmanFan6:
      return interpolated(p) { cumulative[$0] / (last + final) }
    case .hyndmanFan7:
      return interpolated(p) { before($0) / cumulative[cumulative.count - 2] }
    case .hyndmanFan8:
      return interpolated(p) { (before($0) / 3 + cumulative[$0] * 2 / 3) / (last + final / 3) }
    case .hyndmanFan9:
      return interpolated(p) {
        (before($0) * 3 / 8 + cumulative[$0] * 5 / 8) / (last + final / 4)
      }
    }
  }

  private func before(_ index: Int) -> Double { index == 0 ? 0 : cumulative[index - 1] }

  /// The last value with Cₖ ≤ pW, counted from 1, and the next.
  private func place(
    of p: Double
  ) -> (number: Int, low: Double, high: Double, isExact: Bool) {
    let total = cumulative[cumulative.count - 1]
    guard let index = cumulative.lastIndex(where: { $0 <= p * total }) else {
      return (0, values[0], values[0], false)
    }
    return (
      index + 1, values[index], values[min(index + 1, values.count - 1)],
      p - cumulative[index] / total == 0
    )
  }

  /// The same with equal values made one.
  private var distinct: WeightedValues {
    var values: [Double] = []
    var weights: [Double] = []
    for (value, weight) in zip(self.values, self.weights) {
      if value == values.last {
        weights[weights.count - 1] += weight
      } else {
        values.append(value)
        weights.append(weight)
      }
    }
    return WeightedValues(values: values, weights: weights)
  }

  /// Linear between points of ascending position, constant outside.
  private func interpolated(_ p: Double, position: (Int) -> Double) -> Double {
    var low = 0
    var high = values.count - 1
    if p <= position(low) { return values[low] }
    if p >= position(high) { return values[high] }
    while high - low > 1 {
      let middle = (low + high) / 2
      if position(middle) <= p { low = middle } else { high = middle }
    }
    let (left, right) = (position(low), position(high))
    return values[low] + (values[high] - values[low]) * ((p - left) / (right - left))
  }

  /// The value of the last position up to p; positions need not ascend with values.
  private func shahVaish(_ p: Double) -> Double {
    let count = Double(values.count)
    let mean = cumulative[cumulative.count - 1] / count
    let relative = Self.cumulative(weights.map { $0 / mean })
    let positions = values.indices.map { (relative[$0] + 0.5 - weights[$0] / 2) / (count + 1) }
    let order = positions.indices.sorted {
      positions[$0] != positions[$1] ? positions[$0] < positions[$1] : $0 < $1
    }
    let position = order.last { positions[$0] <= p }.map { positions[$0] } ?? positions[order[0]]
    let there = order.filter { positions[$0] == position }.map { values[$0] }
    return there.reduce(0, +) / Double(there.count)
  }

  /// Sums up to each weight, with what rounding loses carried along.
  private static func cumulative(_ weights: [Double]) -> [Double] {
    var sum = 0.0
    var lost = 0.0
    return weights.map { weight in
      let next = sum + weight
      lost += sum.magnitude >= weight.magnitude ? (sum - next) + weight : (weight - next) + sum
      sum = next
      return sum + lost
    }
  }
}
