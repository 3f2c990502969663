extension ChiSquareMixture {
  /// The upper tail by the saddlepoint approximation, `nil` too close to its pole at the mean.
  ///
  /// With K(ζ) = −½ Σ hᵢ ln(1 − 2ζaᵢ) and K′(ζ) = x, w = sign(ζ) √(2(ζx − K)) and v = ζ √K″, the
  /// tail is 1 − Φ(w + ln(v/w)/w). A ratio with d degrees of freedom below is the form
  /// Σ aᵢ χ²₁ − (x/d) χ²_d against 0. R *survey* takes the whole part of d there; this does not.
  func saddlepoint(_ x: Double) -> Double? {
    let terms = Terms(self, x)
    let low = terms.lowestArgument
    let high = terms.highestArgument
    let zeta = RootFinder.increasing(from: low, to: high, start: 0) { zeta in
      let (_, slope, curvature) = terms.cumulants(zeta)
      return (slope - terms.target, curvature)
    }
    guard zeta.magnitude >= 1e-4 else { return nil }
    let (value, _, curvature) = terms.cumulants(zeta)
    let sign: Double = zeta < 0 ? -1 : 1
    let w = sign * (2 * (zeta * terms.target - value)).squareRoot()
    let v = zeta * curvature.squareRoot()
    let result = NormalDistribution.cumulative(-(w + Libm.naturalLog(v / w) / w))
    return result.isNaN ? nil : result
  }

  /// The weighted chi-square variables, scaled so that the largest weight is 1.
  private struct Terms {
    private var weights: [Double]
    private var freedoms: [Double]
    let target: Double

    init(_ mixture: ChiSquareMixture, _ x: Double) {
      let largest = mixture.weights[0]
      weights = mixture.weights.map { $0 / largest }
      freedoms = weights.map { _ in 1 }
      if mixture.denominator.isFinite {
        weights.append(-x / mixture.denominator / largest)
        freedoms.append(mixture.denominator)
        target = 0
      } else {
        target = x / largest
      }
    }

    /// Where ln(1 − 2ζa) of the largest weight ends.
    var highestArgument: Double { 0.5 * (1 - 1e-14) }

    var lowestArgument: Double {
      let least = weights.reduce(0) { min($0, $1) }
      if least < 0 { return (1 - 1e-14) / (2 * least) }
      // K′(ζ) < k/(−2ζ) for ζ < 0.
      return -Double(weights.count) / (2 * target)
    }

    /// K and its first two derivatives.
    func cumulants(_ zeta: Double) -> (value: Double, slope: Double, curvature: Double) {
      var (value, slope, curvature) = (0.0, 0.0, 0.0)
      for (weight, freedom) in zip(weights, freedoms) {
        let rest = 1 - 2 * zeta * weight
        value -= 0.5 * freedom * Libm.naturalLog(onePlus: -2 * zeta * weight)
        slope += freedom * weight / rest
        curvature += 2 * freedom * weight * weight / (rest * rest)
      }
      return (value, slope, curvature)
    }
  }
}
