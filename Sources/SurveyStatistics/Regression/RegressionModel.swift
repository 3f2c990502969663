/// What a regression explains: how the mean of a value follows from its predictors.
public enum RegressionFamily: String, Hashable, Sendable, CaseIterable {
  /// The mean is the linear predictor: weighted least squares.
  case linear

  /// The log-odds of the mean are the linear predictor, for values 0…1: logistic regression.
  case logistic
}

/// The coefficients of a regression, with their design-based covariance.
public struct RegressionModel: Hashable, Sendable {
  /// What it explains.
  public let family: RegressionFamily

  /// The coefficients, one per predictor, as estimates of the design: with their covariance, their
  /// linearised variables and, if it has replicates, their values under each.
  public let estimates: Estimates

  /// PSUs less strata among the units used (or the rank of their replicate weights less 1), plus 1,
  /// less the number of predictors.
  public let degreesOfFreedom: Int

  /// One coefficient per predictor.
  public var coefficients: [Double] { estimates.values }

  /// Their covariance.
  public var covariance: Matrix { estimates.covariance }

  /// The number of units used.
  public var sampleSize: Int { estimates.sampleSizes[0] }

  /// The square roots of the variances.
  public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }

  /// Wald's test of linear hypotheses about the coefficients, with the model's degrees of freedom.
  ///
  /// - Parameters:
  ///   - hypotheses: One row of coefficients per hypothesis; `nil` for all coefficients.
  ///   - targets: What the combinations are by hypothesis; `nil` for zeros.
  ///   - form: What the statistic is compared with.
  /// - Returns: The test.
  /// - Throws: ``HypothesisError``.
  public func waldTest(
    _ hypotheses: Matrix? = nil, equalTo targets: [Double]? = nil, form: WaldForm = .fisher
  ) throws(HypothesisError) -> HypothesisTest {
    try .wald(
      values: coefficients, covariance: covariance, hypotheses: hypotheses, targets: targets,
      degreesOfFreedom: Double(degreesOfFreedom), form: form)
  }
}

/// Why a regression has no answer.
public enum RegressionError: Error, Hashable, Sendable {
  /// The design cannot carry the covariance, or no unit has all values.
  case estimation(EstimationError)

  /// A predictor is a combination of others, or constant beside a constant.
  case dependentPredictors

  /// The coefficients grow without end: some predictor separates values of 0 from those of 1.
  case separated

  /// A value of a logistic regression lies outside 0…1; units count from 0.
  case valueOutsideRange(unit: Int)
}

extension RegressionError: CustomStringConvertible {
  /// What is wrong, and what to do, in English.
  public var description: String {
    switch self {
    case .estimation(let error): error.description
    case .dependentPredictors:
      "a predictor is a combination of the others; leave one of them out"
    case .separated:
      "a predictor separates the zeros from the ones, so that its coefficient has no finite value; "
        + "join categories, or leave it out"
    case .valueOutsideRange(let unit):
      "unit \(unit): the value is outside 0…1; a logistic regression explains shares"
    }
  }
}
