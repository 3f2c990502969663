/// Student's t distribution.
public struct StudentDistribution: Hashable, Sendable {
  /// The degrees of freedom, above 0; they may be fractional, and +∞ is the normal distribution.
  public let degreesOfFreedom: Double

  /// Makes the distribution with the given degrees of freedom, above 0.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value not above `t`, with full relative accuracy in the lower tail.
  public func cumulative(_ t: Double) -> Double {
    guard degreesOfFreedom.isFinite else { return NormalDistribution.cumulative(t) }
    return t < 0 ? upperTail(-t) : 0.5 + halfCentre(t)
  }

  /// The density at `t`.
  public func density(_ t: Double) -> Double {
    guard degreesOfFreedom.isFinite else { return NormalDistribution.density(t) }
    let exponent =
      -0.5 * (degreesOfFreedom + 1) * Libm.naturalLog(onePlus: t * t / degreesOfFreedom)
      - BetaFunction.logarithm(0.5, 0.5 * degreesOfFreedom)
    return Libm.exponential(exponent) / degreesOfFreedom.squareRoot()
  }

  /// The value below which a variable of this distribution falls with the given probability.
  ///
  /// - Parameter probability: 0…1. 0 gives −∞, 1 gives +∞, anything else outside gives NaN.
  /// - Returns: The quantile, to a relative error of about 10⁻¹³.
  public func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
    }
    guard degreesOfFreedom.isFinite else { return NormalDistribution.quantile(probability) }
    if probability > 0.25 && probability < 0.75 {
      let excess = probability - 0.5
      return excess < 0 ? -centralQuantile(-excess) : centralQuantile(excess)
    }
    // 1 − p is exact for p of at least one half.
    return probability < 0.5 ? -upperQuantile(probability) : upperQuantile(1 - probability)
  }

  /// P(T > t) for t ≥ 0.
  private func upperTail(_ t: Double) -> Double {
    let (x, y) = arguments(t)
    return 0.5 * BetaDistribution(0.5 * degreesOfFreedom, 0.5).probability(x: x, y: y)
  }

  /// P(0 < T ≤ t) for t ≥ 0.
  private func halfCentre(_ t: Double) -> Double {
    let (x, y) = arguments(t)
    return 0.5 * BetaDistribution(0.5, 0.5 * degreesOfFreedom).probability(x: y, y: x)
  }

  /// ν/(ν + t²) and t²/(ν + t²), each with full accuracy and without overflow.
  private func arguments(_ t: Double) -> (x: Double, y: Double) {
    let ratio = t / degreesOfFreedom.squareRoot()
    let square = ratio * ratio
    return square.isFinite ? (1 / (1 + square), 1 / (1 + 1 / square)) : (0, 1)
  }

  private func centralQuantile(_ excess: Double) -> Double {
    guard excess > 0 else { return 0 }
    // The probability is concave in t: from the left, Newton's method rises to the root.
    var t = excess / density(0)
    for _ in 0..<100 {
      let change = (excess - halfCentre(t)) / density(t)
      t += change
      if change.magnitude <= 1e-16 * t { break }
    }
    return t
  }

  private func upperQuantile(_ probability: Double) -> Double {
    let target = Libm.naturalLog(probability)
    // Tails are heavier than the normal ones, so the normal quantile is too small.
    let low = 0.999 * -NormalDistribution.quantile(probability)
    var high = 2 * low
    while upperTail(high) > probability && high < 1e300 { high *= 8 }
    let logT = RootFinder.increasing(
      from: Libm.naturalLog(low), to: Libm.naturalLog(high), start: Libm.naturalLog(low)
    ) { u in
      let t = Libm.exponential(u)
      let tail = upperTail(t)
      return (target - Libm.naturalLog(tail), t * density(t) / tail)
    }
    return Libm.exponential(logT)
  }
}
