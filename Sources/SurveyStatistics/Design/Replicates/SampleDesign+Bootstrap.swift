/// How a bootstrap draws PSUs.
public enum BootstrapMethod: String, Hashable, Sendable, CaseIterable {
  /// Canty and Davison (1999), `type = "bootstrap"` of R's `as.svrepdesign`: in each stratum n_h PSUs
  /// are drawn without replacement from a population of N_h made by repeating the sample, or with
  /// replacement where N_h is not known. The scale is m/((m − 1)(R − 1)) with m the harmonic mean of
  /// the n_h, so it is right for strata of one size.
  case cantyDavison = "canty-davison"

  /// Rao and Wu (1988), `type = "subbootstrap"` of R: in each stratum n_h − 1 PSUs are drawn with
  /// replacement, and weights multiplied by n_h/(n_h − 1) times the number of draws. The scale is
  /// 1/(R − 1). The finite population is left out.
  case raoWu = "rao-wu"

  /// Preston (2009), `type = "mrbbootstrap"` of R: at each stage half of the clusters of each stratum
  /// are drawn without replacement and weights rescaled, so that each stage adds its own variance.
  /// The scale is 1/(R − 1). Factors may be below 0.
  case preston
}

extension SampleDesign {
  /// Replicates drawn at random from the sample.
  ///
  /// PSUs that are certain keep their weights in the first two methods, and so do lonely ones under
  /// ``LonelyPSUPolicy/certainty`` and ``LonelyPSUPolicy/remove``.
  ///
  /// - Parameters:
  ///   - method: How PSUs are drawn.
  ///   - replicates: The number of replicates, at least 2.
  ///   - centre: What the replicates are compared with.
  ///   - generator: Where the random numbers come from; its seed decides the replicates.
  /// - Returns: A design of that many replicates.
  /// - Throws: ``EstimationError/lonelyPSU(strata:stage:)``,
  ///   ``EstimationError/replicatesOfCalibratedDesign``,
  ///   ``EstimationError/replicatesNeedEqualProbabilities``,
  ///   ``EstimationError/tooFewPSUs(needed:)``.
  /// - Complexity: O(clusters × replicates), and as the rank of ``ReplicateDesign``.
  public func bootstrap(
    _ method: BootstrapMethod, replicates: Int, centre: ReplicateCentre = .replicateMean,
    using generator: inout some RandomNumberGenerator
  ) throws(EstimationError) -> ReplicateDesign {
    precondition(replicates > 1, "a bootstrap needs at least two replicates")
    guard adjustments.isEmpty else { throw .replicatesOfCalibratedDesign }
    let stage = stages[0]
    for stage in stages where !stage.hasEqualProbabilities {
      throw .replicatesNeedEqualProbabilities
    }
    _ = try lonelyStrata(of: stage)
    guard stage.clusterRange.contains(where: { $0.count > 1 }) else {
      throw .tooFewPSUs(needed: 2)
    }
    var factors: [[Double]] = []
    for _ in 0..<replicates {
      switch method {
      case .cantyDavison: factors.append(stage.cantyDavisonFactors(using: &generator))
      case .raoWu: factors.append(stage.raoWuFactors(using: &generator))
      case .preston: factors.append(try prestonFactors(using: &generator))
      }
    }
    let count = Double(replicates)
    let scale =
      switch method {
      case .cantyDavison: stage.cantyDavisonScale / (count - 1)
      case .raoWu, .preston: 1 / (count - 1)
      }
    return ReplicateDesign(
      weights: weights,
      store: .clusters((method == .preston ? lastDrawnStage : stage).cluster, factors),
      scale: scale, replicateScales: factors.map { _ in 1 }, centre: centre, degreesOfFreedom: nil)
  }

  /// The last stage that adds variance: the first one drawn with replacement, or the last of all.
  private var lastDrawnStage: DesignStage {
    stages.first { $0.fraction.contains(0) } ?? stages[stages.count - 1]
  }

