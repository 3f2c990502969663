internal import DelimitedText
public import Foundation
public import SurveyModel

extension UnitRegistry {
  /// Reads the units of a study from a CSV file with the columns code, name, kind, parent.
  ///
  /// The columns from and until may say between which days a code stands for its unit, both included.
  /// Further columns are allowed and not read. Codes are raw text.
  ///
  /// - Throws: ``SchemaError`` with every mistake: a missing column, a code twice, a parent that is
  ///   not there, a unit above itself.
  public init(contentsOf url: URL) throws(SchemaError) {
    let name = url.lastPathComponent
    let bytes = try readBytes(of: url, as: name)
    try self.init(csv: bytes, file: name)
  }

  /// Reads units from the bytes of a CSV text.
  public init(csv bytes: [UInt8], file: String) throws(SchemaError) {
    let problems = SchemaProblems(file: file)
    let rows = UnitRow.read(bytes, into: problems)
    var lines: [String: Int] = [:]
    for row in rows {
      let mark = Mark(line: row.line, column: 1)
      if let first = lines[row.unit.code] {
        problems.report(.duplicateName(row.unit.code, what: .unit, firstLine: first), at: mark)
      } else {
        lines[row.unit.code] = row.line
      }
    }
    let registry = UnitRegistry(rows.map(\.unit))
    for (position, row) in rows.enumerated() {
      let mark = Mark(line: row.line, column: 1)
      if let parent = row.unit.parent, registry.position(of: parent) == nil {
        let nearest = parent.nearest(among: rows.map(\.unit.code))
        problems.report(
          .unknownName(parent, what: .unit, nearest: nearest), at: mark, path: "parent")
      }
      if let parent = registry.parent(of: position), parent != position,
        registry.units[parent].kind == row.unit.kind
      {
        problems.report(.sameLevelParent(row.unit.code), at: mark, path: "parent")
      }
      if registry.ancestors(of: position).dropFirst().contains(position) {
        problems.report(.circularParent(row.unit.code), at: mark, path: "parent")
      }
    }
    try problems.check()
    self = registry
  }
}

private struct UnitRow {
  var unit: AdministrativeUnit
  var line: Int

  static func read(_ bytes: [UInt8], into problems: SchemaProblems) -> [UnitRow] {
    if let fault = UTF8Fault(firstIn: bytes) {
      problems.report(.unreadable("UTF-8"), at: Mark(line: fault.line, column: 1))
      return []
    }
    var reader = RecordReader(bytes, dialect: .detected(in: bytes))
    var header: (columns: [String: Int], width: Int)?
    var rows: [UnitRow] = []
    while let step = reader.next() {
      let mark = Mark(line: reader.lines.lowerBound, column: 1)
      guard step == .record else {
        problems.report(.malformedRecord, at: mark)
        continue
      }
      let fields = (0..<reader.fieldCount).map { (reader.string($0) ?? "").trimmed.composed }
      guard let (columns, width) = header else {
        header = (readHeader(fields, into: problems), fields.count)
        continue
      }
      // Nothing but delimiters, as a spreadsheet writes below the last row.
      if fields.allSatisfy(\.isEmpty) { continue }
      guard fields.count == width else {
        problems.report(.malformedRecord, at: mark)
        continue
      }
      let field: (String) -> String = { name in columns[name].map { fields[$0] } ?? "" }
      for name in ["code", "name", "kind"] where columns[name] != nil && field(name).isEmpty {
        problems.report(.empty, at: mark, path: name)
      }
      var unit = AdministrativeUnit(
        code: field("code"), name: field("name"), kind: UnitKind(rawValue: field("kind")),
        parent: field("parent").isEmpty ? nil : field("parent"))
      for (name, key) in [("from", \AdministrativeUnit.validFrom), ("until", \.validUntil)]
      where !field(name).isEmpty {
        unit[keyPath: key] = CalendarDay(field(name))
        if unit[keyPath: key] == nil { problems.report(.date, at: mark, path: name) }
      }
      if let from = unit.validFrom, let until = unit.validUntil, until < from {
        problems.report(.conflict("from \(from)", with: "until \(until)"), at: mark, path: "until")
      }
      rows.append(UnitRow(unit: unit, line: reader.lines.lowerBound))
    }
    if header == nil { problems.report(.empty, at: .start) }
    return rows
  }

  private static func readHeader(
    _ fields: [String], into problems: SchemaProblems
  ) -> [String: Int] {
    var columns: [String: Int] = [:]
    for (position, field) in fields.enumerated() where columns[field.lowercased()] == nil {
      columns[field.lowercased()] = position
    }
    for name in ["code", "name", "kind", "parent"] where columns[name] == nil {
      problems.report(.missingColumn(name), at: .start)
    }
    return columns
  }
}
