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

  /// The design that the words ask for.
  func request() throws -> DesignRequest {
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

/// What is estimated; columns are listed with commas.
struct StatisticOptions: ParsableArguments {
  @Option(help: "Means of columns; of a text column the shares of its levels.")
  var mean: [String] = []

  @Option(help: "Totals of columns; of a text column those of its levels.")
  var total: [String] = []

  @Option(help: "Ratios of two columns: a/b.")
  var ratio: [String] = []

  @Option(help: "The shares of the levels of columns.")
  var proportion: [String] = []

  @Option(help: "The population variances of columns.")
  var variance: [String] = []

  @Option(help: "The columns whose combinations are the groups.")
  var by: [String] = []

  @Option(help: "A formula of estimates, as a - b; may be given again.")
  var contrast: [String] = []

  /// The statistics that the words ask for.
  func requests() throws -> [StatisticRequest] {
    var requests: [StatisticRequest] = []
    requests += mean.map { .mean($0.listed) }
    requests += total.map { .total($0.listed) }
    for text in ratio.flatMap(\.listed) {
      let parts = text.split(separator: "/").map(String.init)
      guard parts.count == 2 else { throw ValidationError("--ratio \(text): expected a/b") }
      requests.append(.ratio(numerator: parts[0], denominator: parts[1]))
    }
    requests += proportion.map { .proportion($0.listed) }
    requests += variance.map { .variance($0.listed) }
    return requests
  }
}

/// Words that will mean something, and are refused until they do.
struct UnbuiltOptions: ParsableArguments {
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
  @Option var quantile: String?
  @Option var probs: String?
  @Option var quantileRule: String?
  @Flag var compareToWhole = false
  @Flag var rank = false
  @Flag var asR = false

  /// Throws where one of the words is used.
  func refuse() throws {
    let used: [(String, Bool)] = [
      ("--probability", probability != nil), ("--pps", pps != nil), ("--joint", joint != nil),
      ("--poststratify", poststratify != nil),
      ("--rake", rake != nil), ("--calibrate", calibrate != nil), ("--margins", margins != nil),
      ("--bounds", bounds != nil), ("--trim", trim != nil), ("--strict", strict),
      ("--quantile", quantile != nil), ("--probs", probs != nil),
      ("--quantile-rule", quantileRule != nil), ("--compare-to-whole", compareToWhole),
      ("--rank", rank), ("--as-r", asR),
    ]
    for (word, isUsed) in used where isUsed {
      throw ValidationError(EstimateError.notYet(word).description)
    }
  }
}
