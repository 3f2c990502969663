internal import SurveyStatistics

extension EstimationError {
  /// The same error with its unit, if it names one, under another number.
  func mappingUnits(_ number: (Int) -> Int) -> EstimationError {
    switch self {
    case .negativeWeight(let unit): .negativeWeight(unit: number(unit))
    case .weightNotFinite(let unit): .weightNotFinite(unit: number(unit))
    case .invalidPopulationSize(let unit, let stage):
      .invalidPopulationSize(unit: number(unit), stage: stage)
    case .invalidProbability(let unit, let stage):
      .invalidProbability(unit: number(unit), stage: stage)
    case .probabilityVaries(let unit, let stage):
      .probabilityVaries(unit: number(unit), stage: stage)
    case .replicateWeightNotFinite(let replicate, let unit):
      .replicateWeightNotFinite(replicate: replicate, unit: number(unit))
    default: self
    }
  }
}
