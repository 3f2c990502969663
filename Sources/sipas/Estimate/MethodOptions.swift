import ArgumentParser
import SurveyEstimation

/// Methods beyond plain statistics; columns are listed with commas, formulas are y~x.
struct MethodOptions: ParsableArguments {
  @Option(help: "Whether two columns are associated: a,b (Rao and Scott).")
  var chisq: [String] = []

  @Option(help: "For --chisq: F, Chisq, lincom, saddlepoint, Wald or adjWald.")
  var statistic: String?

  @Option(help: "Whether the levels of a column have the shares of --shares.")
  var gof: String?

  @Option(help: "Shares of the levels in order, 0.7,0.3, or by name, E=0.7,H=0.3.")
  var shares: String?

  @Option(help: "Whether the means of two groups are equal: y~group.")
  var ttest: [String] = []

  @Option(help: "Whether groups have the same distribution: y~group.")
  var ranktest: [String] = []

  @Option(help: "For --ranktest: wilcoxon, kruskal, median or vanderWaerden.")
  var rankStatistic: String?

  @Option(
    help: "For --ranktest, ranks of equal values: middle, or row by row as R survey has them.")
  var ties: String?

  @Option(help: "A regression: y~a+b; texts are indicators of all levels but the first.")
  var regress: [String] = []

  @Option(help: "For --regress: gaussian, or binomial (logistic; y is 0 and 1, or two texts).")
  var family: String?

  @Option(help: "Cronbach's alpha of items.")
  var alpha: [String] = []

  @Option(help: "How predictors share what they explain: y~a+b.")
  var importance: [String] = []

  @Option(
    help: """
      For --importance: lmg or johnson. For --fay-herriot: reml, ml, fh, prasad-rao, adjusted-reml \
      or adjusted-ml.
      """)
  var method: String?

  @Flag(help: "Kish's effective sample size.")
  var effectiveN = false

  @Option(help: "Intra-class correlations of columns within --psu.")
  var icc: [String] = []

  @Option(help: "Means standardised to classes: y~class+class.")
  var standardise: [String] = []

  @Option(help: "For --standardise: a CSV with the columns of the classes, and share.")
  var standard: String?

  @Option(help: "Funnel limits of columns of 0 and 1, by the groups of --by.")
  var funnel: [String] = []

  @Option(help: "For --funnel: the share to compare with; that of all where absent.")
  var target: Double?

  @Option(help: "For --funnel, what widens the limits: none, multiplicative or additive.")
  var dispersion: String?

  @Option(help: "Small areas of --by that borrow strength: y~a+b, the columns of --covariates.")
  var fayHerriot: [String] = []

  @Option(help: "For --fay-herriot: a CSV with the column of --by and those of the predictors.")
  var covariates: String?

  @Option(help: "How a mean changes from wave to wave: y~wave. PSUs with the same name are shared.")
  var change: [String] = []

  @Flag(help: "The files are imputations of the same rows: combine them by Rubin's rules.")
  var pool = false

  /// Words that mean something only beside another one.
  private var dependent: [(word: String, isGiven: Bool, of: String, isAsked: Bool)] {
    [
      ("--statistic", statistic != nil, "--chisq", !chisq.isEmpty),
      ("--shares", shares != nil, "--gof", gof != nil),
      ("--gof", gof != nil, "--shares", shares != nil),
      ("--rank-statistic", rankStatistic != nil, "--ranktest", !ranktest.isEmpty),
      ("--ties", ties != nil, "--ranktest", !ranktest.isEmpty),
      ("--family", family != nil, "--regress", !regress.isEmpty),
      ("--standard", standard != nil, "--standardise", !standardise.isEmpty),
      ("--standardise", !standardise.isEmpty, "--standard", standard != nil),
      ("--target", target != nil, "--funnel", !funnel.isEmpty),
      ("--dispersion", dispersion != nil, "--funnel", !funnel.isEmpty),
      ("--covariates", covariates != nil, "--fay-herriot", !fayHerriot.isEmpty),
      ("--fay-herriot", !fayHerriot.isEmpty, "--covariates", covariates != nil),
    ]
  }

  /// The methods that the words ask for.
  ///
  /// - Parameter bytes: Reads a file that goes with a method.
  /// - Returns: The methods, tests before models.
  /// - Throws: `ValidationError` for words that do not go together, and what reading throws.
  func requests(
    reading bytes: (_ path: String) throws -> [UInt8]
  ) throws -> [MethodRequest] {
    for (word, isGiven, other, isAsked) in dependent where isGiven && !isAsked {
      throw ValidationError(EstimateError.needs(option: word, other: other).description)
    }
    if method != nil, importance.isEmpty == fayHerriot.isEmpty {
      throw ValidationError(
        "--method is for --importance or for --fay-herriot, and for one of them")
    }
    return try tests() + models() + groups(reading: bytes)
  }

  private func tests() throws -> [MethodRequest] {
    var requests: [MethodRequest] = []
    for pair in chisq {
      guard pair.listed.count == 2 else { throw ValidationError("--chisq \(pair): expected a,b") }
      requests.append(
        .association(
          rows: pair.listed[0], columns: pair.listed[1], statistic: statistic ?? "F"))
    }
    if let gof, let shares {
      let parts = shares.listed.map { $0.split(separator: "=").map(String.init) }
      let numbers = parts.compactMap { $0.last.flatMap { Double($0) } }
      guard numbers.count == parts.count, Set(parts.map(\.count)).count == 1, parts[0].count <= 2
      else { throw ValidationError("--shares \(shares): expected 0.7,0.3 or a=0.7,b=0.3") }
      requests.append(
        .goodnessOfFit(
          column: gof, levels: parts[0].count == 2 ? parts.map { $0[0] } : [], shares: numbers))
    }
    requests += try formulas(ttest, "--ttest").map { .tTest($0) }
    requests += try formulas(ranktest, "--ranktest").map {
      .rankTest($0, statistic: rankStatistic ?? "wilcoxon", ties: ties ?? "middle")
    }
    return requests
  }

  private func models() throws -> [MethodRequest] {
    var requests: [MethodRequest] = []
    requests += try formulas(regress, "--regress").map {
      .regression($0, family: family ?? "gaussian")
    }
    requests += alpha.map { .alpha($0.listed) }
    requests += try formulas(importance, "--importance").map {
      .importance($0, method: method ?? "lmg")
    }
    requests += try formulas(change, "--change").map { .change($0) }
    return requests
  }

  private func groups(
    reading bytes: (_ path: String) throws -> [UInt8]
  ) throws -> [MethodRequest] {
    var requests: [MethodRequest] = effectiveN ? [.effectiveSize] : []
    requests += icc.map { .intraclassCorrelation($0.listed) }
    if let standard {
      let file = TableFile(name: standard, bytes: try bytes(standard))
      requests += try formulas(standardise, "--standardise").map {
        .standardised($0, standard: file)
      }
    }
    requests += funnel.map {
      .funnel($0.listed, target: target, dispersion: dispersion ?? "none")
    }
    if let covariates {
      let file = TableFile(name: covariates, bytes: try bytes(covariates))
      requests += try formulas(fayHerriot, "--fay-herriot").map {
        .fayHerriot($0, covariates: file, method: method ?? "reml")
      }
    }
    return requests
  }

  private func formulas(_ texts: [String], _ option: String) throws -> [ModelFormula] {
    try texts.map { text in
      do {
        return try ModelFormula(text, option: option)
      } catch let error as EstimateError {
        throw ValidationError(error.description)
      }
    }
  }
}
