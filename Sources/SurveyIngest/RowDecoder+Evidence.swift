internal import DelimitedText
internal import SurveyModel

/// What the cells of a file say of how its dates and numbers are written, while they are read.
///
/// A large text is judged by its beginning; this tells whether its end contradicts that.
struct WritingEvidence: Sendable {
  /// By field how its different dates are written.
  var dates: [Int: ColumnDates] = [:]
  /// By field the first line with a date that can only have the month first.
  var monthFirst: [Int: Int] = [:]
  /// By field the first line with a number that can only have a decimal comma.
  var commas: [Int: Int] = [:]

  /// Adds what was found in a later part of the file.
  mutating func add(_ other: WritingEvidence) {
    dates.merge(other.dates) { $0.joined($1) }
    monthFirst.merge(other.monthFirst, uniquingKeysWith: min)
    commas.merge(other.commas, uniquingKeysWith: min)
  }

  /// What contradicts a judgement by the file's beginning so that other cells would be misread; nil where
  /// nothing does, or where the user has decided.
  func contradiction(
    headers: [String], judged: FileUnderstanding, told: ImportProfile
  ) -> ImportError.Problem? {
    for (field, line) in monthFirst.sorted(by: { $0.key < $1.key })
    where told.dates(of: headers[field]) == nil && dates[field]?.order == .monthDayYear {
      let words = DateOrder.monthDayYear.words
      return .contradictedLater(
        line: line, column: headers[field], found: words, option: "--dates mdy")
    }
    for (field, line) in commas.sorted(by: { $0.key < $1.key })
    where told.decimal(of: headers[field]) == nil && !judged.pointColumns.contains(headers[field]) {
      return .contradictedLater(
        line: line, column: headers[field],
        found: LocalizedText(vi: "dấu phẩy thập phân", en: "a decimal comma"),
        option: "--decimal comma")
    }
    return nil
  }
}

extension RowDecoder {
  /// Takes note of how a date is written; of one that is read by itself only its text counts.
  mutating func noteDate(_ text: String, _ field: Int, _ record: borrowing RecordReader) {
    guard !isAlone else {
      evidence.dates[field, default: ColumnDates()].add(text)
      return
    }
    guard evidence.monthFirst[field] == nil, ColumnDates.isMonthFirst(text) else { return }
    evidence.monthFirst[field] = record.lines.lowerBound
  }

  /// Takes note of a number that can only have a decimal comma.
  mutating func noteComma(_ text: String, _ field: Int, _ record: borrowing RecordReader) {
    guard evidence.commas[field] == nil else { return }
    var found = ColumnNumbers()
    found.add(text)
    if found.commas > 0 { evidence.commas[field] = record.lines.lowerBound }
  }
}