  /// The factor of each cluster of the last stage in one replicate of Preston's bootstrap.
  ///
  /// A unit's factor is 1 + Σ over stages of γλ(n/n* − 1) where its cluster was drawn and −γλ where
  /// not, with n* = ⌊n/2⌋ of n clusters, λ = √(F n*(1 − f)/(n − n*)), F the product of the fractions of
  /// the stages before, and γ the product of √(n/n*) over these stages, 0 if one of them left the
  /// unit out.
  private func prestonFactors(
    using generator: inout some RandomNumberGenerator
  ) throws(EstimationError) -> [Double] {
    var sums = [1.0]
    var shares = [1.0]
    for stage in stages {
      _ = try lonelyStrata(of: stage)
      var nextSums = [Double](repeating: 0, count: stage.clusterStratum.count)
      var nextShares = nextSums
      for (stratum, range) in stage.clusterRange.enumerated() {
        let parent = stage.stratumParent[stratum]
        let half = range.count / 2
        let drawn =
          half > 0 && shares[parent] > 0
          ? Set(generator.indices(half, below: range.count).map { range.lowerBound + $0 }) : []
        let (count, taken) = (Double(range.count), Double(half))
        let lambda =
          drawn.isEmpty
          ? 0
          : (stage.parentFraction[stratum] * taken
            * (1 - stage.fraction[range.lowerBound]) / (count - taken)).squareRoot()
        for cluster in range {
          let isDrawn = drawn.contains(cluster)
          nextSums[cluster] =
            sums[parent] + shares[parent] * lambda * (isDrawn ? count / taken - 1 : -1)
          nextShares[cluster] = isDrawn ? shares[parent] * (count / taken).squareRoot() : 0
        }
      }
      (sums, shares) = (nextSums, nextShares)
      if stage.fraction.contains(0) { break }
    }
    return sums
  }
}

extension DesignStage {
  /// Whether the clusters of each stratum had one probability to be drawn.
  fileprivate var hasEqualProbabilities: Bool {
    clusterRange.allSatisfy { range in
      fraction[range].allSatisfy { $0 == fraction[range.lowerBound] }
    }
  }

  /// m/(m − 1) with m the harmonic mean of the strata's sizes, those of one PSU left out.
  fileprivate var cantyDavisonScale: Double {
    let sizes = clusterRange.map { Double($0.count) }.filter { $0 > 1 }
    let mean = Double(sizes.count) / sizes.reduce(0) { $0 + 1 / $1 }
    return mean / (mean - 1)
  }

  fileprivate func cantyDavisonFactors(
    using generator: inout some RandomNumberGenerator
  ) -> [Double] {
    var factors = [Double](repeating: 0, count: clusterStratum.count)
    for range in clusterRange {
      let count = range.count
      let fraction = fraction[range.lowerBound]
      if count == 1 || fraction == 1 {
        for cluster in range { factors[cluster] = 1 }
      } else if fraction == 0 {
        for _ in range { factors[range.lowerBound + generator.index(below: count)] += 1 }
      } else {
        let population = Int((Double(count) / fraction).rounded())
        // Which PSUs the population has once more than others is chance, too.
        let order = generator.indices(count, below: count)
        for place in generator.indices(count, below: population) {
          factors[range.lowerBound + order[place % count]] += 1
        }
      }
    }
    return factors
  }

  fileprivate func raoWuFactors(using generator: inout some RandomNumberGenerator) -> [Double] {
    var factors = [Double](repeating: 0, count: clusterStratum.count)
    for range in clusterRange {
      let count = range.count
      guard count > 1 else {
        factors[range.lowerBound] = 1
        continue
      }
      for _ in 1..<count {
        factors[range.lowerBound + generator.index(below: count)] +=
          Double(count) / Double(count - 1)
      }
    }
    return factors
  }
}

extension RandomNumberGenerator {
  /// The next whole number in 0..<`count`, each equally likely, in the way of
  /// ``SeededGenerator/index(below:)``.
  fileprivate mutating func index(below count: Int) -> Int {
    let bound = UInt64(count)
    let threshold = (0 &- bound) % bound
    var product = next().multipliedFullWidth(by: bound)
    while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    return Int(product.high)
  }

  /// Different whole numbers in 0..<`bound`, in random order.
  fileprivate mutating func indices(_ count: Int, below bound: Int) -> [Int] {
    // The first steps of a shuffle of 0..<bound, of which only what moved is kept.
    var moved: [Int: Int] = [:]
    return (0..<count).map { place in
      let other = place + index(below: bound - place)
      let chosen = moved[other] ?? other
      moved[other] = moved[place] ?? place
      return chosen
    }
  }
}
