/// Fisher's F distribution.
public struct FisherDistribution: Hashable, Sendable {
  /// The degrees of freedom of the numerator, above 0; they may be fractional.
  public let numerator: Double

  /// Those of the denominator; +∞ makes it a chi-square variable over its degrees of freedom.
  public let denominator: Double

  /// Makes the distribution with degrees of freedom above 0; those of the denominator may be +∞.
  public init(numerator: Double, denominator: Double) {
    precondition(
      numerator > 0 && numerator.isFinite && denominator > 0, "degrees of freedom are positive")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The probability of a value not above `f`.
  public func cumulative(_ f: Double) -> Double {
    guard denominator.isFinite else {
      return ChiSquareDistribution(degreesOfFreedom: numerator).cumulative(numerator * f)
    }
    let (x, y) = arguments(f)
    return BetaDistribution(0.5 * numerator, 0.5 * denominator).probability(x: y, y: x)
  }

  /// The probability of a value above `f`, with full relative accuracy also where it is small.
  ///
  /// With x = ν₂/(ν₂ + ν₁f) it is the incomplete beta function Iₓ(ν₂/2, ν₁/2).
  public func upperTail(_ f: Double) -> Double {
    guard denominator.isFinite else {
      return ChiSquareDistribution(degreesOfFreedom: numerator).upperTail(numerator * f)
    }
    let (x, y) = arguments(f)
    return BetaDistribution(0.5 * denominator, 0.5 * numerator).probability(x: x, y: y)
  }

  /// The value below which a variable of this distribution falls with the given probability.
  ///
  /// - Parameter probability: 0…1. 0 gives 0, 1 gives +∞, anything else outside gives NaN.
  /// - Returns: The quantile, from that of the beta distribution.
  public func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? 0 : probability == 1 ? .infinity : .nan
    }
    guard denominator.isFinite else {
      return ChiSquareDistribution(degreesOfFreedom: numerator).quantile(probability) / numerator
    }
    // 1 − p is exact for p of at least one half, and the smaller quantile keeps its digits.
    let lower = BetaDistribution(0.5 * numerator, 0.5 * denominator)
    let upper = BetaDistribution(0.5 * denominator, 0.5 * numerator)
    let y = lower.quantile(probability)
    if y <= 0.5 { return denominator * y / (numerator * (1 - y)) }
    let x = upper.quantile(1 - probability)
    return denominator * (1 - x) / (numerator * x)
  }

  /// ν₂/(ν₂ + ν₁f) and ν₁f/(ν₂ + ν₁f).
  private func arguments(_ f: Double) -> (x: Double, y: Double) {
    if f.isNaN { return (.nan, .nan) }
    if f <= 0 { return (1, 0) }
    let ratio = numerator * f / denominator
    return ratio.isFinite ? (1 / (1 + ratio), 1 / (1 + 1 / ratio)) : (0, 1)
  }
}
