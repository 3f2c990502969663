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
  /// Methods beyond plain statistics.
  public var methods: [MethodRequest] = []
  /// How p-values are raised for the number of tests: holm, bh or by; nil for not.
  public var adjustment: String?
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
