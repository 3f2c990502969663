public import Foundation
public import SurveyModel

extension ImportProfile {
  /// Reads an import profile from its YAML file.
  ///
  /// - Throws: ``SchemaError`` with every mistake of the file, each with line and column.
  public init(contentsOf url: URL) throws(SchemaError) {
    let problems = SchemaProblems(file: url.lastPathComponent)
    let bytes = try readBytes(of: url, as: url.lastPathComponent)
    let profile = YAMLNode.read(bytes, into: problems).flatMap {
      SchemaReader(node: $0, path: "", problems: problems).importProfile()
    }
    try problems.check()
    guard let profile else { throw SchemaError(problems: problems.problems) }
    self = profile
  }

  /// The profile as YAML, texts quoted, so that reading it gives the same profile.
  public var yaml: String {
    func quoted(_ text: String) -> String {
      "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }
    // What YAML allows in no text, or folds like a line's end, has to be escaped.
    func escaped(_ scalar: Unicode.Scalar) -> String {
      switch scalar {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\n": "\\n"
      case "\t": "\\t"
      case "\r": "\\r"
      case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
          + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    var lines: [String] = []
    func add(_ key: String, _ value: String?) {
      if let value { lines.append("\(key): \(quoted(value))") }
    }
    func add(_ key: String, _ pairs: [String: String]) {
      guard !pairs.isEmpty else { return }
      lines.append("\(key):")
      lines += pairs.sorted { $0.key < $1.key }.map { "  \(quoted($0)): \(quoted($1))" }
    }
    add("kind", kind)
    add("encoding", encoding)
    add("repair", repair)
    add("column-repairs", columnRepairs)
    add("delimiter", delimiter)
    add("decimal", decimal?.rawValue)
    add("column-decimals", columnDecimals.mapValues(\.rawValue))
    add("dates", dates?.rawValue)
    add("column-dates", columnDates.mapValues(\.rawValue))
    if hasSheetForEachUnit { lines.append("sheets: \(ImportProfile.sheetForEachUnit)") }
    if let sheets, !hasSheetForEachUnit {
      lines.append("sheets: [\(sheets.map(quoted).joined(separator: ", "))]")
    }
    if let headerRows {
      lines.append("header-rows: [\(headerRows.lowerBound), \(headerRows.upperBound)]")
    }
    add("platform", platform)
    add("columns", columns)
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ImportProfile {
  /// What stands for the names of sheets that are those of units.
  fileprivate static let sheetForEachUnit = "one-for-each-unit"
}

extension SchemaReader {
  func importProfile() -> ImportProfile? {
    mapping { keys in
      var profile = ImportProfile()
      profile.kind = keys["kind"]?.text()
      profile.encoding = keys["encoding"]?.text()
      profile.repair = keys["repair"]?.text()
      for (header, _, value) in keys["column-repairs"]?.entries() ?? [] {
        profile.columnRepairs[header] = value.text()
      }
      profile.delimiter = keys["delimiter"]?.text()
      profile.decimal = keys["decimal"]?.choice(DecimalMark.self)
      for (header, _, value) in keys["column-decimals"]?.entries() ?? [] {
        profile.columnDecimals[header] = value.choice(DecimalMark.self)
      }
      profile.dates = keys["dates"]?.choice(DateOrder.self)
      for (header, _, value) in keys["column-dates"]?.entries() ?? [] {
        profile.columnDates[header] = value.choice(DateOrder.self)
      }
      let sheets = keys["sheets"]?.textOrTexts()
      profile.hasSheetForEachUnit = sheets == [ImportProfile.sheetForEachUnit]
      profile.sheets = profile.hasSheetForEachUnit ? nil : sheets
      if let reader = keys["header-rows"] {
        let rows = reader.list().compactMap { $0.number(1...1e6).map { Int($0) } }
        if let first = rows.first, let last = rows.last, rows.count <= 2, first <= last {
          profile.headerRows = first...last
        } else {
          reader.report(.emptyRange)
        }
      }
      profile.platform = keys["platform"]?.text()
      for (header, _, value) in keys["columns"]?.entries() ?? [] {
        profile.columns[header] = value.text()
      }
      return profile
    }
  }
}
