/// Why a model for small areas cannot be fitted.
public enum SmallAreaError: Error, Hashable, Sendable {
  /// Too few areas have a direct estimate for the number of coefficients and the method.
  case tooFewAreas(areas: Int, needed: Int)

  /// A direct estimate has a sampling variance that is not a positive number; areas count from 0.
  case samplingVarianceNotPositive(area: Int)

  /// A predictor is not a number; areas count from 0.
  case predictorMissing(area: Int)

  /// The predictors determine one another among the areas with a direct estimate.
  case predictorsDependent
}

extension SmallAreaError: CustomStringConvertible {
  /// What is wrong, where, and what to do, in English.
  public var description: String {
    switch self {
    case .tooFewAreas(let areas, let needed):
      "\(areas) areas have a direct estimate, but the model needs \(needed); use fewer predictors"
    case .samplingVarianceNotPositive(let area):
      "area \(area): the sampling variance is not a positive number; smooth the variances first, "
        + "or leave out the direct estimate"
    case .predictorMissing(let area):
      "area \(area): a predictor is not a number; every area needs all predictors"
    case .predictorsDependent:
      "some predictors follow from the others; leave them out"
    }
  }
}
