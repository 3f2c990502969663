/// The regularised incomplete gamma functions.
enum GammaFunction {
  /// P(a, x) and Q(a, x) = 1 − P(a, x), each computed where it is the smaller one.
  ///
  /// By the power series of P for x < a + 1, else by Legendre's continued fraction of Q with Lentz's
  /// evaluation (*Numerical Recipes*, 3rd edition, §6.2).
  ///
  /// - Parameters:
  ///   - a: The shape, above 0.
  ///   - x: 0 or more.
  /// - Returns: The two probabilities.
  /// - Complexity: O(√a) near x = a.
  static func regularised(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    if x <= 0 { return (0, 1) }
    guard x.isFinite else { return x.isNaN ? (.nan, .nan) : (1, 0) }
    if x < a + 1 {
      let lower = power(a, x) * series(a, x)
      return (lower, 1 - lower)
    }
    let upper = power(a, x) * fraction(a, x)
    return (1 - upper, upper)
  }

  /// ln Γ(a).
  static func logarithm(_ a: Double) -> Double {
    guard a >= 10 else { return BetaFunction.logGamma(a) }
    return (a - 0.5) * Libm.naturalLog(a) - a + BetaFunction.halfLogTwoPi
      + BetaFunction.stirlingRemainder(a)
  }

  /// xᵃ e⁻ˣ / Γ(a), without the loss of digits that a large a brings.
  static func power(_ a: Double, _ x: Double) -> Double {
    guard a >= 10 else {
      return Libm.exponential(a * Libm.naturalLog(x) - x - BetaFunction.logGamma(a))
    }
    let exponent =
      a * BetaFunction.logRemainder((x - a) / a) - BetaFunction.stirlingRemainder(a)
    return (a / (2 * Double.pi)).squareRoot() * Libm.exponential(exponent)
  }

  /// The sum of xⁿ / (a(a + 1)…(a + n)).
  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    for step in 1..<10_000_000 {
      term *= x / (a + Double(step))
      sum += term
      if term <= 1e-17 * sum { break }
    }
    return sum
  }

  private static func fraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var result = d
    for step in 1..<10_000_000 {
      let top = Double(step) * (a - Double(step))
      b += 2
      d = 1 / kept(b + top * d)
      c = kept(b + top / c)
      let factor = c * d
      result *= factor
      if (factor - 1).magnitude < 3e-16 { break }
    }
    return result
  }

  /// A number that may be divided by.
  private static func kept(_ value: Double) -> Double {
    value.magnitude < 1e-300 ? 1e-300 : value
  }
}
