/// The beta function and its powers, without the loss of digits that large arguments bring.
enum BetaFunction {
  /// The natural logarithm of B(a, b) = Γ(a)Γ(b)/Γ(a + b), for positive a and b.
  ///
  /// Where an argument is large, Stirling's formula is cancelled by hand and only its small
  /// remainder is computed, so that the absolute error stays near 10⁻¹⁵ × the result.
  static func logarithm(_ a: Double, _ b: Double) -> Double {
    let small = min(a, b)
    let large = max(a, b)
    let sum = small + large
    if small >= 10 {
      let remainder =
        stirlingRemainder(small) + stirlingRemainder(large) - stirlingRemainder(sum)
      return -0.5 * Libm.naturalLog(large) + halfLogTwoPi + remainder
        + (small - 0.5) * Libm.naturalLog(small / sum)
        + large * Libm.naturalLog(onePlus: -small / sum)
    }
    if large >= 10 {
      let remainder = stirlingRemainder(large) - stirlingRemainder(sum)
      return logGamma(small) + remainder + small - small * Libm.naturalLog(sum)
        + (large - 0.5) * Libm.naturalLog(onePlus: -small / sum)
    }
    return logGamma(small) + Libm.naturalLog(Libm.gamma(large) / Libm.gamma(sum))
  }

  /// xᵃ yᵇ / B(a, b), where y = 1 − x.
  static func power(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    guard min(a, b) >= 10 else {
      let logX = x > 0.5 ? Libm.naturalLog(onePlus: -y) : Libm.naturalLog(x)
      let logY = y > 0.5 ? Libm.naturalLog(onePlus: -x) : Libm.naturalLog(y)
      return Libm.exponential(a * logX + b * logY - logarithm(a, b))
    }
    // Both large: the exponent is a difference from the mode, formed before it is multiplied.
    let sum = a + b
    let distance = x <= y ? x * sum - a : b - y * sum
    let exponent =
      a * logRemainder(distance / a) + b * logRemainder(-distance / b)
      - (stirlingRemainder(a) + stirlingRemainder(b) - stirlingRemainder(sum))
    return (a / sum * b).squareRoot() * Libm.exponential(exponent - halfLogTwoPi)
  }

  static let halfLogTwoPi = 0.918938533204672741780330

  /// ln Γ(x) for 0 < x < 10.
  static func logGamma(_ x: Double) -> Double {
    x < 1e-10 ? -Libm.naturalLog(x) : Libm.naturalLog(Libm.gamma(x))
  }

  /// What Stirling's formula leaves of ln Γ(x), for x of at least 10.
  static func stirlingRemainder(_ x: Double) -> Double {
    let inverse = 1 / x
    let square = inverse * inverse
    let coefficients = [
      1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12,
    ]
    return coefficients.reduce(0) { $0 * square + $1 } * inverse
  }

  /// ln(1 + x) − x, accurate near 0.
  static func logRemainder(_ x: Double) -> Double {
    guard x.magnitude < 0.2 else { return Libm.naturalLog(onePlus: x) - x }
    var power = -x * x
    var sum = power / 2
    for order in 3..<60 {
      power *= -x
      let term = power / Double(order)
      sum += term
      if term.magnitude <= 1e-17 * sum.magnitude { break }
    }
    return sum
  }
}
