/// One estimate with its influence values, before the design turns them into a variance.
struct Linearisation {
  let value: Double
  let variable: LinearisedVariable
  let weightTotal: Double
  let regressor: Regressor

  /// Makes one estimate of a statistic.
  ///
  /// - Parameters:
  ///   - statistic: The statistic; where its value is not finite it has no influence values.
  ///   - index: Which estimate of the statistic.
  ///   - units: The units it is made of, all known and with a positive weight.
  ///   - weights: The weights of all units of the design.
  init(of statistic: some Statistic, at index: Int, over units: [Int], weights: [Double]) {
    let value =
      units.isEmpty ? .nan : statistic.value(index, over: units, weights: weights)
    self.value = value.isFinite ? value : .nan
    if value.isFinite {
      let influence = statistic.influence(index, over: units, weights: weights, value: value)
      variable = LinearisedVariable(
        units: units, values: zip(units, influence).map { weights[$0] * $1 })
    } else {
      variable = LinearisedVariable(units: units, values: units.map { _ in 0 })
    }
    weightTotal = units.reduce(0) { $0 + weights[$1] }
    regressor = statistic.regressor(index)
  }

  /// n times the variance that simple random sampling with replacement would have given.
  ///
  /// With eᵢ = zᵢ/wᵢ and W = Σ wᵢ: W² × n/(n − 1) × Σ wᵢ(eᵢ − ē)²/W, the estimated variance of the
  /// population's values (`svyvar` of R *survey*) carried through the statistic.
  func elementVariance(weights: [Double]) -> Double {
    let count = Double(variable.units.count)
    guard value.isFinite, count > 1 else { return .nan }
    let mean = variable.values.reduce(0, +) / weightTotal
    var sum = 0.0
    for (unit, value) in zip(variable.units, variable.values) {
      let deviation = value / weights[unit] - mean
      sum += weights[unit] * deviation * deviation
    }
    return weightTotal * sum * count / (count - 1)
  }
}
