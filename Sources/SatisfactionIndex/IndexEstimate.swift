public import SurveyModel
public import SurveyStatistics

/// The estimate of one parameter for one unit, with everything that must be said beside it.
public struct IndexEstimate: Sendable {
  /// The position of the unit in the registry, nil for all units together.
  public var unit: Int?
  /// What is estimated.
  public var parameter: Parameter
  /// How deep the parameter stands in the axis tree, 0 for the index.
  public var depth: Int
  /// The parameter's title.
  public var label: LocalizedText
  /// The estimate, 0…100; nil where ``status`` says why.
  public var estimate: Double?
  /// Its standard error, in points.
  public var standardError: Double?
  /// Its confidence interval, 0…100.
  public var interval: ConfidenceInterval?
  /// Primary sampling units less strata, among those with answers.
  public var degreesOfFreedom: Int?
  /// The variance over that of a simple random sample drawn with replacement, of as many answers; where
  /// all answers are at an end of the scale, the one assumed for the bound.
  public var designEffect: Double?
  /// How many respondents were asked; for a composite, a criterion at least.
  public var sampleSize: Int
  /// How many of them are in the base; for a composite, in that of a criterion at least.
  public var answered: Int
  /// Whether the estimate is shown, and why not.
  public var status: EstimateStatus
  /// The criteria without answers that keep a composite from being computed.
  public var missingCriteria: [String]
  /// The linearised variable over the cells of the sample's design, on the scale 0…1.
  public var linearised: LinearisedVariable
}
