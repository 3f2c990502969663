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

  @Option(help: "Quantiles of columns, at --probs.")
  var quantile: [String] = []

  @Option(help: "The probabilities of quantiles, with commas; 0.5 where absent.")
  var probs: String?

  @Option(help: "R's rule for quantiles: math, school, shahvaish, hf1 to hf9.")
  var quantileRule = "math"

  @Option(help: "R's interval.type for quantiles: mean, beta, xlogit, asin, score or quantile.")
  var quantileInterval = "mean"

  @Flag(help: "Compare each group of --by with all groups together.")
  var compareToWhole = false

  @Option(
    help: """
      Raise p-values for the number of all tests and contrasts, and of the groups compared with \
      the whole (holm where absent): holm, bh or by.
      """)
  var adjust: String?

  @Flag(help: "Rank the groups of --by, with the places that the data leave open.")
  var rank = false

  @Option(help: "Which group is first: that of the largest or of the smallest estimate.")
  var rankOrder = "largest"

  @Flag(help: "Print the same request as a script of R's survey instead of answering it.")
  var asR = false

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
    if quantile.isEmpty, probs != nil { throw ValidationError("--probs: say of what: --quantile") }
    let probabilities = try (probs ?? "0.5").listed.map {
      guard let number = Double($0), (0...1).contains(number) else {
        throw ValidationError("--probs: expected numbers from 0 to 1, with commas")
      }
      return number
    }
    requests += quantile.map {
      .quantile($0.listed, probabilities: probabilities, rule: quantileRule)
    }
    return requests
  }
}
