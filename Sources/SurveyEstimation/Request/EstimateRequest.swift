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
  /// Whether rows where any asked column is missing leave the domain of all statistics.
  public var isListwise = false
  /// The statistics, in the order asked.
  public var statistics: [StatisticRequest] = []
  /// Methods beyond plain statistics.
  public var methods: [MethodRequest] = []
  /// The columns whose combinations are the groups.
  public var by: [String] = []
  /// Contrasts of the estimates, as expressions.
  public var contrasts: [String] = []
  /// Whether each group is compared with all groups together.
  public var comparesToWhole = false
  /// How p-values are raised for the number of tests: holm, bh or by; nil raises those of comparisons
  /// with the whole by Holm, and no others.
  public var adjustment: String?
  /// Whether the groups are ranked.
  public var ranks = false
  /// Which group comes first: largest or smallest.
  public var rankOrder = "largest"
  /// What the simulations behind rank sets start from.
  public var seed: UInt64 = 1
  /// The name of the interval; see ``intervalNames``.
  public var interval = "t"
  /// The name of the interval of quantiles; see ``quantileIntervalNames``.
  public var quantileInterval = "mean"
  /// The intra-class correlation for bounds of shares without events, where the data show none.
  public var assumedCorrelation = 0.05
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
  /// Satterthwaite's approximation from the sizes of the PSUs (Bell and McCaffrey 2002).
  ///
  /// For means, shares, ratios and totals; what is computed from others, as quantiles and contrasts, and
  /// designs of replicate weights are counted as ``domain``.
  case bellMcCaffrey
}
