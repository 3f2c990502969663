extension SampleDesign {
  /// A linear or logistic regression, with its Taylor-linearised covariance.
  ///
  /// The coefficients solve Σ wᵢ xᵢ (yᵢ − μᵢ) = 0, and zᵢ = wᵢ A⁻¹ xᵢ (yᵢ − μᵢ) with
  /// A = Σ wᵢ xᵢ xᵢ′ dμᵢ/dηᵢ (Binder 1983; `svyglm` of R *survey* with the families gaussian and
  /// quasibinomial).
  ///
  /// Edge cases:
  /// - NaN in the value or a predictor puts the unit outside, with its place in the design kept.
  /// - There is no constant unless a predictor is one.
  ///
  /// - Parameters:
  ///   - values: y, one per unit; 0…1 for a logistic regression.
  ///   - predictors: The columns of x.
  ///   - family: Linear or logistic.
  ///   - domain: Which units belong to the domain; `nil` for all.
  /// - Returns: The model.
  /// - Throws: ``RegressionError``.
  /// - Complexity: O(*n* p²) for p predictors in each of some 5 to 10 steps, and as
  ///   ``covariance(of:)-([LinearisedVariable])``.
  public func regression(
    of values: [Double], on predictors: [[Double]], family: RegressionFamily = .linear,
    in domain: [Bool]? = nil
  ) throws(RegressionError) -> RegressionModel {
    checkLengths([values] + predictors)
    precondition(!predictors.isEmpty, "a regression needs a predictor")
    let units = weights.indices.filter { unit in
      weights[unit] > 0 && (domain?[unit] ?? true) && !values[unit].isNaN
        && predictors.allSatisfy { !$0[unit].isNaN }
    }
    guard !units.isEmpty else { throw .estimation(.emptyDomain) }
    if family == .logistic, let unit = units.first(where: { values[$0] < 0 || values[$0] > 1 }) {
      throw .valueOutsideRange(unit: unit)
    }
    let fit = try WeightedFit(
      values: values, predictors: predictors, weights: weights, units: units, family: family)
    let variables = predictors.indices.map { coefficient in
      LinearisedVariable(
        units: units,
        values: units.enumerated().map { position, unit in
          let score = predictors.indices.reduce(0) {
            $0 + fit.inverse[coefficient, $1] * predictors[$1][unit]
          }
          return weights[unit] * score * fit.residuals[position]
        })
    }
    do {
      return RegressionModel(
        family: family, coefficients: fit.coefficients, covariance: try covariance(of: variables),
        degreesOfFreedom: degreesOfFreedom(among: units) + 1 - predictors.count,
        sampleSize: units.count)
    } catch {
      throw .estimation(error)
    }
  }
}

/// A weighted fit by Newton's method.
private struct WeightedFit {
  private(set) var coefficients: [Double]
  private(set) var residuals: [Double] = []
  private(set) var inverse = Matrix(rows: 0, columns: 0)

  init(
    values: [Double], predictors: [[Double]], weights: [Double], units: [Int],
    family: RegressionFamily
  ) throws(RegressionError) {
    coefficients = [Double](repeating: 0, count: predictors.count)
    let total = units.reduce(0) { $0 + weights[$1] }
    for step in 0..<100 {
      var information = Matrix(rows: predictors.count, columns: predictors.count)
      var score = [Double](repeating: 0, count: predictors.count)
      residuals = []
      var hasSpread = false
      for unit in units {
        let linear = predictors.indices.reduce(0) { $0 + coefficients[$1] * predictors[$1][unit] }
        let mean = family == .linear ? linear : 1 / (1 + Libm.exponential(-linear))
        let slope = family == .linear ? 1 : mean * (1 - mean)
        let residual = values[unit] - mean
        hasSpread = hasSpread || slope > 1e-8
        residuals.append(residual)
        for i in predictors.indices {
          let weighted = weights[unit] / total * predictors[i][unit]
          score[i] += weighted * residual
          for j in 0...i {
            information[i, j] += weighted * slope * predictors[j][unit]
            information[j, i] = information[i, j]
          }
        }
      }
      guard hasSpread else { throw .separated }
      guard let factor = CholeskyFactor(information, tolerance: 1e-12) else {
        throw step < 5 ? .dependentPredictors : .separated
      }
      let change = factor.solve(score)
      inverse = factor.inverse
      for i in predictors.indices {
        coefficients[i] += change[i]
        for j in predictors.indices { inverse[i, j] /= total }
      }
      let size = coefficients.reduce(0) { max($0, $1.magnitude) }
      let largest = change.reduce(0) { max($0, $1.magnitude) }
      // One step more, so that residuals and information are those of the last coefficients.
      if largest <= 1e-12 * size || (step > 0 && largest < 1e-300) { return }
    }
    throw .separated
  }
}
