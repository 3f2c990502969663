/// How limits allow for units that differ more than sampling explains.
public enum DispersionAdjustment: Hashable, Sendable {
  /// They do not.
  case none

  /// The sampling variance is multiplied by φ.
  case multiplicative(Double)

  /// τ² is added to the sampling variance: units differ by more than sampling, the large ones too.
  /// It is the usual choice, as a factor leaves the limits of large units too narrow.
  case additive(Double)
}

/// Limits around a target within which the shares of units of a given size are expected.
///
/// A unit outside of the 95 % limits deserves a look, one outside of the 99.8 % limits an
/// explanation (Spiegelhalter 2005). Sizes are effective ones (n/deff, ``Estimates/effectiveSizes``):
/// limits from plain counts of a cluster sample raise false alarms.
public enum FunnelLimits {
  /// Limits from the normal distribution: target ± z √v, cut off at 0 and 1.
  ///
  /// v = φ θ(1 − θ)/n or θ(1 − θ)/n + τ².
  ///
  /// - Parameters:
  ///   - target: θ, the share that is expected, 0…1.
  ///   - effectiveSize: n, above 0.
  ///   - level: The part of units inside where all meet the target.
  ///   - adjustment: How the limits allow for over-dispersion.
  /// - Returns: The lower and the upper limit.
  public static func normal(
    target: Double, effectiveSize: Double, level: Double = 0.95,
    adjustment: DispersionAdjustment = .none
  ) -> (lower: Double, upper: Double) {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    let z = -NormalDistribution.quantile((1 - level) / 2)
    let half = z * variance(target: target, effectiveSize: effectiveSize, adjustment).squareRoot()
    return (max(0, target - half), min(1, target + half))
  }

  /// Limits from the binomial distribution, interpolated between counts.
  ///
  /// For p = (1 ∓ level)/2 and F the distribution function of counts, r is the smallest count with
  /// F(r) ≥ p, and the limit is (r − α)/n with α = (F(r) − p)/(F(r) − F(r − 1)), cut off at 0 and 1
  /// (Spiegelhalter 2005, appendix). F is continued to sizes that are not whole by the beta
  /// distribution: F(r) = I₁₋θ(n − r, r + 1).
  ///
  /// For rare events, n θ below about 5, these are the limits to use.
  ///
  /// - Parameters:
  ///   - target: θ, 0…1.
  ///   - effectiveSize: n, above 0.
  ///   - level: The part of units inside where all meet the target.
  /// - Returns: The lower and the upper limit.
  /// - Complexity: O(log n) values of the beta distribution.
  public static func exact(
    target: Double, effectiveSize: Double, level: Double = 0.95
  ) -> (lower: Double, upper: Double) {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    precondition(target >= 0 && target <= 1, "a target is a share")
    precondition(effectiveSize > 0 && effectiveSize.isFinite, "a size is positive")
    func limit(_ probability: Double) -> Double {
      var low = -1
      var high = Int(effectiveSize.rounded(.up))
      while high - low > 1 {
        let middle = low + (high - low) / 2
        if below(Double(middle), target, effectiveSize) >= probability {
          high = middle
        } else {
          low = middle
        }
      }
      let reached = below(Double(high), target, effectiveSize)
      let before = below(Double(high - 1), target, effectiveSize)
      let fraction = (reached - probability) / (reached - before)
      return min(max((Double(high) - fraction) / effectiveSize, 0), 1)
    }
    if target == 0 || target == 1 { return (target, target) }
    return (limit((1 - level) / 2), limit((1 + level) / 2))
  }

  /// The probability of at least this share in a unit that meets the target, from the binomial
  /// distribution continued by the beta distribution: I_θ(x, n − x + 1) for x = share × n.
  ///
  /// - Parameters:
  ///   - share: The unit's share, 0…1.
  ///   - target: θ, 0…1.
  ///   - effectiveSize: n, above 0.
  /// - Returns: 0…1; 1 for a share of 0.
  public static func upperTail(share: Double, target: Double, effectiveSize: Double) -> Double {
    let events = share * effectiveSize
    return events <= 0
      ? 1 : BetaDistribution(events, effectiveSize - events + 1).cumulative(target)
  }

  /// The variance of a unit's share that meets the target.
  static func variance(
    target: Double, effectiveSize: Double, _ adjustment: DispersionAdjustment
  ) -> Double {
    precondition(target >= 0 && target <= 1, "a target is a share")
    precondition(effectiveSize > 0, "a size is positive")
    let variance = target * (1 - target) / effectiveSize
    switch adjustment {
    case .none: return variance
    case .multiplicative(let factor): return variance * factor
    case .additive(let excess): return variance + excess
    }
  }

  /// P(R ≤ r) for a whole r.
  private static func below(_ count: Double, _ target: Double, _ size: Double) -> Double {
    if count < 0 { return 0 }
    return count >= size ? 1 : BetaDistribution(size - count, count + 1).cumulative(1 - target)
  }
}
