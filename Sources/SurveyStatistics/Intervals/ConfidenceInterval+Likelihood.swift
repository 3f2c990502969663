/// How the ends of a likelihood interval are found.
public enum LikelihoodProfile: String, Hashable, Sendable, CaseIterable {
  /// Read off a spline through some twelve points of the profile, as R does: the ends differ from
  /// the exact ones by up to some 10⁻⁴ of their size.
  case interpolated

  /// Solved for to the last digit.
  case exact
}

extension ConfidenceInterval {
  /// The shares that a binomial likelihood, scaled by the design effect, does not contradict.
  ///
  /// With the deviance D(q) = 2n [p ln(p/q) + (1 − p) ln((1 − p)/(1 − q))] and the design effect
  /// λ = n v/(p(1 − p)), the interval holds each q with D(q)/φ ≤ t²λ. φ = n/(n − 1) is the dispersion
  /// of the Pearson residuals. The same as `svyciprop(method = "likelihood")` of R *survey* 4.1, as
  /// read in its source (`confint.svyglm`, with the profile functions of *MASS*); R's own fit stops
  /// at a relative error of some 10⁻⁷.
  ///
  /// - Parameters:
  ///   - share: p, 0…1.
  ///   - standardError: √v.
  ///   - sampleSize: n, the number of units of the domain.
  ///   - degreesOfFreedom: The degrees of freedom of t, fractional or infinite.
  ///   - level: The confidence level.
  ///   - profile: Whether the ends are R's or exact. Where R's profile ends before the limit is
  ///     reached (a design effect below about 0.3), and R gives none, they are exact.
  /// - Returns: `nil` for a share of 0 or 1, a standard error of 0 (not above 10⁻¹²), fewer than two
  ///   units, no degrees of freedom, or NaN.
  /// - Complexity: O(1): a spline of fixed size, or a root for each end.
  public static func likelihood(
    share: Double, standardError: Double, sampleSize: Int, degreesOfFreedom: Double,
    level: Double = 0.95, profile: LikelihoodProfile = .interpolated
  ) -> ConfidenceInterval? {
    guard share > 0, share < 1, standardError > leastShareError, standardError.isFinite,
      sampleSize > 1, let t = twoSidedQuantile(level: level, degreesOfFreedom: degreesOfFreedom)
    else { return nil }
    let curve = DevianceProfile(share: share, sampleSize: Double(sampleSize))
    let error = standardError / (share * (1 - share))
    let limit = t * error * Double(sampleSize).squareRoot() * (share * (1 - share)).squareRoot()
    let points =
      profile == .exact ? nil : curve.points(limit: limit, standardError: error)
    func end(_ root: Double) -> Double {
      let logOdds = points?.logOdds(at: root) ?? curve.logOdds(at: root)
      return 1 / (1 + Libm.exponential(-logOdds))
    }
    return ConfidenceInterval(
      lower: end(-limit), upper: end(limit), level: level, method: .likelihood)
  }
}

/// The signed root of the scaled deviance of a share, as a function of the log-odds.
private struct DevianceProfile {
  let share: Double
  let sampleSize: Double
  let centre: Double

  init(share: Double, sampleSize: Double) {
    self.share = share
    self.sampleSize = sampleSize
    centre = Libm.naturalLog(share) - Libm.naturalLog(onePlus: -share)
  }

  /// sign(b − b̂) √(D(b)/φ).
  func root(_ logOdds: Double) -> Double {
    // With u = ln(q/p) and v = ln((1 − q)/(1 − p)), D/2n = −p u − (1 − p) v.
    let difference = logOdds - centre
    let odds = Libm.exponentialMinusOne(difference)
    let mixed = Libm.naturalLog(onePlus: share * odds)
    let deviance = 2 * sampleSize * (mixed - share * difference)
    let scaled = max(0, deviance * (sampleSize - 1) / sampleSize).squareRoot()
    return difference < 0 ? -scaled : scaled
  }

  /// The log-odds at which the root has a value.
  func logOdds(at target: Double) -> Double {
    var reach = 1.0
    while (root(centre + (target < 0 ? -reach : reach)) / target) < 1 && reach < 700 { reach *= 2 }
    let far = centre + (target < 0 ? -reach : reach)
    return RootFinder.increasing(
      from: min(centre, far), to: max(centre, far), start: centre + target / slopeAtCentre
    ) { b in
      let value = root(b)
      let fitted = 1 / (1 + Libm.exponential(-b))
      let slope = (sampleSize - 1) * (fitted - share) / value
      return (value - target, slope.isFinite && slope > 0 ? slope : slopeAtCentre)
    }
  }

  private var slopeAtCentre: Double { ((sampleSize - 1) * share * (1 - share)).squareRoot() }

  /// The points that R computes: up to nine steps to each side, or until the profile is past its limit.
  func points(limit: Double, standardError: Double) -> ProfileSpline? {
    let tail = NormalDistribution.cumulative(-limit) / 2
    guard tail > 0 else { return nil }
    let largest = -StudentDistribution(degreesOfFreedom: sampleSize - 1).quantile(tail / 2)
    let step = largest / 5 * standardError
    var below: [(Double, Double)] = []
    var above: [(Double, Double)] = []
    for number in 1..<10 {
      if let last = below.last, last.1 <= -largest { break }
      let b = centre - Double(number) * step
      below.append((b, root(b)))
    }
    for number in 1..<10 {
      if let last = above.last, last.1 >= largest { break }
      let b = centre + Double(number) * step
      above.append((b, root(b)))
    }
    let all = below.reversed() + [(centre, 0)] + above
    return ProfileSpline(knots: all.map(\.0), values: all.map(\.1))
  }
}
