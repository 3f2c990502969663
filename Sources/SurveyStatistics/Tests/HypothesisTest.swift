/// The outcome of a test of a hypothesis: how far the sample lies from it, and how rarely so far.
public struct HypothesisTest: Hashable, Sendable {
  /// The distribution that the statistic has where the hypothesis is true.
  public enum Distribution: Hashable, Sendable {
    /// Student's t; both tails count.
    case student(degreesOfFreedom: Double)

    /// Fisher's F.
    case fisher(numerator: Double, denominator: Double)

    /// A chi-square variable times a scale.
    case chiSquare(degreesOfFreedom: Double, scale: Double = 1)

    /// A weighted sum of chi-square variables, over one of the denominator's degrees of freedom.
    case mixture(ChiSquareMixture, method: ChiSquareMixture.Method)
  }

  /// The statistic.
  public let statistic: Double

  /// What it is compared with.
  public let distribution: Distribution

  /// The probability of a statistic at least as far from the hypothesis, were that true.
  public let pValue: Double

  /// What the statistic measures, where that is one number: a difference, a mean.
  public let estimate: Double?

  /// The standard error of the estimate.
  public let standardError: Double?

  /// Compares a statistic with its distribution.
  ///
  /// - Parameters:
  ///   - statistic: The statistic.
  ///   - distribution: What it is compared with.
  ///   - estimate: What it measures.
  ///   - standardError: The standard error of that.
  public init(
    statistic: Double, distribution: Distribution, estimate: Double? = nil,
    standardError: Double? = nil
  ) {
    self.statistic = statistic
    self.distribution = distribution
    self.estimate = estimate
    self.standardError = standardError
    pValue =
      switch distribution {
      case .student(let freedom):
        2 * StudentDistribution(degreesOfFreedom: freedom).cumulative(-statistic.magnitude)
      case .fisher(let numerator, let denominator):
        FisherDistribution(numerator: numerator, denominator: denominator).upperTail(statistic)
      case .chiSquare(let freedom, let scale):
        ChiSquareDistribution(degreesOfFreedom: freedom).upperTail(statistic / scale)
      case .mixture(let mixture, let method):
        mixture.upperTail(statistic, method: method)
      }
  }
}
