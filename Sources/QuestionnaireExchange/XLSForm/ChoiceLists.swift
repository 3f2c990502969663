internal import Foundation
internal import SurveyModel

/// The lists of the sheet `choices`.
struct ChoiceLists {
  /// The options of each list, in the order of the sheet.
  private(set) var options: [String: [ResponseOption]] = [:]
  /// For each profile, list and code the score.
  private(set) var scores: [String: [String: [String: Double]]] = [:]

  init(_ table: FormTable, problems: FormProblems) {
    for column in ["list_name", "name"] where !table.has(column) {
      problems.report(.missingColumn(column), at: .sheet(table.name))
    }
    guard table.has("list_name"), table.has("name") else { return }
    var rowsOfText: [String: [String: (code: String, row: Int)]] = [:]
    let scoreColumns = table.rawNames { $0.hasPrefix(SipasColumn.score) }
    for row in table.rows {
      let list = table.text(row, "list_name")
      let code = table.text(row, "name")
      if list.isEmpty { problems.report(.emptyCell, at: table.place(row, "list_name")) }
      if code.isEmpty { problems.report(.emptyCell, at: table.place(row, "name")) }
      guard !list.isEmpty, !code.isEmpty else { continue }
      let label = table.label(row) ?? LocalizedText(code)
      let aliases =
        problems.list(
          table.text(row, SipasColumn.aliases), at: table.place(row, SipasColumn.aliases))
        ?? []
      if let other = rowsOfText[list]?[code], other.code == code {
        problems.report(.ambiguousChoice(code, firstRow: other.row), at: table.place(row, "name"))
        continue
      }
      for text in [code, label.vietnamese, label.english] + aliases {
        if let other = rowsOfText[list]?[text], other.code != code {
          let column =
            text == code ? "name" : aliases.contains(text) ? SipasColumn.aliases : "label"
          problems.report(.ambiguousChoice(text, firstRow: other.row), at: table.place(row, column))
        } else {
          rowsOfText[list, default: [:]][text] = (code, row.number)
        }
      }
      options[list, default: []].append(
        ResponseOption(code: code, label: label, aliases: aliases))
      for column in scoreColumns {
        let text = table.text(row, raw: column)
        guard !text.isEmpty else { continue }
        guard let score = Double(text), (0...1).contains(score) else {
          problems.report(
            .unknownValue(text, allowed: ["0…1"]), at: table.place(row, column))
          continue
        }
        let profile = String(column.dropFirst(SipasColumn.score.count))
        scores[profile, default: [:]][list, default: [:]][code] = score
      }
    }
  }
}

extension FormProblems {
  /// The texts of a list written `["1", "2"]`; nil where the cell is empty, or no such list.
  func list(_ text: String, at place: FormProblem.Place) -> [String]? {
    guard !text.isEmpty else { return nil }
    guard let list = try? JSONDecoder().decode([String].self, from: Data(text.utf8)) else {
      report(.list, at: place)
      return nil
    }
    return list.map(\.composed)
  }

  /// A value of a closed list of texts; nil where the cell is empty, or none of them.
  func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ text: String, as _: Value.Type, at place: FormProblem.Place
  ) -> Value? {
    guard !text.isEmpty else { return nil }
    if let value = Value(rawValue: text) { return value }
    report(.unknownValue(text, allowed: Value.allCases.map(\.rawValue)), at: place)
    return nil
  }

  /// Kinds of missing written `["blank"]`; nil where the cell is empty.
  func kinds(_ text: String, at place: FormProblem.Place) -> Set<MissingKind>? {
    guard let names = list(text, at: place) else { return nil }
    let allowed = SipasColumn.missingKinds
    return Set(
      names.compactMap { name in
        if let kind = allowed.first(where: { $0.rawValue == name }) { return kind }
        report(.unknownValue(name, allowed: allowed.map(\.rawValue)), at: place)
        return nil
      })
  }

  /// The missing codes of a row, a column for each kind.
  func missingCodes(_ table: FormTable, _ row: FormSheets.Row) -> MissingCodes {
    var codes: [MissingKind: [String]] = [:]
    for kind in SipasColumn.missingKinds {
      let column = SipasColumn.missing + kind.rawValue
      codes[kind] = list(table.text(row, column), at: table.place(row, column))
    }
    return MissingCodes(codes)
  }

  /// Reports a name that no item, scale or form may have.
  func checkName(_ name: String, at place: FormProblem.Place) {
    if !FormProblems.isName(name) { report(.malformedName(name), at: place) }
  }

  /// Whether items, scales and forms may be called this.
  static func isName(_ name: String) -> Bool {
    name.first.map { $0.isASCII && $0.isLetter } == true
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
  }
}
