/// How balanced repeated replication treats strata of more than two PSUs.
public enum LargeStrata: String, Hashable, Sendable, CaseIterable {
  /// They are an error.
  case fail

  /// An even number of PSUs is split into pairs, which are then strata of their own (R's `"split"`).
  case pairs

  /// The first half of the PSUs is set against the second; with an odd number the second half has one
  /// more (R's `"merge"`).
  case halves
}

extension SampleDesign {
  /// Replicates that take one of two PSUs of each stratum, in balance (BRR), or lean to it (Fay).
  ///
  /// A Hadamard matrix of the least order that is known here and above the number of strata says
  /// which of the two: each stratum has a row of its own, never the row of ones, whose replicates
  /// would always take the same PSU. The PSU taken has factor 2 − ρ, the other ρ. The scale is
  /// 1/(R(1 − ρ)²) (`as.svrepdesign` of R *survey* with `type = "BRR"` or `"Fay"`). For totals of
  /// strata of two PSUs the variance is exactly that of sampling with replacement.
  ///
  /// The finite population and later stages are left out, as in R. A PSU that is certain, or lonely
  /// under ``LonelyPSUPolicy/certainty`` or ``LonelyPSUPolicy/remove``, keeps its weight.
  ///
  /// - Parameters:
  ///   - rho: Fay's ρ, at least 0 and below 1; 0 for BRR.
  ///   - largeStrata: How strata of more than two PSUs are treated.
  ///   - centre: What the replicates are compared with.
  /// - Returns: A design of as many replicates as the order of the matrix.
  /// - Throws: ``EstimationError/strataNotPaired(_:)``, ``EstimationError/lonelyPSU(strata:stage:)``,
  ///   ``EstimationError/replicatesOfCalibratedDesign``.
  /// - Complexity: O(PSUs × replicates).
  public func balancedReplicates(
    rho: Double = 0, largeStrata: LargeStrata = .pairs, centre: ReplicateCentre = .replicateMean
  ) throws(EstimationError) -> ReplicateDesign {
    precondition(rho >= 0 && rho < 1, "Fay's rho lies between 0 and 1")
    guard adjustments.isEmpty else { throw .replicatesOfCalibratedDesign }
    let stage = stages[0]
    _ = try lonelyStrata(of: stage)
    var sides: [(first: Range<Int>, second: Range<Int>)] = []
    var wrong: [String] = []
    for (stratum, range) in stage.clusterRange.enumerated() where range.count > 1 {
      switch (range.count, largeStrata) {
      case (2, _), (_, .halves):
        let middle = range.lowerBound + range.count / 2
        sides.append((range.lowerBound..<middle, middle..<range.upperBound))
      case (let count, .pairs) where count.isMultiple(of: 2):
        for start in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
          sides.append((start..<start + 1, start + 1..<start + 2))
        }
      case (_, .pairs), (_, .fail):
        wrong.append(stage.stratumNames[stratum])
      }
    }
    guard wrong.isEmpty else { throw .strataNotPaired(wrong) }
    guard !sides.isEmpty else { throw .tooFewPSUs(needed: 2) }
    let matrix = HadamardMatrix(orderAbove: sides.count)
    let factors = (0..<matrix.order).map { replicate in
      var factors = [Double](repeating: 1, count: stage.clusterStratum.count)
      for (index, side) in sides.enumerated() {
        let takesFirst = matrix[index + 1, replicate]
        for cluster in side.first { factors[cluster] = takesFirst ? 2 - rho : rho }
        for cluster in side.second { factors[cluster] = takesFirst ? rho : 2 - rho }
      }
      return factors
    }
    return ReplicateDesign(
      weights: weights, store: .clusters(stage.cluster, factors),
      scale: ReplicateMethod.fay(rho).scale(replicates: matrix.order),
      replicateScales: factors.map { _ in 1 }, centre: centre, degreesOfFreedom: nil)
  }
}
