import ArgumentParser
import SurveyEstimation

/// How the rows were sampled and weighted.
struct DesignOptions: ParsableArguments {
  @Option(help: "The column of weights; derived from --fpc where absent.")
  var weight: String?

  @Option(help: "The column of strata.")
  var strata: String?

  @Option(help: "The columns of clusters, stage by stage, with commas.")
  var psu: String?

  @Flag(help: "Names of clusters are used again in each stratum.")
  var nest = false

  @Option(help: "The columns of population sizes, counts or fractions, stage by stage.")
  var fpc: String?

  @Option(help: "Strata of one cluster: fail, certainty, remove, adjust or average.")
  var lonelyPsu = "fail"

  @Flag(help: "Treat strata of one cluster within a domain so too.")
  var lonelyInDomains = false

  @Option(help: "Columns of replicate weights, with commas; a name that ends in * is a prefix.")
  var replicateWeights: String?

  @Option(help: "JK1, JKn, BRR, Fay or bootstrap.")
  var replicateType: String?

  @Option(help: "The scale of the replicate variance; that of the type where absent.")
  var scale: Double?

  @Option(help: "The scale of each replicate, with commas.")
  var rscales: String?

  @Flag(help: "Deviations are from the full-sample estimate.")
  var mse = false

  @Flag(help: "Replicate weights hold the full-sample weight already.")
  var combinedWeights = false

  @Option var probability: String?
  @Option var pps: String?
  @Option var joint: String?
  @Option var poststratify: String?
  @Option var rake: String?
  @Option var calibrate: String?
  @Option var margins: String?
  @Option var bounds: String?
  @Option var trim: String?
  @Flag var strict = false

  /// Words that are refused until they mean something.
  private var unbuilt: [(String, Bool)] {
    [
      ("--probability", probability != nil), ("--pps", pps != nil), ("--joint", joint != nil),
      ("--poststratify", poststratify != nil),
      ("--rake", rake != nil), ("--calibrate", calibrate != nil), ("--margins", margins != nil),
      ("--bounds", bounds != nil), ("--trim", trim != nil), ("--strict", strict),
    ]
  }

  /// The design that the words ask for.
  func request() throws -> DesignRequest {
    try unbuilt.refuse()
    var request = DesignRequest()
    request.weight = weight
    request.strata = strata
    request.clusters = psu?.listed ?? []
    request.nests = nest
    request.populations = fpc?.listed ?? []
    request.lonelyPSU = lonelyPsu
    request.lonelyInDomains = lonelyInDomains
    request.replicateWeights = replicateWeights?.listed ?? []
    request.replicateType = replicateType
    request.scale = scale
    request.replicateScales = try (rscales?.listed ?? []).map {
      guard let number = Double($0) else { throw ValidationError("--rscales: expected numbers") }
      return number
    }
    request.mse = mse
    request.combinedWeights = combinedWeights
    return request
  }
}
