internal import DelimitedText
internal import SurveyModel

/// Decodes one record after the other into values, and checks what holds between them.
///
/// The values of the current row stand in arrays that are used again for every row.
struct RowDecoder {
  let study: Study
  let plan: ColumnPlan
  let headers: [String]
  let file: String

  /// The codes, numbers and texts of the current row by column of the table.
  var codes: [UInt8]
  var numbers: [Double]
  var texts: [String?]
  /// The findings of the current row.
  private(set) var findings: [Finding] = []

  let layout: TableLayout
  let referenceDay: Double
  let skipConditions: [SkipConditions]
  var keyParts: [String]
  var unitFinder: UnitFinder
  /// How dates and numbers are written, as far as it was seen.
  var evidence = WritingEvidence()
  /// Whether a field is read by itself, in a record that is none of the file.
  private(set) var isAlone = false

  init(study: Study, plan: ColumnPlan, layout: TableLayout, headers: [String], file: String) {
    self.study = study
    self.plan = plan
    self.layout = layout
    self.headers = headers
    self.file = file
    codes = Array(repeating: MissingKind.blank.code, count: layout.columns.count)
    numbers = Array(repeating: .nan, count: layout.columns.count)
    texts = Array(repeating: nil, count: layout.columns.count)
    keyParts = study.columns.key.map { _ in "" }
    unitFinder = UnitFinder(study.units)
    referenceDay = study.referenceDate.map { Double($0.daysSince1970) } ?? .infinity
    skipConditions = study.questionnaire.items.map {
      SkipConditions(of: $0, study: study, plan: plan, layout: layout)
    }
  }

  /// Reads the fields of the record into the current row.
  ///
  /// - Returns: Whether the row may be accepted: no finding is an error.
  mutating func decode(_ record: borrowing RecordReader) -> Bool {
    findings.removeAll(keepingCapacity: true)
    for column in codes.indices {
      codes[column] = MissingKind.blank.code
      numbers[column] = .nan
      texts[column] = nil
    }
    for (field, step) in plan.steps { decode(field, step, of: record) }
    checkKey(record)
    checkSkipRules(record)
    checkAnswers(record)
    return !findings.contains { $0.severity == .error }
  }

  /// Reads one field by itself; false where there is anything to say of it.
  mutating func decodeAlone(
    _ field: Int, _ steps: [ColumnPlan.Step], of record: borrowing RecordReader
  ) -> Bool {
    findings.removeAll(keepingCapacity: true)
    for column in steps.flatMap(\.columns) {
      codes[column] = MissingKind.blank.code
      numbers[column] = .nan
      texts[column] = nil
    }
    isAlone = true
    for step in steps { decode(field, step, of: record) }
    isAlone = false
    // A part of the key that is missing is found when the whole record is looked at.
    for case .key(let part) in steps where keyParts[part].isEmpty { return false }
    return findings.isEmpty
  }

  mutating func report(
    _ rule: FindingRule, _ record: borrowing RecordReader, severity: Severity = .error,
    field: Int?, item: Int?, expected: Expectation = .nothing, found: FoundText? = nil
  ) {
    findings.append(
      Finding(
        rule: rule, severity: severity,
        position: SourcePosition(
          file: file, line: record.lines.lowerBound, lastLine: record.lines.upperBound,
          record: record.recordNumber, field: field.map { $0 + 1 }),
        column: field.map { headers[$0] }, item: item.map { study.questionnaire.items[$0].id },
        expected: expected, found: found))
  }
}
