internal import SurveyStatistics

extension DesignRequest {
  /// Replicates made from a design, of a type called as in R's `as.svrepdesign`.
  func replicates(of sample: SampleDesign, type: String) throws -> ReplicateDesign {
    let centre: ReplicateCentre = mse ? .fullSample : .replicateMean
    if replicateCount != nil, Self.bootstraps[type] == nil {
      throw EstimateError.needs(option: "--replicates", other: "a bootstrap as --replicate-type")
    }
    if fayRho != nil, type != "Fay" {
      throw EstimateError.needs(option: "--fay-rho", other: "--replicate-type Fay")
    }
    if let method = Self.bootstraps[type] {
      let count = replicateCount ?? 200
      guard count > 1 else { throw EstimateError.impossibleNumber(option: "--replicates") }
      var generator = SeededGenerator(seed: seed)
      return try sample.bootstrap(method, replicates: count, centre: centre, using: &generator)
    }
    switch type {
    case "JK1":
      if strata != nil {
        throw EstimateError.conflict(
          "--replicate-type JK1", "--strata", advice: "the jackknife of strata is JKn")
      }
      return try sample.jackknife(centre: centre)
    case "JKn": return try sample.jackknife(centre: centre)
    case "BRR": return try sample.balancedReplicates(centre: centre)
    case "Fay": return try sample.balancedReplicates(rho: try rho(), centre: centre)
    default:
      throw EstimateError.unknownWord(
        option: "--replicate-type", word: type,
        allowed: ["JK1", "JKn", "BRR", "Fay", "bootstrap", "subbootstrap", "mrbbootstrap"])
    }
  }

  private static let bootstraps: [String: BootstrapMethod] = [
    "bootstrap": .cantyDavison, "subbootstrap": .raoWu, "mrbbootstrap": .preston,
  ]
}
