/// One estimate with its influence values, before the design turns them into a variance.
struct Linearisation {
  let value: Double
  let variable: LinearisedVariable
  let weightTotal: Double

  /// Makes a statistic from the influence of a unit of weight 1.
  ///
  /// - Parameters:
  ///   - value: The estimate; one that is not finite has no influence values.
  ///   - units: The units it was made of, all with a positive weight.
  ///   - weights: The weights of all units of the design.
  ///   - influence: What a unit of weight 1 adds to the error.
  init(
    value: Double, units: [Int], weights: [Double], influence: (Int) -> Double
  ) {
    self.value = units.isEmpty || !value.isFinite ? .nan : value
    let isUsable = self.value.isFinite
    variable = LinearisedVariable(
      units: units, values: units.map { isUsable ? weights[$0] * influence($0) : 0 })
    weightTotal = units.reduce(0) { $0 + weights[$1] }
  }

  /// n times the variance that simple random sampling with replacement would have given.
  ///
  /// With eᵢ = zᵢ/wᵢ and W = Σ wᵢ: W² × n/(n − 1) × Σ wᵢ(eᵢ − ē)²/W, the estimated variance of the
  /// population's values (`svyvar` of R *survey*) carried through the statistic.
  func elementVariance(in design: SampleDesign) -> Double {
    let count = Double(variable.units.count)
    guard value.isFinite, count > 1 else { return .nan }
    let mean = variable.values.reduce(0, +) / weightTotal
    var sum = 0.0
    for (unit, value) in zip(variable.units, variable.values) {
      let deviation = value / design.weights[unit] - mean
      sum += design.weights[unit] * deviation * deviation
    }
    return weightTotal * sum * count / (count - 1)
  }
}
