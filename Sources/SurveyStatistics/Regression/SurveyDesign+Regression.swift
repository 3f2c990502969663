extension SurveyDesign {
  /// A linear or logistic regression, with its design-based covariance.
  ///
  /// The coefficients and their influence are those of ``RegressionStatistic``: a ``SampleDesign``
  /// linearises (Binder 1983), a ``ReplicateDesign`` fits the regression again under each set of
  /// replicate weights (`svyglm` of R *survey* with the families gaussian and quasibinomial, on
  /// `svydesign` and `svrepdesign`).
  ///
  /// Edge cases:
  /// - NaN in the value or a predictor puts the unit outside, with its place in the design kept.
  /// - There is no constant unless a predictor is one.
  /// - A replicate without a fit, for instance because it separates the zeros from the ones, is left
  ///   out of the variance.
  ///
  /// - Parameters:
  ///   - values: y, one per unit; 0…1 for a logistic regression.
  ///   - predictors: The columns of x.
  ///   - family: Linear or logistic.
  ///   - domain: Which units belong to the domain; `nil` for all.
  /// - Returns: The model.
  /// - Throws: ``RegressionError``.
  /// - Complexity: O(*n* p²) for p predictors in each of some 5 to 10 steps, for each replicate, and
  ///   as the covariance of the design.
  public func regression(
    of values: [Double], on predictors: [[Double]], family: RegressionFamily = .linear,
    in domain: [Bool]? = nil
  ) throws(RegressionError) -> RegressionModel {
    checkLengths([values] + predictors)
    let statistic = RegressionStatistic(of: values, on: predictors, family: family)
    let isUsed = weights.indices.map { unit in
      weights[unit] != 0 && (domain?[unit] ?? true) && statistic.isKnown(unit, for: 0)
    }
    let units = isUsed.indices.filter { isUsed[$0] }
    try statistic.check(over: units, weights: weights)
    do {
      let estimates = try estimates(of: statistic, in: domain, by: nil)
      return RegressionModel(
        family: family, estimates: estimates,
        degreesOfFreedom: degreesOfFreedom(in: isUsed) + 1 - predictors.count)
    } catch {
      throw .estimation(error)
    }
  }
}
