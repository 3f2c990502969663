public import DelimitedText
public import SurveyModel
public import SurveyQuality
internal import SurveyStatistics

extension QualityTable {
  /// Everything as JSON, numbers in full precision; positions of interviews and no answers.
  public func json(in language: Language) -> String {
    JSONValue.object([
      ("study", .text(study.id)), ("wave", .text(study.wave)),
      ("questionnaire", .text(study.questionnaire.id)),
      ("comparedBy", .text(comparison.rawValue)), ("interviews", .integer(interviewCount)),
      ("withoutInterviewer", .integer(unassignedCount)),
      ("unreadableTimes", .integer(unreadableTimes)),
      ("falseDiscoveryRate", .number(rules.falseDiscoveryRate)),
      ("permutations", .integer(rules.permutations)), ("seed", .integer(Int(rules.seed))),
      ("flaggedInterviews", .integer(flaggedInterviews.count)),
      (
        "correlation",
        correlation.map { correlation in
          .object([
            ("value", .number(correlation.value)), ("pValue", .number(correlation.pValue)),
            ("withinClusters", .text(correlation.isWithinClusters ? "yes" : "no")),
          ])
        } ?? .null
      ),
      (
        "notExamined",
        .list(
          gaps.map { entry in
            .object([
              ("signal", .text(entry.signal.rawValue)),
              ("reason", .text(entry.gap.statement[language])),
            ])
          })
      ),
      ("combined", .list(combined.map(object))),
      ("signals", .list(assessments.map(object))),
      ("evidence", .list(evidence.map(object))),
      ("coverage", .list(coverage.map(object))),
      ("reinterview", reinterview.map(object) ?? .null),
    ]).rendered() + "\n"
  }

  private func object(_ entry: CombinedAssessment) -> JSONValue {
    .object([
      ("group", .text(entry.group)), ("interviews", .integer(entry.interviews)),
      ("strongest", .text(entry.strongest.rawValue)), ("pValue", .number(entry.pValue)),
      ("adjustedPValue", .number(entry.adjustedPValue)),
      ("flagged", .integer(entry.isFlagged ? 1 : 0)),
    ])
  }

  private func object(_ entry: QualityAssessment) -> JSONValue {
    .object([
      ("signal", .text(entry.signal.rawValue)), ("group", .text(entry.group)),
      ("interviews", .integer(entry.interviews)), ("value", .optional(entry.value)),
      ("expected", .optional(entry.expected)),
      ("permutationPValue", .optional(entry.permutationPValue)),
      ("pValue", .number(entry.pValue)), ("adjustedPValue", .number(entry.adjustedPValue)),
      ("flagged", .integer(entry.isFlagged ? 1 : 0)),
    ])
  }

  private func object(_ entry: QualityEvidence) -> JSONValue {
    .object([
      ("kind", .text(entry.kind.rawValue)), ("group", .optional(entry.group)),
      ("batch", .integer(entry.position.batch)), ("record", .integer(entry.position.record)),
      ("line", .optional(entry.position.line)), ("otherBatch", .optional(entry.other?.batch)),
      ("otherRecord", .optional(entry.other?.record)), ("value", .optional(entry.value)),
    ])
  }

  private func object(_ row: CoverageRow) -> JSONValue {
    .object([
      ("unit", .text(row.unit)), ("interviewer", .optional(row.interviewer)),
      ("planned", .optional(row.planned)), ("held", .integer(row.held)),
      ("status", .text(row.status.rawValue)),
    ])
  }

  private func object(_ again: Reinterview) -> JSONValue {
    .object([
      ("matched", .integer(again.matched)), ("unmatched", .integer(again.unmatched)),
      (
        "items",
        .list(
          again.items.map { item in
            .object([
              ("item", .text(item.item)), ("pairs", .integer(item.pairs)),
              ("agreement", .optional(item.agreement)), ("kappa", .optional(item.kappa?.value)),
              ("kappaStandardError", .optional(item.kappa?.standardError)),
              ("weightedKappa", .optional(item.weightedKappa?.value)),
              ("weightedKappaStandardError", .optional(item.weightedKappa?.standardError)),
            ])
          })
      ),
    ])
  }

  /// Everything as one list of delimited text, in full precision.
  ///
  /// `list` tells what a line is: `combined`, `signal`, `evidence`, `coverage` or `reinterview`. In
  /// coverage `value` is what was held and `expected` what was planned; in a reinterview `value` is the
  /// share that agrees, and κ, weighted κ and their standard errors have columns of their own.
  public func csv(as profile: ExportProfile = .csv) -> [UInt8] {
    var writer = ExportWriter(profile)
    writer.write(texts: [
      "list", "kind", "group", "unit", "item", "interviews", "value", "expected",
      "permutationPValue", "pValue", "adjustedPValue", "flagged", "batch", "record", "line",
      "otherBatch", "otherRecord", "kappa", "kappaStandardError", "weightedKappa",
      "weightedKappaStandardError",
    ])
    func text(_ number: Double?) -> ExportCell { number.map { .number($0) } ?? .empty }
    func text(_ number: Int?) -> ExportCell { number.map { .integer($0) } ?? .empty }
    let blanks: (Int) -> [ExportCell] = { Array(repeating: .empty, count: $0) }
    for entry in combined {
      writer.write(
        [
          .text("combined"), .text(entry.strongest.rawValue), .text(entry.group), .empty, .empty,
          .integer(entry.interviews), .empty,
          .empty, .empty, text(entry.pValue), text(entry.adjustedPValue),
          .integer(entry.isFlagged ? 1 : 0),
        ] + blanks(9))
    }
    for entry in assessments {
      writer.write(
        [
          .text("signal"), .text(entry.signal.rawValue), .text(entry.group), .empty, .empty,
          .integer(entry.interviews),
          text(entry.value), text(entry.expected), text(entry.permutationPValue),
          text(entry.pValue), text(entry.adjustedPValue), .integer(entry.isFlagged ? 1 : 0),
        ] + blanks(9))
    }
    for entry in evidence {
      writer.write(
        [
          .text("evidence"), .text(entry.kind.rawValue), .text(entry.group ?? ""), .empty, .empty,
          .empty, text(entry.value),
        ]
          + blanks(5) + [
            .integer(entry.position.batch), .integer(entry.position.record),
            text(entry.position.line), text(entry.other?.batch), text(entry.other?.record),
          ] + blanks(4))
    }
    for row in coverage {
      writer.write(
        [
          .text("coverage"), .text(row.status.rawValue), .text(row.interviewer ?? ""),
          .text(row.unit), .empty, .empty,
          .integer(row.held), text(row.planned),
        ] + blanks(13))
    }
    for item in reinterview?.items ?? [] {
      writer.write(
        [
          .text("reinterview"), .empty, .empty, .empty, .text(item.item), .integer(item.pairs),
          text(item.agreement),
        ]
          + blanks(10) + [
            text(item.kappa?.value), text(item.kappa?.standardError),
            text(item.weightedKappa?.value), text(item.weightedKappa?.standardError),
          ])
    }
    return writer.bytes
  }
}
