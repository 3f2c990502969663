/// Estimates of one wave with what is needed to compare them with another wave.
///
/// Strata and clusters are numbered alike in all waves: a PSU that was visited again has the same
/// stratum and the same number. Clusters are numbered within their stratum.
public struct WaveEstimates: Hashable, Sendable {
  /// The estimates.
  public let values: [Double]

  /// The linearised variable of each, over the rows of this wave.
  public let variables: [LinearisedVariable]

  /// The first-stage stratum of each row.
  public let strata: [Int]

  /// The PSU of each row, numbered within its stratum.
  public let clusters: [Int]

  /// Makes a wave of its parts.
  ///
  /// - Parameters:
  ///   - values: The estimates.
  ///   - variables: The linearised variable of each.
  ///   - strata: The first-stage stratum of each row.
  ///   - clusters: The PSU of each row, numbered within its stratum.
  public init(
    values: [Double], variables: [LinearisedVariable], strata: [Int], clusters: [Int]
  ) {
    precondition(values.count == variables.count, "one linearised variable per estimate")
    precondition(strata.count == clusters.count, "one stratum and one PSU per row")
    precondition(
      variables.allSatisfy { $0.units.allSatisfy { $0 < strata.count } }, "units are rows")
    self.values = values
    self.variables = variables
    self.strata = strata
    self.clusters = clusters
  }

  /// Takes the estimates of a design, with strata and PSUs numbered as in all waves.
  ///
  /// - Parameters:
  ///   - estimates: The estimates.
  ///   - strata: The first-stage stratum of each unit of their design.
  ///   - clusters: The PSU of each unit, numbered within its stratum.
  public init(_ estimates: Estimates, strata: [Int], clusters: [Int]) {
    self.init(
      values: estimates.values, variables: estimates.variables, strata: strata, clusters: clusters)
  }

  /// What changed since another wave, with the covariance that shared PSUs bring.
  ///
  /// d = θ₂ − θ₁. The waves are stacked into one sample with common strata and PSUs, and
  /// z = z₂ on the rows of this wave, −z₁ on those of the earlier one; the variance is that of the
  /// sums of z by PSU within strata,
  ///
  ///     Σ_h n_h/(n_h − 1) Σ_c (z_hc − z̄_h)(z_hc − z̄_h)′
  ///
  /// with n_h the PSUs of stratum h in either wave (`svycontrast` of `svyby(~y, ~wave, …)` on a
  /// stacked design in R *survey*). PSUs of one wave only make it the sum of two variances; shared
  /// ones usually make it smaller, and may make it larger.
  ///
  /// Edge cases:
  /// - PSUs count as drawn with replacement: there is no finite population correction, and no later
  ///   stage. With large first-stage fractions it is cautious.
  /// - Without a shared PSU the strata still are common: n_h counts both waves' PSUs, which moves
  ///   the variance by a little against the sum of two. Number the strata apart where the samples
  ///   were drawn independently.
  /// - Units whose boundaries changed are estimated on one map in both waves first.
  /// - An estimate missing in either wave is missing.
  ///
  /// - Parameters:
  ///   - earlier: The other wave, with as many estimates in the same order.
  ///   - lonelyPSU: What to do with strata of one PSU in both waves together.
  /// - Returns: The differences; their degrees of freedom are PSUs less strata among the rows that
  ///   either estimate was made of.
  /// - Throws: ``EstimationError/lonelyPSU(strata:stage:)``.
  /// - Complexity: O(*n* log *n* + clusters × k²) for k estimates.
  public func change(
    since earlier: WaveEstimates, lonelyPSU: LonelyPSUPolicy = .fail
  ) throws(EstimationError) -> DerivedEstimates {
    precondition(values.count == earlier.values.count, "the waves have the same estimates")
    let offset = earlier.strata.count
    let stage = SampleDesign.Stage(
      stratum: earlier.strata + strata, cluster: earlier.clusters + clusters)
    let stacked = try SampleDesign(
      weights: stage.stratum.map { _ in 1 }, stages: [stage], lonelyPSU: lonelyPSU)
    let differences = zip(variables, earlier.variables).map { later, before in
      LinearisedVariable(
        units: before.units + later.units.map { $0 + offset },
        values: before.values.map { -$0 } + later.values)
    }
    return DerivedEstimates(
      values: zip(values, earlier.values).map { $0 - $1 },
      covariance: try stacked.covariance(of: differences),
      degreesOfFreedom: differences.map { Double(stacked.degreesOfFreedom(among: $0.units)) }
    ).withMissingCovariance
  }
}
