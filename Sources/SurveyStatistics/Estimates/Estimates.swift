/// Estimates made together from one design, with their covariance.
///
/// All arrays are parallel. An estimate that no unit could be used for is NaN, with variances and
/// covariances NaN and a sample size of 0: it is missing, not 0.
public struct Estimates: Hashable, Sendable {
  /// The estimates.
  public let values: [Double]

  /// Their covariance matrix.
  public let covariance: Matrix

  /// The linearised variable of each estimate, for further functions of them.
  public let variables: [LinearisedVariable]

  /// The estimates under each set of replicate weights, one row per replicate; `nil` where the
  /// covariance is not made from replicates. A replicate that gives no estimate has NaN, and is left
  /// out of that estimate's variance.
  public let replicates: Matrix?

  /// For each estimate, the degrees of freedom among the units it was made of: PSUs less strata, or
  /// the rank of the replicate weights less 1.
  public let degreesOfFreedom: [Int]

  /// For each estimate, the number of units with a positive weight it was made of.
  public let sampleSizes: [Int]

  /// For each estimate, the sum of those units' weights.
  public let weightTotals: [Double]

  /// For each estimate, n times its variance under simple random sampling with replacement.
  let elementVariances: [Double]

  /// The number of units of the design.
  let unitCount: Int

  /// The linearised variables with a value for each unit of the design, 0 where it is not used.
  public var linearised: [[Double]] { variables.map { $0.column(count: unitCount) } }

  /// The square roots of the variances.
  public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }

  /// The standard errors over the estimates.
  public var coefficientsOfVariation: [Double] { zip(standardErrors, values).map { $0 / $1 } }

  /// The variable that each estimate centres its influence by; empty for functions of estimates.
  let regressors: [Regressor]

  /// Makes the estimates of linearised statistics.
  ///
  /// - Parameters:
  ///   - statistics: Value and influence of each.
  ///   - covariance: Their covariance, finite or not where a value is missing.
  ///   - degreesOfFreedom: Those of each.
  ///   - replicates: Their values under each set of replicate weights; `nil` for none.
  ///   - weights: The weights of the units of the design.
  init(
    _ statistics: [Linearisation], covariance: Matrix, degreesOfFreedom: [Int],
    replicates: Matrix?, weights: [Double]
  ) {
    values = statistics.map(\.value)
    variables = statistics.map(\.variable)
    var covariance = covariance
    for (index, value) in values.enumerated() where !value.isFinite {
      for other in values.indices {
        covariance[index, other] = .nan
        covariance[other, index] = .nan
      }
    }
    self.covariance = covariance
    self.degreesOfFreedom = degreesOfFreedom
    self.replicates = replicates
    sampleSizes = variables.map(\.units.count)
    weightTotals = statistics.map(\.weightTotal)
    elementVariances = statistics.map { $0.elementVariance(weights: weights) }
    unitCount = weights.count
    regressors = statistics.map(\.regressor)
  }

  /// Makes estimates that are functions of others.
  init(
    values: [Double], covariance: Matrix, variables: [LinearisedVariable],
    degreesOfFreedom: [Int], sampleSizes: [Int], weightTotals: [Double], replicates: Matrix?,
    unitCount: Int
  ) {
    self.values = values
    self.covariance = covariance
    self.variables = variables
    self.degreesOfFreedom = degreesOfFreedom
    self.sampleSizes = sampleSizes
    self.weightTotals = weightTotals
    self.replicates = replicates
    self.unitCount = unitCount
    elementVariances = values.map { _ in .nan }
    regressors = []
  }
}
