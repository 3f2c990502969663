internal import SurveyStatistics

extension DesignRequest {
  /// The design of supplied replicate weights.
  func replicateDesign(over data: DataColumns) throws -> ReplicateDesign {
    guard let weight else { throw EstimateError.noWeight }
    if strata != nil || !clusters.isEmpty || !populations.isEmpty {
      throw EstimateError.notYet("--replicate-weights with --strata, --psu or --fpc")
    }
    var columns: [String] = []
    for name in replicateWeights {
      guard name.hasSuffix("*") else {
        columns.append(name)
        continue
      }
      let found = data.names.filter { $0.hasPrefix(name.dropLast()) }
      if found.isEmpty { throw EstimateError.noColumn(name, nearest: nil) }
      columns += found
    }
    if !replicateScales.isEmpty, replicateScales.count != columns.count {
      throw EstimateError.impossibleNumber(option: "--rscales")
    }
    return try ReplicateDesign(
      weights: try data.completeNumbers(weight),
      replicates: try columns.map { try data.completeNumbers($0) },
      kind: combinedWeights ? .combined : .factors, method: try method(), scale: scale,
      replicateScales: replicateScales.isEmpty ? nil : replicateScales,
      centre: mse ? .fullSample : .replicateMean)
  }

  private func method() throws(EstimateError) -> ReplicateMethod {
    switch replicateType {
    case "JK1": return .jackknife
    case "JKn": return .stratifiedJackknife
    case "BRR": return .balanced
    case "bootstrap": return .bootstrap
    case "Fay":
      // Its scale holds the factor ρ, which no other word gives.
      if scale == nil { throw .notYet("--replicate-type Fay without --scale") }
      return .other
    default:
      throw .unknownWord(
        option: "--replicate-type", word: replicateType ?? "nothing",
        allowed: ["JK1", "JKn", "BRR", "Fay", "bootstrap"])
    }
  }
}
