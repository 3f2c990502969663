internal import SurveyStatistics

extension DesignRequest {
  /// The design of supplied replicate weights.
  ///
  /// Strata, clusters and population sizes play no part in it, as in R's `svrepdesign`: how the
  /// sample was drawn is in the replicates. Degrees of freedom are their rank less 1.
  func replicateDesign(over data: DataColumns) throws -> ReplicateDesign {
    guard let weight else { throw EstimateError.noWeight }
    for (option, isUsed) in [
      ("--replicates", replicateCount != nil), ("--probability", !probabilities.isEmpty),
      ("--pps", unequalProbabilities != nil), ("--joint", jointFile != nil),
    ] where isUsed {
      throw EstimateError.conflict(
        option, "--replicate-weights", advice: "the design is in the replicate weights already")
    }
    let weights = try data.completeNumbers(weight)
    let replicates = try replicateColumns(of: data).map { try data.completeNumbers($0) }
    try checkKind(of: replicates, weights: weights)
    let method = try suppliedMethod()
    var scale = self.scale
    var scales = replicateScales
    if scales.count == 1 { scales = replicates.map { _ in scales[0] } }
    if !scales.isEmpty, scales.count != replicates.count {
      throw EstimateError.replicateScales(count: scales.count, replicates: replicates.count)
    }
    if !combinedWeights {
      // A jackknife's factors n/(n − 1) tell its scales, as R takes them.
      if method == .jackknife, scale == nil { scale = replicates[0].max().map { 1 / $0 } }
      if method == .stratifiedJackknife, scales.isEmpty {
        scales = replicates.map { 1 / ($0.max() ?? 1) }
      }
    }
    return try ReplicateDesign(
      weights: weights, replicates: replicates, kind: combinedWeights ? .combined : .factors,
      method: method, scale: scale, replicateScales: scales.isEmpty ? nil : scales,
      centre: mse ? .fullSample : .replicateMean)
  }

  private func replicateColumns(of data: DataColumns) throws(EstimateError) -> [String] {
    var columns: [String] = []
    for name in replicateWeights {
      guard name.hasSuffix("*") else {
        columns.append(name)
        continue
      }
      let found = data.names.filter { $0.hasPrefix(name.dropLast()) }
      if found.isEmpty { throw .noColumn(name, nearest: nil) }
      columns += found
    }
    return columns
  }

  /// Refuses weights that were taken for factors, and factors for weights, where their sizes tell.
  ///
  /// The rule is that of the warnings of R's `svrepdesign`: a mean above or below 5, and the means of
  /// weights and replicates a factor of 5 apart or not.
  private func checkKind(of replicates: [[Double]], weights: [Double]) throws(EstimateError) {
    let count = Double(weights.count)
    let mean =
      replicates.reduce(0) { $0 + $1.reduce(0, +) } / (count * Double(max(1, replicates.count)))
    let ratio = weights.reduce(0, +) / count / mean
    if !combinedWeights, mean > 5, ratio < 5 { throw .replicatesLookCombined(mean: mean) }
    if combinedWeights, mean < 5, ratio > 5 { throw .replicatesLookLikeFactors(mean: mean) }
  }

  private func suppliedMethod() throws(EstimateError) -> ReplicateMethod {
    if fayRho != nil, replicateType != "Fay" {
      throw .needs(option: "--fay-rho", other: "--replicate-type Fay")
    }
    switch replicateType {
    case "JK1": return .jackknife
    case "JKn": return .stratifiedJackknife
    case "BRR": return .balanced
    case "bootstrap", "subbootstrap", "mrbbootstrap": return .bootstrap
    case "other":
      if scale == nil { throw .needs(option: "--replicate-type other", other: "--scale") }
      return .other
    case "Fay":
      // The scale holds ρ: either is enough, and two may differ.
      if scale != nil, fayRho != nil {
        throw .conflict("--fay-rho", "--scale", advice: "the scale follows from Fay's rho")
      }
      return scale == nil ? .fay(try rho()) : .other
    default:
      throw .unknownWord(
        option: "--replicate-type", word: replicateType ?? "nothing",
        allowed: ["JK1", "JKn", "BRR", "Fay", "bootstrap", "subbootstrap", "mrbbootstrap", "other"])
    }
  }

  /// Fay's ρ, which has to be given.
  func rho() throws(EstimateError) -> Double {
    guard let fayRho else {
      throw .needs(option: "--replicate-type Fay", other: "--fay-rho")
    }
    guard fayRho >= 0, fayRho < 1 else { throw .impossibleNumber(option: "--fay-rho") }
    return fayRho
  }
}
