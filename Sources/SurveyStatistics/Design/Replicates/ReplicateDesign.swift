/// A sample whose variances come from replicate weights: each estimate is computed again with each
/// set of them, and varies as these results do.
///
/// With θ_r the estimate under the weights of replicate r, s the ``scale`` and s_r the
/// ``replicateScales``:
///
///     V = s Σ_r s_r (θ_r − θ̄)(θ_r − θ̄)′
///
/// θ̄ is the mean over the replicates with s_r > 0, or the full-sample estimate (``centre``); the
/// same as `svrVar` of R *survey*. A replicate under which an estimate does not exist (an empty
/// domain, for instance) is left out of that estimate's variance, as R does with a warning;
/// ``Estimates/replicates`` shows which.
public struct ReplicateDesign: Sendable {
  /// The full-sample weight of each unit.
  public let weights: [Double]

  /// s, by which the sum over the replicates is multiplied.
  public let scale: Double

  /// s_r, by which each replicate is multiplied.
  public let replicateScales: [Double]

  /// What the replicates are compared with.
  public let centre: ReplicateCentre

  /// The degrees of freedom of the whole design: those that were given, or the rank of the replicate
  /// weights less 1.
  let wholeDegreesOfFreedom: Int

  let store: ReplicateWeights

  /// The number of replicates.
  public var replicateCount: Int { store.count }

  /// Makes a design from supplied replicate weights.
  ///
  /// - Parameters:
  ///   - weights: The full-sample weight of each unit, 0 or more.
  ///   - replicates: For each replicate, one number per unit; some methods make negative ones.
  ///   - kind: Whether these are weights, or factors of the full-sample weights.
  ///   - method: How they were made, which tells the scales that are not given.
  ///   - scale: s; `nil` for that of the method.
  ///   - replicateScales: s_r, one per replicate; `nil` for that of the method.
  ///   - centre: What the replicates are compared with.
  ///   - degreesOfFreedom: `nil` for the rank of the replicate weights less 1.
  /// - Throws: ``EstimationError`` where a weight is impossible, there is no replicate, or the method
  ///   needs scales that are not given.
  /// - Complexity: O(units × replicates); the rank takes O(r²) for each row that differs from others,
  ///   with r the lesser of their number and that of replicates.
  public init(
    weights: [Double], replicates: [[Double]], kind: ReplicateWeightKind = .combined,
    method: ReplicateMethod, scale: Double? = nil, replicateScales: [Double]? = nil,
    centre: ReplicateCentre = .replicateMean, degreesOfFreedom: Int? = nil
  ) throws(EstimationError) {
    for (unit, weight) in weights.enumerated() {
      guard weight.isFinite else { throw .weightNotFinite(unit: unit) }
      guard weight >= 0 else { throw .negativeWeight(unit: unit) }
    }
    guard weights.reduce(0, +).isFinite else { throw .weightSumNotFinite }
    guard !replicates.isEmpty else { throw .replicatesMissing }
    for (index, replicate) in replicates.enumerated() {
      precondition(replicate.count == weights.count, "a replicate has one weight per unit")
      if let unit = replicate.firstIndex(where: { !$0.isFinite }) {
        throw .replicateWeightNotFinite(replicate: index, unit: unit)
      }
    }
    precondition(
      replicateScales.map { $0.count == replicates.count } ?? true, "one scale per replicate")
    if method == .stratifiedJackknife && replicateScales == nil { throw .replicateScalesMissing }
    let store: ReplicateWeights =
      switch kind {
      case .combined: .units(replicates)
      case .factors: .clusters(Array(weights.indices), replicates)
      }
    self.init(
      weights: weights, store: store,
      scale: scale ?? method.scale(replicates: replicates.count),
      replicateScales: replicateScales ?? replicates.map { _ in 1 }, centre: centre,
      degreesOfFreedom: degreesOfFreedom)
  }

  /// Makes a design of weights that are known to be possible.
  init(
    weights: [Double], store: ReplicateWeights, scale: Double, replicateScales: [Double],
    centre: ReplicateCentre, degreesOfFreedom: Int?
  ) {
    self.weights = weights
    self.store = store
    self.scale = scale
    self.replicateScales = replicateScales
    self.centre = centre
    wholeDegreesOfFreedom =
      degreesOfFreedom ?? max(0, store.rank(among: weights.indices, weights: weights) - 1)
  }

  /// The weights of all units in one replicate.
  ///
  /// - Parameter replicate: The replicate, from 0.
  /// - Returns: One weight per unit.
  public func replicateWeights(_ replicate: Int) -> [Double] {
    store.weights(of: replicate, full: weights)
  }

  /// The design with its full-sample weights and those of each replicate changed in the same way, for
  /// instance calibrated.
  ///
  /// - Parameter transform: From one set of weights to another, one per unit, all finite.
  /// - Returns: The design, with the same scales; its degrees of freedom are counted again.
  /// - Throws: What the function throws.
  public func mapping<Failure: Error>(
    _ transform: (_ weights: [Double]) throws(Failure) -> [Double]
  ) throws(Failure) -> ReplicateDesign {
    let changed = try transform(weights)
    var replicates: [[Double]] = []
    for replicate in 0..<replicateCount {
      replicates.append(try transform(replicateWeights(replicate)))
    }
    precondition(
      (replicates + [changed]).allSatisfy { $0.count == count && $0.allSatisfy(\.isFinite) },
      "a change of weights gives one finite weight per unit")
    return ReplicateDesign(
      weights: changed, store: .units(replicates), scale: scale, replicateScales: replicateScales,
      centre: centre, degreesOfFreedom: nil)
  }
}

/// What replicate estimates are compared with.
public enum ReplicateCentre: String, Hashable, Sendable, CaseIterable {
  /// Their mean, over the replicates with a scale above 0.
  case replicateMean = "mean"

  /// The full-sample estimate (`mse = TRUE` of R *survey*).
  case fullSample = "mse"
}

/// What supplied replicate numbers are.
public enum ReplicateWeightKind: String, Hashable, Sendable, CaseIterable {
  /// Weights to use in place of the full-sample weights.
  case combined

  /// Factors to multiply the full-sample weights by.
  case factors
}

/// How replicate weights were made, as far as their scale depends on it.
public enum ReplicateMethod: Hashable, Sendable {
  /// JK1: one PSU deleted at a time, from one stratum. s = (R − 1)/R.
  case jackknife

  /// JKn: one PSU deleted at a time, from several strata. s = 1, with s_r = (n_h − 1)/n_h to be given.
  case stratifiedJackknife

  /// BRR: one of two PSUs of each stratum, in balance. s = 1/R.
  case balanced

  /// Fay's: as BRR, but with factors ρ and 2 − ρ. s = 1/(R(1 − ρ)²).
  case fay(Double)

  /// A bootstrap. s = 1/(R − 1).
  case bootstrap

  /// Another method. s = 1.
  case other

  /// The scale of a number of replicates where none is given, as in R's `svrepdesign`.
  ///
  /// - Parameter count: R.
  /// - Returns: s.
  public func scale(replicates count: Int) -> Double {
    let count = Double(count)
    return switch self {
    case .jackknife: (count - 1) / count
    case .balanced: 1 / count
    case .fay(let rho): 1 / (count * (1 - rho) * (1 - rho))
    case .bootstrap: 1 / (count - 1)
    case .stratifiedJackknife, .other: 1
    }
  }
}
