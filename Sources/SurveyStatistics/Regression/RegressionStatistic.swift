/// The coefficients of a linear or logistic regression, one estimate per predictor.
///
/// They solve Σ wᵢ xᵢ (yᵢ − μᵢ) = 0, with influence uᵢ = A⁻¹ xᵢ (yᵢ − μᵢ) and
/// A = Σ wᵢ xᵢ xᵢ′ dμᵢ/dηᵢ (Binder 1983).
///
/// Where the units allow no fit the coefficients are NaN; ``check(over:weights:)`` says why.
public struct RegressionStatistic: Statistic {
  /// What it explains.
  public let family: RegressionFamily

  /// y, one per unit; NaN where it is missing.
  public let values: [Double]

  /// The columns of x; NaN where a value is missing.
  public let predictors: [[Double]]

  /// All coefficients come from one fit, which is remembered while they are asked for in turn.
  private let latest = LatestFit()

  /// Makes the statistic.
  ///
  /// - Parameters:
  ///   - values: y, one per unit; 0…1 for a logistic regression.
  ///   - predictors: The columns of x, at least one; there is no constant unless one of them is.
  ///   - family: Linear or logistic.
  public init(of values: [Double], on predictors: [[Double]], family: RegressionFamily = .linear) {
    precondition(!predictors.isEmpty, "a regression needs a predictor")
    precondition(predictors.allSatisfy { $0.count == values.count }, "one value per unit")
    self.values = values
    self.predictors = predictors
    self.family = family
  }

  /// One per predictor.
  public var count: Int { predictors.count }

  /// Whether value and predictors are all known; see ``Statistic``.
  public func isKnown(_ unit: Int, for index: Int) -> Bool {
    !values[unit].isNaN && predictors.allSatisfy { !$0[unit].isNaN }
  }

  /// A coefficient; see ``Statistic``.
  ///
  /// - Complexity: O(*n* p²) for p predictors in each of some 5 to 10 steps, once for all
  ///   coefficients of the same units and weights.
  public func value(_ index: Int, over units: [Int], weights: [Double]) -> Double {
    fit(over: units, weights: weights)?.coefficients[index] ?? .nan
  }

  /// What units add to the error of a coefficient; see ``Statistic``.
  public func influence(
    _ index: Int, over units: [Int], weights: [Double], value: Double
  ) -> [Double] {
    guard let fit = fit(over: units, weights: weights) else { return units.map { _ in .nan } }
    return units.enumerated().map { position, unit in
      let score = predictors.indices.reduce(0) {
        $0 + fit.inverse[index, $1] * predictors[$1][unit]
      }
      return score * fit.residuals[position]
    }
  }

  /// See ``Statistic``.
  public func regressor(_ index: Int) -> Regressor { .none }

  /// Checks that the coefficients exist.
  ///
  /// - Parameters:
  ///   - units: The units to use, with all values known.
  ///   - weights: The weight of every unit of the design.
  /// - Throws: ``RegressionError`` with the reason where they do not.
  public func check(over units: [Int], weights: [Double]) throws(RegressionError) {
    if units.isEmpty { throw .estimation(.emptyDomain) }
    if family == .logistic, let unit = units.first(where: { values[$0] < 0 || values[$0] > 1 }) {
      throw .valueOutsideRange(unit: unit)
    }
    latest.store(try newFit(over: units, weights: weights), units: units, weights: weights)
  }

  private func fit(over units: [Int], weights: [Double]) -> WeightedFit? {
    if let fit = latest.fit(units: units, weights: weights) { return fit }
    guard let fit = try? newFit(over: units, weights: weights) else { return nil }
    latest.store(fit, units: units, weights: weights)
    return fit
  }

  private func newFit(over units: [Int], weights: [Double]) throws(RegressionError) -> WeightedFit {
    try WeightedFit(
      values: values, predictors: predictors, weights: weights, units: units, family: family)
  }
}
