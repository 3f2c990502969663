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

  /// For each estimate, PSUs less strata among the units it was made of.
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

  /// Makes the estimates of linearised statistics.
  ///
  /// - Parameters:
  ///   - statistics: Value and influence of each.
  ///   - design: The design.
  /// - Throws: ``EstimationError`` where the design cannot carry the variance.
  init(_ statistics: [Linearisation], design: SampleDesign) throws(EstimationError) {
    values = statistics.map(\.value)
    variables = statistics.map(\.variable)
    var covariance = try design.covariance(of: variables)
    for (index, value) in values.enumerated() where !value.isFinite {
      for other in values.indices {
        covariance[index, other] = .nan
        covariance[other, index] = .nan
      }
    }
    self.covariance = covariance
    degreesOfFreedom = variables.map { design.degreesOfFreedom(among: $0.units) }
    sampleSizes = variables.map(\.units.count)
    weightTotals = statistics.map(\.weightTotal)
    elementVariances = statistics.map { $0.elementVariance(in: design) }
    unitCount = design.count
  }
}
