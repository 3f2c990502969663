/// What is asked of a table of data: rows, design, statistics, intervals.
///
/// The words are those of the command line; a request too long for it is a YAML file with the same.
public struct EstimateRequest: Hashable, Sendable {
  /// How the rows were sampled and weighted.
  public var design = DesignRequest()
  /// Rows that exist for us, before the design is formed; an expression.
  public var only: String?
  /// A domain inside the design; an expression.
  public var domain: String?
  /// Whether rows with a missing value leave the domain of that statistic; refused otherwise.
  public var dropsMissing = false
  /// The statistics, in the order asked.
  public var statistics: [StatisticRequest] = []
  /// The columns whose combinations are the groups.
  public var by: [String] = []
  /// Contrasts of the estimates, as expressions.
  public var contrasts: [String] = []
  /// Whether each group is compared with all groups together.
  public var comparesToWhole = false
  /// Whether the groups are ranked.
  public var ranks = false
  /// The name of the interval: t, z, logit, likelihood, asin, beta, xlogit, wilson.
  public var interval = "t"
  /// The confidence level, 0…1.
  public var level = 0.95
  /// The degrees of freedom: of the domain, of the whole design, or a number.
  public var degreesOfFreedom = DegreesOfFreedomRequest.domain
  /// Whether design effects are against sampling with replacement.
  public var designEffectWithReplacement = false

  /// An empty request.
  public init() {}
}

/// Which degrees of freedom intervals have.
public enum DegreesOfFreedomRequest: Hashable, Sendable {
  /// Primary sampling units less strata, among those in the domain.
  case domain
  /// Those of the whole design.
  case design
  /// A number.
  case number(Double)
}

/// One statistic of a request.
public enum StatisticRequest: Hashable, Sendable {
  /// Means of number columns; of a text column the shares of its levels.
  case mean([String])
  /// Totals; of a text column those of its levels.
  case total([String])
  /// The ratio of two columns.
  case ratio(numerator: String, denominator: String)
  /// The shares of the levels of columns.
  case proportion([String])
  /// Quantiles of a column.
  case quantile([String], probabilities: [Double], rule: String)
  /// The population variance of a column.
  case variance([String])
}

/// How rows were sampled and weighted, in the words of the command line.
public struct DesignRequest: Hashable, Sendable {
  /// The column of weights; derived from the population sizes where absent.
  public var weight: String?
  /// The column of strata.
  public var strata: String?
  /// The columns of clusters, stage by stage.
  public var clusters: [String] = []
  /// Whether cluster names are used again in other strata.
  public var nests = false
  /// The columns of population sizes, stage by stage: counts or fractions.
  public var populations: [String] = []
  /// The column of inclusion probabilities.
  public var probability: String?
  /// The estimator for unequal probabilities.
  public var unequalProbabilities: String?
  /// The file of joint inclusion probabilities.
  public var jointFile: String?
  /// The columns of replicate weights; a name that ends in `*` is a prefix.
  public var replicateWeights: [String] = []
  /// The type of the replicates.
  public var replicateType: String?
  /// The scale of the replicate variance.
  public var scale: Double?
  /// The scale of each replicate.
  public var replicateScales: [Double] = []
  /// Whether deviations are from the full-sample estimate.
  public var mse = false
  /// Whether replicate weights hold the full-sample weight already.
  public var combinedWeights = false
  /// What to do with strata of one cluster.
  public var lonelyPSU = "fail"
  /// Whether strata of one cluster within a domain are treated so too.
  public var lonelyInDomains = false
  /// Columns to post-stratify by, together.
  public var poststratify: [String] = []
  /// Columns to rake to.
  public var rake: [String] = []
  /// The calibration: linear, raking or logit.
  public var calibrate: String?
  /// The columns and levels to calibrate to come with the file of margins.
  public var marginsFile: String?
  /// Bounds on the ratio of calibrated to design weight.
  public var bounds: ClosedRange<Double>?
  /// Bounds that weights are trimmed to.
  public var trim: ClosedRange<Double>?
  /// Whether trimming goes on until no weight is outside.
  public var trimsStrictly = false

  /// A design of rows drawn independently with one weight.
  public init() {}
}
