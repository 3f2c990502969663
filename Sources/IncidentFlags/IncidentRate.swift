public import SurveyModel
public import SurveyStatistics

/// The rate at which respondents of a unit report one kind of incident, with what it rests on.
public struct IncidentRate: Sendable {
  /// The position of the unit in the registry, nil for all units together.
  public var unit: Int?
  /// The incident item.
  public var item: String
  /// Harassment or extra fee.
  public var kind: IncidentKind
  /// Own experience or perception.
  public var basis: IncidentBasis
  /// How many respondents were asked.
  public var sampleSize: Int
  /// How many of them are in the base.
  public var answered: Int
  /// How many report an incident, unweighted; nil where the cell is suppressed.
  public var reports: Int?
  /// The weighted share who report one, 0…100; nil where ``status`` says why.
  public var share: Double?
  /// Its standard error, in points.
  public var standardError: Double?
  /// Its interval, 0…100; with no report at all the bound from above.
  public var interval: ConfidenceInterval?
  /// Primary sampling units less strata, among those with answers.
  public var degreesOfFreedom: Int?
  /// The design effect behind the interval; where there is no report, the one that was borrowed.
  public var designEffect: Double?
  /// Whether the rate is shown, and why not.
  public var status: EstimateStatus
  /// What the rate is compared with.
  public var baseline: IncidentBaseline?
  /// What the comparison says.
  public var verdict: Verdict

  /// What the comparison of a rate with its baseline says.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// The whole interval lies above the baseline: more than chance explains.
    case above
    /// The interval holds the baseline, or lies below it.
    case notAbove = "not-above"
    /// There is no baseline of this kind and basis.
    case noBaseline = "no-baseline"
    /// There is no interval to compare.
    case undecided

    /// The verdict in words.
    public var statement: LocalizedText {
      switch self {
      case .above: .init(vi: "cao hơn mức so sánh", en: "above the baseline")
      case .notAbove: .init(vi: "chưa thấy cao hơn", en: "not shown to be above")
      case .noBaseline: .init(vi: "không có mức so sánh", en: "no baseline")
      case .undecided: .init(vi: "chưa kết luận được", en: "undecided")
      }
    }
  }
}

/// Where a report stands: evidence for those who may see the forms.
public struct IncidentEvidence: Hashable, Sendable {
  /// The position of the respondent's unit in the registry.
  public var unit: Int
  /// The incident item.
  public var item: String
  /// The batch in the store.
  public var batch: Int
  /// The record in the batch's file, the header being record 1.
  public var record: Int
}
