/// The beta distribution: the regularised incomplete beta function and its inverse.
public struct BetaDistribution: Hashable, Sendable {
  /// The first shape, above 0.
  public let a: Double

  /// The second shape, above 0.
  public let b: Double

  /// Makes the distribution with two shapes, both above 0 and finite.
  public init(_ a: Double, _ b: Double) {
    precondition(a > 0 && b > 0 && a.isFinite && b.isFinite, "shapes are positive numbers")
    self.a = a
    self.b = b
  }

  /// The probability of a value not above `x`: the regularised incomplete beta function Iₓ(a, b).
  ///
  /// Computed by the continued fraction of DiDonato and Morris (1992), on the side where it
  /// converges quickly.
  ///
  /// - Parameter x: 0…1; values outside are taken as the nearer end, and NaN gives NaN.
  /// - Returns: 0…1.
  /// - Complexity: O(√max(a, b)).
  public func cumulative(_ x: Double) -> Double {
    x.isNaN ? .nan : probability(x: min(max(x, 0), 1), y: min(max(1 - x, 0), 1))
  }

  /// Iₓ(a, b) where y = 1 − x is known better than it could be computed from x.
  func probability(x: Double, y: Double) -> Double {
    if x <= 0 { return 0 }
    if y <= 0 { return 1 }
    if x <= (a + 1) / (a + b + 2) { return fraction(a, b, x: x, y: y) }
    return 1 - fraction(b, a, x: y, y: x)
  }

  /// Lentz's evaluation of the continued fraction of Iₓ(a, b).
  private func fraction(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    // a − (a + b)x, formed so that it keeps its digits where x is near 1.
    let distance = a * y - b * x
    func denominator(_ n: Double) -> Double {
      n + n * (b - n) * x / (a + 2 * n - 1) + (a + n) * (distance + 1 + n * (1 + y))
        / (a + 2 * n + 1)
    }
    func numerator(_ n: Double) -> Double {
      let pair = a + 2 * n - 1
      return (a + n - 1) / pair * ((a + b + n - 1) / pair) * n * (b - n) * x * x
    }
    var result = a * (distance + 1) / (a + 1)
    var c = result
    var d = 0.0
    for step in 1..<1_000_000 {
      let n = Double(step)
      let (top, bottom) = (numerator(n), denominator(n))
      d = 1 / kept(bottom + top * d)
      c = kept(bottom + top / c)
      let factor = c * d
      result *= factor
      if (factor - 1).magnitude < 3e-16 { break }
    }
    return BetaFunction.power(a, b, x: x, y: y) / result
  }

  /// A number that may be divided by.
  private func kept(_ value: Double) -> Double { value.magnitude < 1e-300 ? 1e-300 : value }

  /// The value below which a variable of this distribution falls with the given probability.
  ///
  /// Newton's method on ln I against ln x, kept inside a bracket; above the middle the mirrored
  /// problem is solved, so that the distance to 1 is accurate too.
  ///
  /// - Parameter probability: 0…1; anything else gives NaN.
  /// - Returns: 0…1.
  public func quantile(_ probability: Double) -> Double {
    guard probability >= 0, probability <= 1 else { return .nan }
    if probability == 0 || probability == 1 { return probability }
    if probability <= self.probability(x: 0.5, y: 0.5) { return lowerQuantile(probability) }
    return 1 - BetaDistribution(b, a).lowerQuantile(1 - probability)
  }

  /// The quantile, known to lie in 0…½.
  private func lowerQuantile(_ probability: Double) -> Double {
    let target = Libm.naturalLog(probability)
    let start = (target + Libm.naturalLog(a) + BetaFunction.logarithm(a, b)) / a
    let logX = RootFinder.increasing(from: -745, to: Libm.naturalLog(0.5), start: start) { u in
      let x = Libm.exponential(u)
      let value = self.probability(x: x, y: 1 - x)
      // x times the density, over the probability: the slope of ln I against ln x.
      let slope = BetaFunction.power(a, b, x: x, y: 1 - x) / (1 - x) / value
      return (Libm.naturalLog(value) - target, slope)
    }
    return Libm.exponential(logX)
  }
}
