import ArgumentParser
import SurveyEstimation

/// How the rows were sampled and weighted.
struct DesignOptions: ParsableArguments {
  @Option(help: "The column of weights; derived from --probability or --fpc where absent.")
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

  @Option(
    help: """
      The columns of inclusion probabilities, stage by stage: without --weight, weights are 1/π.
      """)
  var probability: String?

  @Option(
    help: """
      How variances use the probabilities: brewer, overton, hartley-rao, or with --joint \
      horvitz-thompson or yates-grundy; overton,yates-grundy is a form of Overton's.
      """)
  var pps: String?

  @Option(help: "For hartley-rao, Σπ²/n over the population, stratum by stratum.")
  var ppsMeanSquares: String?

  @Option(
    help: "A file of joint inclusion probabilities, a row and a column for each PSU in order.")
  var joint: String?

  /// The design that the words ask for, with the file that they name.
  func request(reading bytes: (_ path: String) throws -> [UInt8]) throws -> DesignRequest {
    var request = DesignRequest()
    request.weight = weight
    request.strata = strata
    request.clusters = psu?.listed ?? []
    request.nests = nest
    request.populations = fpc?.listed ?? []
    request.lonelyPSU = lonelyPsu
    request.lonelyInDomains = lonelyInDomains
    request.probabilities = probability?.listed ?? []
    request.unequalProbabilities = pps?.listed.joined(separator: ",")
    request.meanSquares = try ppsMeanSquares.numbers(of: "--pps-mean-squares")
    request.jointFile = try joint.map { TableFile(name: $0, bytes: try bytes($0)) }
    return request
  }
}
