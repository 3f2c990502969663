extension SampleDesign {
  /// Replicates that leave out one PSU each: JK1 for one stratum, JKn for several.
  ///
  /// In the replicate of PSU c of stratum h its units have weight 0, and those of the other n_h − 1
  /// PSUs of the stratum weights n_h/(n_h − 1) times as large. s_r is (1 − f_h)(n_h − 1)/n_h, where
  /// f_h is the sampling fraction, or the PSU's own inclusion probability (`as.svrepdesign` of R
  /// *survey* with `type = "JK1"` or `"JKn"`). Later stages add nothing of their own.
  ///
  /// Strata of one PSU, unless certain: under ``LonelyPSUPolicy/fail`` an error; under
  /// ``LonelyPSUPolicy/certainty`` and ``LonelyPSUPolicy/remove`` they have no replicate; under
  /// ``LonelyPSUPolicy/average`` the scale is multiplied by strata over those of several PSUs, as in
  /// the linearised variance (R multiplies by PSUs over PSUs); under ``LonelyPSUPolicy/adjust`` their
  /// replicate leaves the stratum out and multiplies all other weights by H/(H − 1), with
  /// s_r = (1 − f_h)(H − 1)/H for H strata, R's way but for the finite population.
  ///
  /// - Parameter centre: What the replicates are compared with.
  /// - Returns: A design of as many replicates as PSUs that are not certain, in their order. The
  ///   degrees of freedom are PSUs less strata.
  /// - Throws: ``EstimationError/lonelyPSU(strata:stage:)``,
  ///   ``EstimationError/tooFewPSUs(needed:)``,
  ///   ``EstimationError/replicatesOfCalibratedDesign``.
  /// - Complexity: O(PSUs²).
  public func jackknife(
    centre: ReplicateCentre = .replicateMean
  ) throws(EstimationError) -> ReplicateDesign {
    guard adjustments.isEmpty else { throw .replicatesOfCalibratedDesign }
    let stage = stages[0]
    let lonely = try lonelyStrata(of: stage, acceptingAdjustment: true)
    let clusters = stage.clusterStratum.count
    var factors: [[Double]] = []
    var scales: [Double] = []
    for (stratum, range) in stage.clusterRange.enumerated() {
      let count = Double(range.count)
      let strata = Double(stage.clusterRange.count)
      for cluster in range where range.count > 1 {
        var replicate = [Double](repeating: 1, count: clusters)
        for other in range { replicate[other] = other == cluster ? 0 : count / (count - 1) }
        factors.append(replicate)
        scales.append((1 - stage.fraction[cluster]) * (count - 1) / count)
      }
      if lonelyPSU == .adjust, lonely.contains(stratum), strata > 1 {
        var replicate = [Double](repeating: strata / (strata - 1), count: clusters)
        replicate[range.lowerBound] = 0
        factors.append(replicate)
        scales.append((1 - stage.fraction[range.lowerBound]) * (strata - 1) / strata)
      }
    }
    guard !factors.isEmpty else { throw .tooFewPSUs(needed: 2) }
    let usable = Double(stage.clusterRange.count - lonely.count)
    let isSimple = stage.clusterRange.count == 1 && Set(scales).count == 1
    return ReplicateDesign(
      weights: weights, store: .clusters(stage.cluster, factors),
      scale: isSimple
        ? scales[0] : lonelyPSU == .average ? Double(stage.clusterRange.count) / usable : 1,
      replicateScales: isSimple ? scales.map { _ in 1 } : scales, centre: centre,
      degreesOfFreedom: degreesOfFreedom())
  }

  /// The strata of one PSU that is not certain.
  ///
  /// - Throws: ``EstimationError/lonelyPSU(strata:stage:)`` under a policy that replicates cannot
  ///   follow.
  func lonelyStrata(
    of stage: DesignStage, acceptingAdjustment: Bool = false
  ) throws(EstimationError) -> [Int] {
    let lonely = stage.clusterRange.indices.filter {
      stage.parentFraction[$0] > 0 && stage.isLonely($0)
    }
    let isAccepted =
      switch lonelyPSU {
      case .certainty, .remove: true
      case .adjust, .average: acceptingAdjustment
      case .fail: false
      }
    guard lonely.isEmpty || isAccepted else {
      throw .lonelyPSU(strata: lonely.map { stage.stratumNames[$0] }, stage: stage.number)
    }
    return lonely
  }
}
