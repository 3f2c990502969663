/// How a sample was drawn: the weight of each unit, and its stratum and cluster at each stage.
///
/// Units are rows of data, or cells that hold sums over rows of one last-stage cluster. Every
/// estimate is a function of a design; a domain is a mask over its units, never a smaller design,
/// so a stratum keeps its number of PSUs also where a domain meets few of them.
public struct SampleDesign: Sendable {
  /// One stage of the sampling.
  public struct Stage: Hashable, Sendable {
    /// The stratum of each unit, numbered within its parent cluster.
    public var stratum: [Int]

    /// The cluster of each unit, numbered within its stratum.
    public var cluster: [Int]

    /// For each unit, how many clusters its stratum holds in the population.
    ///
    /// `nil` means sampling with replacement: no correction for the finite population, and later
    /// stages add nothing. If no number at any stage is above 1, all are sampling fractions.
    public var populationSize: [Double]?

    /// For each unit, the inclusion probability of its cluster, where these differ within strata.
    ///
    /// It stands in place of ``populationSize``; ``UnequalProbabilities`` says how it is used.
    public var probability: [Double]?

    /// Makes a stage whose clusters had unequal probabilities to be drawn.
    ///
    /// - Parameters:
    ///   - stratum: The stratum of each unit, numbered within its parent cluster.
    ///   - cluster: The cluster of each unit, numbered within its stratum.
    ///   - probability: The inclusion probability of each unit's cluster, above 0 and at most 1.
    public init(stratum: [Int], cluster: [Int], probability: [Double]) {
      self.init(stratum: stratum, cluster: cluster)
      self.probability = probability
    }

    /// Makes a stage from one value per unit.
    ///
    /// - Parameters:
    ///   - stratum: The stratum of each unit, numbered within its parent cluster.
    ///   - cluster: The cluster of each unit, numbered within its stratum.
    ///   - populationSize: How many clusters the stratum of each unit holds; `nil` for sampling
    ///     with replacement.
    public init(stratum: [Int], cluster: [Int], populationSize: [Double]? = nil) {
      self.stratum = stratum
      self.cluster = cluster
      self.populationSize = populationSize
    }
  }

  /// The weight of each unit: how many people of the population it stands for.
  public private(set) var weights: [Double]

  /// What to do with strata of one PSU.
  public let lonelyPSU: LonelyPSUPolicy

  /// Where the policy looks for such strata.
  public let lonelyPSUScope: LonelyPSUScope

  /// The changes of the weights since the sampling, first to last; variances go through them last
  /// to first.
  public private(set) var adjustments: [any LinearisedAdjustment] = []

  /// The stages, with strata and clusters numbered through.
  let stages: [DesignStage]

  /// The quadratic form of a design with joint probabilities; `nil` for all others.
  let probabilityCovariance: ProbabilityCovariance?

  /// Makes a design from one value per unit.
  ///
  /// - Parameters:
  ///   - weights: The weight of each unit, 0 or more.
  ///   - stages: The stages, first to last, each with one value per unit. Without stages each
  ///     unit is its own PSU, all in one stratum, drawn with replacement.
  ///   - numbering: Whether PSU numbers start again in each stratum.
  ///   - unequalProbabilities: How the inclusion probabilities of stages that have them are used.
  ///   - lonelyPSU: What to do with strata of one PSU.
  ///   - scope: Where to look for strata of one PSU.
  ///   - stratumNames: The names of first-stage strata, in the order of their numbers, for error
  ///     messages; a stratum without a name is called by its number.
  /// - Throws: ``EstimationError`` where a weight, a population size or a probability is impossible,
  ///   or a PSU lies in several strata.
  /// - Complexity: O(*n* log *n*) in the number of units, for each stage.
  public init(
    weights: [Double], stages: [Stage], numbering: ClusterNumbering = .withinStrata,
    unequalProbabilities: UnequalProbabilities = .brewer, lonelyPSU: LonelyPSUPolicy = .fail,
    lonelyPSUScope scope: LonelyPSUScope = .design, stratumNames: [String] = []
  ) throws(EstimationError) {
    try Self.check(weights)
    self.weights = weights
    self.lonelyPSU = lonelyPSU
    lonelyPSUScope = scope
    let given =
      stages.isEmpty
      ? [Stage(stratum: weights.map { _ in 0 }, cluster: Array(weights.indices))] : stages
    precondition(
      given.allSatisfy { $0.stratum.count == weights.count && $0.cluster.count == weights.count },
      "a stage has one stratum and one cluster per unit")
    self.stages = try Self.numbered(given, numbering: numbering, names: stratumNames)
    probabilityCovariance = try Self.probabilityCovariance(
      unequalProbabilities, given: given, numbered: self.stages, lonelyPSU: lonelyPSU)
  }

