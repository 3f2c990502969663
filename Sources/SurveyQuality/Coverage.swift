public import SurveyModel

/// How many interviews were planned and held, in a unit and perhaps by an interviewer.
public struct CoverageRow: Hashable, Sendable {
  /// The unit's code.
  public var unit: String
  /// The interviewer; nil where the plan is for all together.
  public var interviewer: String?
  /// How many were planned; nil where the plan does not have it.
  public var planned: Int?
  /// How many were held.
  public var held: Int

  /// What the numbers say.
  public var status: Status {
    guard let planned else { return .unplanned }
    return held < planned ? .short : held > planned ? .over : .complete
  }

  /// How what was held stands to the plan.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// As many as planned.
    case complete
    /// Fewer than planned.
    case short
    /// More than planned.
    case over
    /// Held where, or by whom, nothing was planned.
    case unplanned

    /// The status in words.
    public var statement: LocalizedText {
      switch self {
      case .complete: LocalizedText(vi: "đủ", en: "complete")
      case .short: LocalizedText(vi: "thiếu", en: "short")
      case .over: LocalizedText(vi: "vượt", en: "over")
      case .unplanned: LocalizedText(vi: "ngoài kế hoạch", en: "not in the plan")
      }
    }
  }

  /// Compares a plan with what was held.
  ///
  /// An interview counts for the entries of its unit and of those above it; one that counts for none is
  /// listed by its own unit. Entries stand in the order of the plan, then what was not planned by code.
  static func rows(_ sheet: AnswerSheet, study: Study, plan: [PlannedInterviews]) -> [CoverageRow] {
    guard !plan.isEmpty else { return [] }
    var interviewers = [String?](repeating: nil, count: sheet.rowCount)
    if sheet.comparison == .interviewer {
      for group in sheet.groups { for row in group.rows { interviewers[row] = group.label } }
    }
    struct Place: Hashable {
      var unit: String
      var interviewer: String?
    }
    let entries = Dictionary(
      plan.indices.map { (Place(unit: plan[$0].unit, interviewer: plan[$0].interviewer), $0) },
      uniquingKeysWith: { first, _ in first })
    let namesInterviewers = plan.contains { $0.interviewer != nil }
    var held = [Int](repeating: 0, count: plan.count)
    var unplanned: [Place: Int] = [:]
    for row in 0..<sheet.rowCount {
      guard let unit = sheet.units[row] else { continue }
      let path = study.units.position(of: unit).map { position in
        study.units.ancestors(of: position).map { study.units.units[$0].code }
      }
      var isPlanned = false
      for code in path ?? [unit] {
        for interviewer in Set([nil, interviewers[row]]) {
          guard let entry = entries[Place(unit: code, interviewer: interviewer)] else { continue }
          held[entry] += 1
          isPlanned = true
        }
      }
      if !isPlanned {
        let place = Place(unit: unit, interviewer: namesInterviewers ? interviewers[row] : nil)
        unplanned[place, default: 0] += 1
      }
    }
    let planned = plan.indices.map { index in
      CoverageRow(
        unit: plan[index].unit, interviewer: plan[index].interviewer,
        planned: plan[index].count, held: held[index])
    }
    let others = unplanned.map { place, count in
      CoverageRow(unit: place.unit, interviewer: place.interviewer, planned: nil, held: count)
    }
    return planned
      + others.sorted { ($0.unit, $0.interviewer ?? "") < ($1.unit, $1.interviewer ?? "") }
  }
}
