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
