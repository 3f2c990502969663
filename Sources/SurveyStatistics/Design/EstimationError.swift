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

  /// At a stage (the first is 1) a population size is below 0, 0, infinite or not a number.
  case invalidPopulationSize(unit: Int, stage: Int)

  /// Some population sizes look like sampling fractions (below 1), others like counts (above 1).
  case populationSizesMixFractionsAndCounts

  /// The units of one stratum do not agree on its population size.
  case populationSizeVaries(stratum: String, stage: Int)

  /// More clusters were sampled from a stratum than it holds.
  case populationSmallerThanSample(
    stratum: String, stage: Int, population: Double, sampled: Int)
}

extension EstimationError: CustomStringConvertible {
  /// What is wrong, where, and what to do, in English.
  public var description: String {
    switch self {
    case .lonelyPSU(let strata, let stage):
      "one sampled unit only at stage \(stage) in stratum \(strata.joined(separator: ", ")); "
        + "join it with a similar stratum, or choose another policy for lonely PSUs"
    case .emptyDomain:
      "the domain has no unit with a positive weight; check how it is defined"
    case .negativeWeight(let unit):
      "unit \(unit): the weight is below 0; weights count people and cannot be negative"
    case .weightNotFinite(let unit):
      "unit \(unit): the weight is missing or not a number; give every unit a weight"
    case .invalidPopulationSize(let unit, let stage):
      "unit \(unit): the population size at stage \(stage) is not a positive number"
    case .populationSizesMixFractionsAndCounts:
      "some population sizes are fractions below 1 and others counts above 1; use one kind"
    case .populationSizeVaries(let stratum, let stage):
      "stratum \(stratum): its units state different population sizes at stage \(stage)"
    case .populationSmallerThanSample(let stratum, let stage, let population, let sampled):
      "stratum \(stratum): \(sampled) clusters were sampled at stage \(stage) from a population "
        + "of \(population); check the population size"
    }
  }
}
