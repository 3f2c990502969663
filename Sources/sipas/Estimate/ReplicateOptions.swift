import ArgumentParser
import SurveyEstimation

/// Supplied replicate weights, or those to make.
struct ReplicateOptions: ParsableArguments {
  @Option(
    help: """
      Columns of replicate weights, with commas; a name that ends in * is a prefix. Strata, PSUs and \
      population sizes then play no part.
      """)
  var replicateWeights: String?

  @Option(
    help: """
      JK1, JKn, BRR, Fay, bootstrap (Canty–Davison), subbootstrap (Rao–Wu), mrbbootstrap (Preston) \
      or, with --scale, other. Without --replicate-weights, replicates are made from the design.
      """)
  var replicateType: String?

  @Option(help: "The scale of the replicate variance; that of the type where absent.")
  var scale: Double?

  @Option(help: "The scale of each replicate, with commas, or one for all.")
  var rscales: String?

  @Option(help: "Fay's ρ, from 0 to below 1.")
  var fayRho: Double?

  @Option(help: "How many replicates a bootstrap makes (default: 200).")
  var replicates: Int?

  @Option(help: "The seed of a bootstrap and of --rank: the same seed gives the same numbers.")
  var seed: UInt64 = 1

  @Flag(help: "Deviations are from the full-sample estimate.")
  var mse = false

  @Flag(help: "Replicate weights hold the full-sample weight already.")
  var combinedWeights = false

  /// Adds what these words ask for.
  func complete(_ request: inout DesignRequest) throws {
    request.replicateWeights = replicateWeights?.listed ?? []
    request.replicateType = replicateType
    request.scale = scale
    request.replicateScales = try rscales.numbers(of: "--rscales")
    request.fayRho = fayRho
    request.replicateCount = replicates
    request.seed = seed
    request.mse = mse
    request.combinedWeights = combinedWeights
  }
}

extension String? {
  /// The numbers of a list with commas.
  func numbers(of option: String) throws -> [Double] {
    try (self?.listed ?? []).map {
      guard let number = Double($0) else { throw ValidationError("\(option): expected numbers") }
      return number
    }
  }
}
