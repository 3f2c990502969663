internal import SurveyModel

/// What tells a form from a header: the unit it comes from, and its number.
struct FormMarks {
  private let unit: String
  /// The columns of the form's number, without that of the unit.
  private let keys: [String]
  private let finder: UnitFinder

  init(_ study: Study) {
    unit = study.columns.unit
    keys = study.columns.key.filter { $0 != study.columns.unit }
    finder = UnitFinder(study.units, on: study.referenceDate)
  }

  /// Whether a row by itself heads forms: it has the columns of the unit and of the form's number, and an
  /// item.
  func areHeaded(by row: [String], known: KnownHeaders) -> Bool {
    let names = [unit] + keys
    guard names.allSatisfy({ position(of: $0, in: row, known) != nil }) else { return false }
    return row.contains {
      guard let meaning = known.meaning(of: $0) else { return false }
      return !meaning.hasPrefix("columns.") && !names.contains(meaning)
    }
  }

  /// Whether a row below headers comes from a unit of the study.
  func isOfUnit(_ row: [String], below headers: [String], known: KnownHeaders) -> Bool {
    guard let text = cell(of: unit, in: row, below: headers, known) else { return false }
    var finder = finder
    return finder.find(text) != .unknown || finder.restoredCode(of: text.trimmed) != nil
      || finder.unitWithoutKind(text) != nil
  }

  /// Whether a row below headers is a form: it comes from a unit of the study, or has some unit and a number
  /// with a digit in it, as no question for the number has.
  func isForm(_ row: [String], below headers: [String], known: KnownHeaders) -> Bool {
    guard cell(of: unit, in: row, below: headers, known) != nil else { return false }
    return isOfUnit(row, below: headers, known: known)
      || keys.contains {
        cell(of: $0, in: row, below: headers, known)?.contains(where: \.isNumber) ?? false
      }
  }

  /// Whether rows that would make one header have a form below the row that names the unit.
  func areForms(in rows: ArraySlice<[String]>, below headers: [String], known: KnownHeaders) -> Bool
  {
    guard let head = rows.firstIndex(where: { position(of: unit, in: $0, known) != nil }) else {
      return false
    }
    return rows[(head + 1)...].contains { isForm($0, below: headers, known: known) }
  }

  private func position(of name: String, in row: [String], _ known: KnownHeaders) -> Int? {
    row.firstIndex { isName($0, of: name, known) }
  }

  private func isName(_ text: String, of name: String, _ known: KnownHeaders) -> Bool {
    known.meaning(of: text).map { $0 == name || $0 == "columns.\(name)" } ?? false
  }

  /// What stands in a column of a row; nil where that is nothing, or the column's name once more.
  private func cell(
    of name: String, in row: [String], below headers: [String], _ known: KnownHeaders
  ) -> String? {
    guard let column = position(of: name, in: headers, known), column < row.count,
      !row[column].trimmed.isEmpty, !isName(row[column], of: name, known)
    else { return nil }
    return row[column]
  }
}