  /// Makes a design whose weights follow from its population sizes or probabilities.
  ///
  /// wᵢ is the product over the stages of N_h/n_h, or of 1/π where a stage has probabilities
  /// (`svydesign` of R *survey* without `weights`).
  ///
  /// - Parameters:
  ///   - stages: The stages, at least one, each with population sizes or probabilities.
  ///   - numbering: Whether PSU numbers start again in each stratum.
  ///   - unequalProbabilities: How the inclusion probabilities of stages that have them are used.
  ///   - lonelyPSU: What to do with strata of one PSU.
  ///   - scope: Where to look for strata of one PSU.
  ///   - stratumNames: The names of first-stage strata, for error messages.
  /// - Throws: ``EstimationError``, among them ``EstimationError/weightsUnknown(stage:)``.
  public init(
    stages: [Stage], numbering: ClusterNumbering = .withinStrata,
    unequalProbabilities: UnequalProbabilities = .brewer, lonelyPSU: LonelyPSUPolicy = .fail,
    lonelyPSUScope scope: LonelyPSUScope = .design, stratumNames: [String] = []
  ) throws(EstimationError) {
    let numbered = try Self.numbered(stages, numbering: numbering, names: stratumNames)
    var weights = [Double](repeating: 1, count: stages.first?.stratum.count ?? 0)
    for stage in numbered {
      guard stage.fraction.allSatisfy({ $0 > 0 }) else {
        throw .weightsUnknown(stage: stage.number)
      }
      for (unit, cluster) in stage.cluster.enumerated() { weights[unit] /= stage.fraction[cluster] }
    }
    try self.init(
      weights: weights, stages: stages, numbering: numbering,
      unequalProbabilities: unequalProbabilities, lonelyPSU: lonelyPSU, lonelyPSUScope: scope,
      stratumNames: stratumNames)
  }

  /// The stages with strata and clusters numbered through.
  private static func numbered(
    _ stages: [Stage], numbering: ClusterNumbering, names: [String]
  ) throws(EstimationError) -> [DesignStage] {
    let areFractions = try populationSizesAreFractions(stages)
    if let first = stages.first { try numbering.check(first, names: names) }
    var numbered: [DesignStage] = []
    for (index, stage) in stages.enumerated() {
      numbered.append(
        try DesignStage(
          stage, number: index + 1, within: numbered.last, areFractions: areFractions,
          names: names))
    }
    return numbered
  }

  private static func probabilityCovariance(
    _ method: UnequalProbabilities, given: [Stage], numbered: [DesignStage],
    lonelyPSU: LonelyPSUPolicy
  ) throws(EstimationError) -> ProbabilityCovariance? {
    if method == .brewer { return nil }
    guard given.count == 1 else { throw .unequalProbabilitiesNeedOneStage }
    guard given[0].probability != nil else { throw .probabilitiesMissing }
    return try ProbabilityCovariance(method, stage: numbered[0], lonelyPSU: lonelyPSU)
  }

  /// The same design with other weights, for instance calibrated ones.
  ///
  /// - Parameters:
  ///   - weights: The new weight of each unit. A calibration without bounds may have made some
  ///     negative: such units count like any others.
  ///   - adjustment: How the change bears on variances; `nil` if it does not, as for weights that
  ///     are trimmed and then taken as given.
  /// - Returns: The design.
  /// - Throws: ``EstimationError`` where a weight is impossible.
  public func replacing(
    weights: [Double], adding adjustment: (any LinearisedAdjustment)? = nil
  ) throws(EstimationError) -> SampleDesign {
    precondition(weights.count == count, "a design has one weight per unit")
    var design = self
    if let adjustment { design.adjustments.append(adjustment) }
    try Self.check(weights, areCalibrated: !design.adjustments.isEmpty)
    design.weights = weights
    return design
  }

  private static func check(
    _ weights: [Double], areCalibrated: Bool = false
  ) throws(EstimationError) {
    for (unit, weight) in weights.enumerated() {
      guard weight.isFinite else { throw .weightNotFinite(unit: unit) }
      guard weight >= 0 || areCalibrated else { throw .negativeWeight(unit: unit) }
    }
    guard weights.reduce(0, +).isFinite else { throw .weightSumNotFinite }
  }

  /// Whether the population sizes of all stages are sampling fractions.
  private static func populationSizesAreFractions(_ stages: [Stage]) throws(EstimationError) -> Bool
  {
    var hasCount = false
    var hasFraction = false
    for (index, stage) in stages.enumerated() {
      for (unit, size) in (stage.populationSize ?? []).enumerated() {
        guard size > 0, size.isFinite else {
          throw .invalidPopulationSize(unit: unit, stage: index + 1)
        }
        hasCount = hasCount || size > 1
        hasFraction = hasFraction || size < 1
      }
    }
    if hasCount && hasFraction { throw .populationSizesMixFractionsAndCounts }
    return !hasCount
  }
}
