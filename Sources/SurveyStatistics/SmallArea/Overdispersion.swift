/// How much more units differ from a target than their standard errors explain.
///
/// With zᵢ = (yᵢ − θ)/sᵢ winsorised (those beyond the quantiles at the given part set to them):
///
///     φ = Σ zᵢ²/I,   τ² = max(0, (I φ − (I − 1)) / (Σ 1/sᵢ² − Σ 1/sᵢ⁴ / Σ 1/sᵢ²))
///
/// τ² is the moment estimator of DerSimonian and Laird (1986) applied to these z (Spiegelhalter
/// 2005; the R package *FunnelPlotR*). Winsorising keeps the few units that are outlying in fact from
/// hiding themselves by widening the limits.
public struct Overdispersion: Hashable, Sendable {
  /// The z scores before they were winsorised.
  public let scores: [Double]

  /// φ: near 1 where sampling explains all differences.
  public let factor: Double

  /// τ², the variance between units on the scale of yᵢ².
  public let excessVariance: Double

  /// Whether φ exceeds 1 by more than two of its standard deviations √(2/I) under sampling alone.
  public var isBeyondChance: Bool { factor > 1 + 2 * (2 / Double(scores.count)).squareRoot() }

  /// The factor to widen limits by: φ where it is beyond chance, otherwise none.
  public var multiplicative: DispersionAdjustment {
    isBeyondChance ? .multiplicative(factor) : .none
  }

  /// The variance to widen limits by: τ².
  public var additive: DispersionAdjustment {
    excessVariance > 0 ? .additive(excessVariance) : .none
  }

  /// Measures the dispersion of units around a target.
  ///
  /// Standard errors must be those under the target (for shares √(θ(1 − θ)/n), see
  /// ``init(shares:effectiveSizes:target:winsorised:)``), not those of the units' own shares: a unit
  /// without an event would have none.
  ///
  /// - Parameters:
  ///   - values: yᵢ, at least 2; NaN is left out together with its standard error.
  ///   - standardErrors: sᵢ, above 0.
  ///   - target: θ.
  ///   - winsorised: The part of scores at each end that is drawn in, 0…0.5; the quantiles are
  ///     interpolated between order statistics as by default in R (type 7).
  /// - Complexity: O(I log I).
  public init(values: [Double], standardErrors: [Double], target: Double, winsorised: Double = 0.1)
  {
    precondition(values.count == standardErrors.count, "one standard error per value")
    precondition(winsorised >= 0 && winsorised < 0.5, "less than half of an end is winsorised")
    let used = values.indices.filter { !values[$0].isNaN }
    precondition(used.count >= 2, "dispersion needs at least two units")
    precondition(used.allSatisfy { standardErrors[$0] > 0 }, "standard errors are positive")
    scores = used.map { (values[$0] - target) / standardErrors[$0] }
    let sorted = scores.sorted()
    let low = Self.quantile(sorted, winsorised)
    let high = Self.quantile(sorted, 1 - winsorised)
    let count = Double(used.count)
    let squares = scores.reduce(0) { sum, score in
      let kept = min(max(score, low), high)
      return sum + kept * kept
    }
    factor = squares / count
    let weights = used.map { 1 / (standardErrors[$0] * standardErrors[$0]) }
    let total = weights.reduce(0, +)
    let spread = total - weights.reduce(0) { $0 + $1 * $1 } / total
    excessVariance = max(0, (squares - (count - 1)) / spread)
  }

  /// Measures the dispersion of shares around a target share.
  ///
  /// - Parameters:
  ///   - shares: The units' shares, 0…1; NaN is left out.
  ///   - effectiveSizes: n of each unit, above 0.
  ///   - target: θ, above 0 and below 1.
  ///   - winsorised: The part of scores at each end that is drawn in.
  public init(
    shares: [Double], effectiveSizes: [Double], target: Double, winsorised: Double = 0.1
  ) {
    precondition(target > 0 && target < 1, "a target share lies between 0 and 1")
    self.init(
      values: shares,
      standardErrors: effectiveSizes.map { (target * (1 - target) / $0).squareRoot() },
      target: target, winsorised: winsorised)
  }

  private static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    let position = probability * Double(sorted.count - 1)
    let index = Int(position.rounded(.down))
    let next = min(index + 1, sorted.count - 1)
    return sorted[index] + (position - Double(index)) * (sorted[next] - sorted[index])
  }
}
