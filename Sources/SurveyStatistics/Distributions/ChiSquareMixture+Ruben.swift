extension ChiSquareMixture {
  /// The upper tail by Ruben's mixture of chi-square distributions.
  ///
  /// With b the smallest weight, Σ aᵢ χ²₁ is b χ²_{k+2J}, where J has the generating function
  /// Π √(b/aᵢ) (1 − (1 − b/aᵢ)z)^(−1/2). All probabilities are positive, so nothing cancels.
  func ruben(_ x: Double) -> Double {
    let least = weights[weights.count - 1]
    let ratios = weights.map { 1 - least / $0 }
    var tail = TailSequence(
      shape: 0.5 * Double(weights.count), value: x / least, denominator: denominator)
    var logFirst = 0.0
    for weight in weights { logFirst += 0.5 * Libm.naturalLog(least / weight) }
    // So many unlike weights that the first probabilities are below all numbers.
    guard logFirst > -700 else { return saddlepoint(x) ?? 0.5 }
    var probability = Libm.exponential(logFirst)
    var sums = [Double](repeating: 0, count: ratios.count)
    var used = 0.0
    var result = 0.0
    // The probabilities fall like powers of the largest ratio in the end.
    let largest = ratios.max() ?? 0
    let rest = largest / (1 - largest)
    for step in 1..<20_000_000 {
      used += probability
      result += probability * tail.value
      if probability * rest <= 1e-17 * result { return min(1, result) }
      // All further tails are 1.
      if tail.value >= 1 - 1e-15 { break }
      var sum = 0.0
      for i in ratios.indices {
        sums[i] = ratios[i] * (sums[i] + probability)
        sum += sums[i]
      }
      probability = sum / (2 * Double(step))
      tail.advance()
    }
    return min(1, result + max(0, 1 - used))
  }

  /// P(χ²_m > x), or P(χ²_m / (χ²_d/d) > x), for m, m + 2, m + 4 and so on.
  private struct TailSequence {
    private(set) var value: Double
    /// What the next tail has more; its logarithm counts while it rises from below all numbers.
    private var term: Double
    private var logTerm: Double
    private var isTiny: Bool
    private var shape: Double
    private let half: Double
    private let x: Double

    /// Makes the sequence for m = 2 × shape.
    init(shape: Double, value: Double, denominator: Double) {
      self.shape = shape
      if denominator.isFinite {
        half = 0.5 * denominator
        let ratio = value / denominator
        x = 1 / (1 + 1 / ratio)
        let y = 1 / (1 + ratio)
        self.value = BetaDistribution(half, shape).probability(x: y, y: x)
        term = BetaFunction.power(shape, half, x: x, y: y) / shape
        logTerm =
          shape * Libm.naturalLog(x) + half * Libm.naturalLog(y)
          - BetaFunction.logarithm(shape, half) - Libm.naturalLog(shape)
      } else {
        half = .infinity
        x = 0.5 * value
        self.value = GammaFunction.regularised(shape, x).upper
        term = GammaFunction.power(shape, x) / shape
        logTerm = shape * Libm.naturalLog(x) - x - GammaFunction.logarithm(shape + 1)
      }
      isTiny = term < 1e-280
    }

    mutating func advance() {
      value = min(1, value + term)
      shape += 1
      let factor = half.isFinite ? x * (shape - 1 + half) / shape : x / shape
      guard isTiny else {
        term *= factor
        return
      }
      logTerm += Libm.naturalLog(factor)
      term = Libm.exponential(logTerm)
      isTiny = term < 1e-280
    }
  }
}
