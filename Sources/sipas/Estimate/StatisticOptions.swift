import ArgumentParser
import SurveyEstimation

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

  @Option var quantile: String?
  @Option var probs: String?
  @Option var quantileRule: String?
  @Flag var compareToWhole = false
  @Flag var rank = false

  @Flag(help: "Print the same request as a script of R's survey instead of answering it.")
  var asR = false

  /// Words that are refused until they mean something.
  private var unbuilt: [(String, Bool)] {
    [
      ("--quantile", quantile != nil), ("--probs", probs != nil),
      ("--quantile-rule", quantileRule != nil), ("--compare-to-whole", compareToWhole),
      ("--rank", rank),
    ]
  }

  /// The statistics that the words ask for.
  func requests() throws -> [StatisticRequest] {
    try unbuilt.refuse()
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

extension [(String, Bool)] {
  /// Throws where one of the words is used.
  func refuse() throws {
    for (word, isUsed) in self where isUsed {
      throw ValidationError(EstimateError.notYet(word).description)
    }
  }
}
