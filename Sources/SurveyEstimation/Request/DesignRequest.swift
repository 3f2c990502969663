/// How rows were sampled and weighted, in the words of the command line.
public struct DesignRequest: Hashable, Sendable {
  /// The column of weights; derived from the probabilities or population sizes where absent.
  public var weight: String?
  /// The column of strata.
  public var strata: String?
  /// The columns of clusters, stage by stage.
  public var clusters: [String] = []
  /// Whether cluster names are used again in other strata.
  public var nests = false
  /// The columns of population sizes, stage by stage: counts or fractions.
  public var populations: [String] = []
  /// The columns of inclusion probabilities, stage by stage.
  ///
  /// Without a word for ``unequalProbabilities`` they give the weights alone, 1/π.
  public var probabilities: [String] = []
  /// How variances use unequal probabilities: `brewer`, `overton`, `hartley-rao`, or with a
  /// ``jointFile`` `horvitz-thompson` or `yates-grundy`.
  ///
  /// Overton's and Hartley and Rao's approximations take the form of Horvitz and Thompson, that of
  /// Yates and Grundy after a comma: `overton,yates-grundy`.
  public var unequalProbabilities: String?
  /// For `hartley-rao`, the sum over the population of squared probabilities divided by the sample
  /// size, for each stratum in order; estimated from the sample where empty.
  public var meanSquares: [Double] = []
  /// The joint inclusion probabilities: a square matrix in the order in which the rows meet the PSUs.
  public var jointFile: TableFile?
  /// The columns of replicate weights; a name that ends in `*` is a prefix.
  public var replicateWeights: [String] = []
  /// The type of the replicates; without ``replicateWeights`` they are made from the design.
  public var replicateType: String?
  /// The scale of the replicate variance.
  public var scale: Double?
  /// The scale of each replicate, or one for all of them.
  public var replicateScales: [Double] = []
  /// Fay's ρ.
  public var fayRho: Double?
  /// How many replicates a bootstrap makes; 200 where nil.
  public var replicateCount: Int?
  /// The seed of a bootstrap.
  public var seed: UInt64 = 1
  /// Whether deviations are from the full-sample estimate.
  public var mse = false
  /// Whether replicate weights hold the full-sample weight already.
  public var combinedWeights = false
  /// What to do with strata of one cluster.
  public var lonelyPSU = "fail"
  /// Whether strata of one cluster within a domain are treated so too.
  public var lonelyInDomains = false
  /// How weights are brought to what is known of the population.
  public var calibration: CalibrationRequest?
  /// The limits that weights are cut off at, after the calibration.
  public var trimming: TrimmingRequest?

  /// A design of rows drawn independently with one weight.
  public init() {}
}
