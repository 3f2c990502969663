/// The standard normal distribution.
public enum NormalDistribution {
  /// The probability of a value not above `x`, with a relative error of some x² × 10⁻¹⁶ in the lower
  /// tail.
  public static func cumulative(_ x: Double) -> Double {
    0.5 * Libm.complementaryErrorFunction(-x * 0.5.squareRoot())
  }

  /// The density at `x`.
  public static func density(_ x: Double) -> Double {
    Libm.exponential(-0.5 * x * x) * 0.398942280401432677939946
  }

  /// The value below which a normal variable falls with the given probability.
  ///
  /// A rational start (Abramowitz and Stegun 26.2.23) is refined by Halley's method, near the
  /// centre on the error function and in the tails on its complement, so that the relative error
  /// stays near 10⁻¹⁵.
  ///
  /// - Parameter probability: 0…1. 0 gives −∞, 1 gives +∞, anything else outside gives NaN.
  /// - Returns: The quantile.
  public static func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
    }
    if probability > 0.25 && probability < 0.75 { return central(probability - 0.5) }
    // 1 − p is exact for p of at least one half.
    return probability < 0.5 ? lowerTail(probability) : -lowerTail(1 - probability)
  }

  /// The value x with P(0 < X ≤ x) = `excess`, negative where the excess is.
  private static func central(_ excess: Double) -> Double {
    var x = excess / density(0)
    for _ in 0..<20 {
      let error = 0.5 * Libm.errorFunction(x * 0.5.squareRoot()) - excess
      let step = error / density(x)
      let change = step / (1 + 0.5 * x * step)
      x -= change
      if change.magnitude <= 1e-16 * x.magnitude { break }
    }
    return x
  }

  private static func lowerTail(_ probability: Double) -> Double {
    let t = (-2 * Libm.naturalLog(probability)).squareRoot()
    let top = 2.515517 + t * (0.802853 + t * 0.010328)
    let bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var x = top / bottom - t
    for _ in 0..<20 {
      let step = (cumulative(x) - probability) / density(x)
      let change = step / (1 + 0.5 * x * step)
      guard change.isFinite else { break }
      x -= change
      if change.magnitude <= 1e-16 * x.magnitude { break }
    }
    return x
  }
}
