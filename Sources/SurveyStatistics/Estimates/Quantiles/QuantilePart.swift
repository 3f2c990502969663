/// One quantile of one group, with the values it was read from.
struct QuantilePart {
  let column: [Double]
  let probability: Double
  let units: [Int]
  let weighted: WeightedValues
  let value: Double

  init(_ statistic: QuantileStatistic, _ index: Int, _ units: [Int], _ weights: [Double]) {
    column = statistic.column(index)
    probability = statistic.probability(index)
    self.units = units
    weighted = WeightedValues(column, over: units, weights: weights)
    value = weighted.quantile(probability, rule: statistic.rule)
  }

  /// The different values in order.
  var distinctValues: [Double] {
    var result: [Double] = []
    for value in weighted.values where value != result.last { result.append(value) }
    return result
  }

  /// Woodruff's limits from the share of values up to the quantile.
  func limits(
    of shares: Estimates, at index: Int, options: QuantileOptions, degreesOfFreedom: Double
  ) -> (lower: Double, upper: Double) {
    let share = shares.values[index]
    guard share.isFinite else { return (.nan, .nan) }
    let error = max(0, shares.covariance[index, index]).squareRoot()
    guard share > 0, share < 1 else { return (-.infinity, .infinity) }
    let ends: (lower: Double, upper: Double)?
    switch options.interval {
    case .beta:
      ends = ConfidenceInterval.kornGraubard(
        share: share, standardError: error, sampleSize: shares.sampleSizes[index],
        degreesOfFreedom: degreesOfFreedom, level: options.level
      ).map { ($0.lower, $0.upper) }
    case .xlogit:
      ends = ConfidenceInterval.logit(
        share: share, standardError: error, degreesOfFreedom: degreesOfFreedom,
        level: options.level
      ).map { ($0.lower, $0.upper) }
    case .asin:
      ends = Self.arcsineLimits(share, error, degreesOfFreedom, options.level)
    case .mean, .score, .inversion, .replicates:
      ends = ConfidenceInterval.mean(
        estimate: share, standardError: error, degreesOfFreedom: degreesOfFreedom,
        level: options.level
      ).map { ($0.lower, $0.upper) }
    }
    guard let ends else { return (-.infinity, .infinity) }
    return (
      ends.lower < 0 ? -.infinity : weighted.quantile(ends.lower, rule: options.rule),
      ends.upper > 1 ? .infinity : weighted.quantile(ends.upper, rule: options.rule)
    )
  }

  /// sin²(arcsin √p ± t se/(2√(p(1 − p)))), as R computes it, without a bound at 0 and π/2.
  private static func arcsineLimits(
    _ share: Double, _ error: Double, _ degreesOfFreedom: Double, _ level: Double
  ) -> (lower: Double, upper: Double)? {
    guard let t = twoSidedQuantile(level: level, degreesOfFreedom: degreesOfFreedom) else {
      return nil
    }
    let centre = Libm.arcSine(share.squareRoot())
    let halfWidth = t * error / (2 * (share * (1 - share)).squareRoot())
    func end(_ angle: Double) -> Double { Libm.sine(angle) * Libm.sine(angle) }
    return (end(centre - halfWidth), end(centre + halfWidth))
  }
}
