extension Quantiles {
  /// Makes quantiles of their limits and the shares of values up to them.
  init(
    _ values: [Double], shares: Estimates, limits: [(lower: Double, upper: Double)],
    options: QuantileOptions
  ) {
    let errors = values.indices.map { index in
      let freedom = options.degreesOfFreedom ?? Double(shares.degreesOfFreedom[index])
      guard let t = twoSidedQuantile(level: options.level, degreesOfFreedom: freedom) else {
        return Double.nan
      }
      let (lower, upper) = limits[index]
      return lower.isFinite && upper.isFinite ? (upper - lower) / (2 * t) : .nan
    }
    // What a change of the share is worth on the scale of the quantile.
    let factors = values.indices.map { index in
      let error = max(0, shares.covariance[index, index]).squareRoot()
      return error > leastShareError ? -errors[index] / error : errors[index] == 0 ? 0 : .nan
    }
    estimates = shares.rescaled(by: factors, around: values)
    lower = limits.map(\.lower)
    upper = limits.map(\.upper)
    level = options.level
    rule = options.rule
    interval = options.interval
  }

  /// Makes quantiles of estimates under each set of replicate weights.
  init(replicated estimates: Estimates, options: QuantileOptions) {
    let intervals = estimates.values.indices.map { index in
      ConfidenceInterval.mean(
        estimate: estimates.values[index], standardError: estimates.standardErrors[index],
        degreesOfFreedom: options.degreesOfFreedom ?? Double(estimates.degreesOfFreedom[index]),
        level: options.level)
    }
    self.estimates = estimates
    lower = intervals.map { $0?.lower ?? .nan }
    upper = intervals.map { $0?.upper ?? .nan }
    level = options.level
    rule = options.rule
    interval = options.interval
  }
}

extension Estimates {
  /// Estimates θₖ + aₖ(ηₖ − η̂ₖ) of given values θₖ, where these are the η.
  fileprivate func rescaled(by factors: [Double], around centres: [Double]) -> Estimates {
    let count = values.count
    var covariance = Matrix(rows: count, columns: count)
    for i in 0..<count {
      for j in 0..<count { covariance[i, j] = factors[i] * factors[j] * self.covariance[i, j] }
    }
    return Estimates(
      values: centres, covariance: covariance,
      variables: zip(factors, variables).map { factor, variable in
        LinearisedVariable(units: variable.units, values: variable.values.map { factor * $0 })
      },
      degreesOfFreedom: degreesOfFreedom, sampleSizes: sampleSizes, weightTotals: weightTotals,
      replication: replication.map { replication in
        let given = replication.values
        return replication.replacing(
          Matrix(
            (0..<given.rows).map { row in
              (0..<count).map { centres[$0] + factors[$0] * (given[row, $0] - values[$0]) }
            }))
      },
      unitCount: unitCount)
  }
}
