internal import SurveyModel

/// A sheet of an XLSForm with its header understood.
struct FormTable {
  let name: String
  /// The rows below the header that hold anything.
  let rows: [FormSheets.Row]
  private let headers: [Header]

  /// A column's header: `label::Tiếng Việt (vi)` is `label` in Vietnamese.
  private struct Header {
    var raw: String
    var name: String
    var language: Spoken
  }

  /// The language of a column.
  private enum Spoken: Hashable {
    case unstated
    case known(Language)
    case other(String)
  }

  /// Reads the header, the first row that holds anything.
  ///
  /// - Returns: Nil where the sheet is empty, which is reported.
  init?(_ sheet: FormSheets.Sheet, problems: FormProblems) {
    let filled = sheet.rows.filter { row in row.cells.contains { !$0.trimmed.isEmpty } }
    guard let first = filled.first else {
      problems.report(.missingSheet, at: .sheet(sheet.name.trimmed))
      return nil
    }
    name = sheet.name.trimmed
    rows = Array(filled.dropFirst())
    headers = first.cells.map { FormTable.header($0.trimmed.composed) }
    var seen: Set<String> = []
    for (column, header) in headers.enumerated() where !header.raw.isEmpty {
      if !seen.insert("\(header.name) \(header.language)").inserted {
        problems.report(
          .duplicateColumn(header.raw),
          at: .cell(
            sheet: name, row: first.number, column: FormTable.letters(of: column),
            header: header.raw))
      }
    }
  }

  /// Whether there is a column of this name.
  func has(_ name: String) -> Bool { headers.contains { $0.name == name } }

  /// The names of the columns as they are written, whose plain names fulfil `condition`.
  func rawNames(where condition: (String) -> Bool) -> [String] {
    headers.filter { !$0.raw.isEmpty && condition($0.name) }.map(\.raw)
  }

  /// The languages of columns other than Vietnamese and English.
  var otherLanguages: [String] {
    var seen: Set<String> = []
    return headers.compactMap { header in
      guard case .other(let language) = header.language, FormTable.translated.contains(header.name),
        seen.insert(language).inserted
      else { return nil }
      return language
    }
  }

  /// The text of a cell, composed, without blanks around it; empty where there is none.
  func text(_ row: FormSheets.Row, _ name: String) -> String {
    headers.indices.first { headers[$0].name == name && headers[$0].language == .unstated }
      .map { cell(row, $0) } ?? ""
  }

  /// The text of a cell under a header as it is written.
  func text(_ row: FormSheets.Row, raw: String) -> String {
    headers.indices.first { headers[$0].raw == raw }.map { cell(row, $0) } ?? ""
  }

  /// A text in both languages; nil where all cells of the name are empty.
  ///
  /// Where a language is missing, the column without a language stands for it, then the other
  /// language, then any.
  func label(_ row: FormSheets.Row, _ name: String = "label") -> LocalizedText? {
    var texts: [Spoken: String] = [:]
    var first: String?
    for (column, header) in headers.enumerated() where header.name == name {
      let text = cell(row, column)
      if text.isEmpty { continue }
      texts[header.language] = text
      first = first ?? text
    }
    guard let first else { return nil }
    let plain = texts[.unstated]
    let vietnamese = texts[.known(.vietnamese)]
    let english = texts[.known(.english)]
    return LocalizedText(
      vi: vietnamese ?? plain ?? english ?? first, en: english ?? plain ?? vietnamese ?? first)
  }

  /// The place of a cell, by its column's name; the row where there is no such column.
  func place(_ row: FormSheets.Row, _ name: String) -> FormProblem.Place {
    guard let column = headers.firstIndex(where: { $0.name == name || $0.raw == name }) else {
      return .row(sheet: self.name, row: row.number)
    }
    return .cell(
      sheet: self.name, row: row.number, column: FormTable.letters(of: column),
      header: headers[column].raw)
  }

  private func cell(_ row: FormSheets.Row, _ column: Int) -> String {
    column < row.cells.count ? row.cells[column].trimmed.composed : ""
  }

  private static let translated: Set = ["label", "hint", "constraint_message"]

  private static func header(_ raw: String) -> Header {
    var parts = raw.split(separator: raw.contains("::") ? "::" : ":", maxSplits: 2).map {
      String($0).trimmed
    }
    if let first = parts.first?.lowercased(), ["bind", "control"].contains(first), parts.count > 1 {
      parts.removeFirst()
    }
    let plain = (parts.first ?? "").lowercased().split(whereSeparator: \.isWhitespace)
      .joined(separator: "_")
    guard parts.count > 1 else {
      return Header(raw: raw, name: aliases[plain] ?? plain, language: .unstated)
    }
    return Header(raw: raw, name: aliases[plain] ?? plain, language: spoken(parts[1]))
  }

  private static func spoken(_ name: String) -> Spoken {
    let folded = FoldedText(name).key
    let words = Set(folded.split(separator: " ").map(String.init))
    if folded.hasPrefix("tieng viet") || !words.isDisjoint(with: ["vi", "vietnamese"]) {
      return .known(.vietnamese)
    }
    if !words.isDisjoint(with: ["en", "english"]) || folded.hasPrefix("tieng anh") {
      return .known(.english)
    }
    return .other(name)
  }

  /// Older and friendlier names of columns.
  private static let aliases = [
    "caption": "label", "command": "type", "value": "name", "tag": "name", "relevance": "relevant",
    "constraining_message": "constraint_message", "set_form_id": "form_id",
    "set_form_title": "form_title",
  ]

  /// The letters of a column, A for the first.
  static func letters(of column: Int) -> String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}
