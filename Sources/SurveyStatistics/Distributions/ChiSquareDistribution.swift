/// The chi-square distribution.
public struct ChiSquareDistribution: Hashable, Sendable {
  /// The degrees of freedom, above 0; they may be fractional.
  public let degreesOfFreedom: Double

  /// Makes the distribution with the given degrees of freedom, above 0 and finite.
  public init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom.isFinite, "degrees of freedom are positive")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value not above `x`: P(ν/2, x/2), the regularised incomplete gamma
  /// function.
  public func cumulative(_ x: Double) -> Double {
    GammaFunction.regularised(0.5 * degreesOfFreedom, 0.5 * x).lower
  }

  /// The probability of a value above `x`, with full relative accuracy also where it is small.
  public func upperTail(_ x: Double) -> Double {
    GammaFunction.regularised(0.5 * degreesOfFreedom, 0.5 * x).upper
  }

  /// The density at `x`; 0 below 0, and at 0 that of the limit.
  public func density(_ x: Double) -> Double {
    guard x > 0 else {
      guard x == 0 else { return x.isNaN ? .nan : 0 }
      return degreesOfFreedom > 2 ? 0 : degreesOfFreedom == 2 ? 0.5 : .infinity
    }
    return GammaFunction.power(0.5 * degreesOfFreedom, 0.5 * x) / x
  }

  /// The value below which a variable of this distribution falls with the given probability.
  ///
  /// Newton's method on the logarithm of the smaller tail, kept inside a bracket.
  ///
  /// - Parameter probability: 0…1. 0 gives 0, 1 gives +∞, anything else outside gives NaN.
  /// - Returns: The quantile, to a relative error of about 10⁻¹³.
  public func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? 0 : probability == 1 ? .infinity : .nan
    }
    // Wilson and Hilferty's cube, as a start.
    let ninth = 2 / (9 * degreesOfFreedom)
    let cube = 1 - ninth + NormalDistribution.quantile(probability) * ninth.squareRoot()
    let start = Libm.naturalLog(max(degreesOfFreedom * cube * cube * cube, 1e-300))
    let isLower = probability <= 0.5
    let target = Libm.naturalLog(isLower ? probability : 1 - probability)
    let logX = RootFinder.increasing(from: -745, to: 709, start: start) { u in
      let x = Libm.exponential(u)
      let tail = isLower ? cumulative(x) : upperTail(x)
      guard tail > 0 else { return isLower ? (-.infinity, 1) : (.infinity, 1) }
      let difference = Libm.naturalLog(tail) - target
      return (isLower ? difference : -difference, x * density(x) / tail)
    }
    return Libm.exponential(logX)
  }
}
