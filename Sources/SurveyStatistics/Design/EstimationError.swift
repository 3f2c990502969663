/// Why data cannot carry an estimate.
public enum EstimationError: Error, Hashable, Sendable {
  /// Strata with one sampled unit at the given stage (the first is 1), under the policy to fail,
  /// or under the policy of the average where there is no stratum to average over.
  case lonelyPSU(strata: [String], stage: Int)

  /// A domain holds no unit with a positive weight.
  case emptyDomain

  /// A weight is below 0; units count from 0.
  case negativeWeight(unit: Int)

  /// A weight is infinite or not a number; units count from 0.
  case weightNotFinite(unit: Int)

  /// Weights are finite, but so large that their sum is not.
  case weightSumNotFinite

  /// At a stage (the first is 1) a population size is below 0, 0, infinite or not a number.
  case invalidPopulationSize(unit: Int, stage: Int)

  /// Some population sizes look like sampling fractions (below 1), others like counts (above 1).
  case populationSizesMixFractionsAndCounts

  /// The units of one stratum do not agree on its population size.
  case populationSizeVaries(stratum: String, stage: Int)

  /// More clusters were sampled from a stratum than it holds.
  case populationSmallerThanSample(
    stratum: String, stage: Int, population: Double, sampled: Int)

  /// At a stage (the first is 1) an inclusion probability is not above 0 and at most 1.
  case invalidProbability(unit: Int, stage: Int)

  /// A unit states another inclusion probability than the units before it in its cluster.
  case probabilityVaries(unit: Int, stage: Int)

  /// A first-stage cluster number that means one PSU throughout occurs in several strata.
  case clusterInSeveralStrata(cluster: Int, strata: [String])

  /// Weights were to be made from population sizes, and a stage (the first is 1) has none.
  case weightsUnknown(stage: Int)

  /// A method for unequal probabilities that is for one stage was asked for several.
  case unequalProbabilitiesNeedOneStage

  /// A method for unequal probabilities has no probabilities at the first stage.
  case probabilitiesMissing

  /// The matrix of joint probabilities has another size than the number of clusters.
  case jointProbabilitiesDoNotFit(rows: Int, clusters: Int)

  /// A joint probability is not above 0 and at most 1; rows and columns count from 0.
  case jointProbabilityInvalid(row: Int, column: Int)

  /// Balanced repeated replication needs two PSUs in each stratum (or an even number to split into
  /// pairs), and these strata have another number.
  case strataNotPaired([String])

  /// A replication method was asked of a design of a single stratum or PSU that it cannot be made of.
  case tooFewPSUs(needed: Int)

  /// A design has no replicate weights.
  case replicatesMissing

  /// The stratified jackknife has a scale for each replicate, and none were given.
  case replicateScalesMissing

  /// Replicates were asked of a calibrated design; each replicate must be calibrated instead.
  case replicatesOfCalibratedDesign

  /// A bootstrap was asked of clusters drawn with unequal probabilities.
  case replicatesNeedEqualProbabilities

  /// A replicate weight is infinite or not a number; replicates and units count from 0.
  case replicateWeightNotFinite(replicate: Int, unit: Int)
}

extension EstimationError {
  /// Ten names at most, and how many there are besides.
  ///
  /// - Parameters:
  ///   - names: The names.
  ///   - rest: What follows the number of those that are left out, as "more".
  /// - Returns: The names, with commas.
  public static func list(_ names: [String], rest: String) -> String {
    let most = 10
    let shown = names.prefix(most).joined(separator: ", ")
    return names.count > most ? "\(shown) … (\(names.count - most) \(rest))" : shown
  }
}

extension EstimationError: CustomStringConvertible {
  /// What is wrong, where, and what to do, in English.
  public var description: String {
    switch self {
    case .lonelyPSU(let strata, let stage):
      "one sampled unit only at stage \(stage) in stratum \(Self.list(strata, rest: "more")); "
        + "join it with a similar stratum, or choose another policy for lonely PSUs "
        + "(--lonely-psu certainty, remove, adjust or average)"
    case .emptyDomain:
      "the domain has no unit with a positive weight; check how it is defined"
    case .negativeWeight(let unit):
      "unit \(unit): the weight is below 0; weights count people and cannot be negative"
    case .weightNotFinite(let unit):
      "unit \(unit): the weight is missing or not a number; give every unit a weight"
    case .weightSumNotFinite:
      "the weights are so large that their sum is not finite; give weights that count people"
    case .invalidPopulationSize(let unit, let stage):
      "unit \(unit): the population size at stage \(stage) is not a positive number"
    case .populationSizesMixFractionsAndCounts:
      "some population sizes are fractions below 1 and others counts above 1; use one kind"
    case .populationSizeVaries(let stratum, let stage):
      "stratum \(stratum): its units state different population sizes at stage \(stage)"
    case .populationSmallerThanSample(let stratum, let stage, let population, let sampled):
      "stratum \(stratum): \(sampled) clusters were sampled at stage \(stage) from a population "
        + "of \(population); check the population size"
    case .invalidProbability(let unit, let stage):
      "unit \(unit): the inclusion probability at stage \(stage) is not above 0 and at most 1"
    case .probabilityVaries(let unit, let stage):
      "unit \(unit): its inclusion probability at stage \(stage) differs from others of its cluster"
    case .clusterInSeveralStrata(let cluster, let strata):
      "cluster \(cluster) occurs in strata \(strata.joined(separator: ", ")); if its number starts "
        + "again in each stratum, say that clusters are numbered within strata (nest)"
    case .weightsUnknown(let stage):
      "stage \(stage) has no population size; give weights, or sizes at every stage"
    case .unequalProbabilitiesNeedOneStage:
      "this method for unequal probabilities is for one stage; use Brewer's for several"
    case .probabilitiesMissing:
      "this method for unequal probabilities needs an inclusion probability for each unit"
    case .jointProbabilitiesDoNotFit(let rows, let clusters):
      "the joint probabilities have \(rows) rows for \(clusters) clusters; give one per cluster"
    case .jointProbabilityInvalid(let row, let column):
      "the joint probability in row \(row), column \(column) is not above 0 and at most 1"
    case .strataNotPaired(let strata):
      "balanced repeated replication needs two PSUs per stratum; see stratum "
        + "\(strata.joined(separator: ", ")), or use a jackknife or a bootstrap"
    case .tooFewPSUs(let needed):
      "replicates need at least \(needed) PSUs; use a smaller unit as PSU"
    case .replicatesMissing:
      "there are no replicate weights; name their columns"
    case .replicateScalesMissing:
      "replicate weights of a stratified jackknife (JKn) need a scale each; give rscales"
    case .replicatesOfCalibratedDesign:
      "the design is calibrated; make replicates before, and calibrate each of them"
    case .replicatesNeedEqualProbabilities:
      "this bootstrap is for clusters drawn with equal probabilities; use the jackknife"
    case .replicateWeightNotFinite(let replicate, let unit):
      "replicate \(replicate), unit \(unit): the weight is missing or not a number"
    }
  }
}
