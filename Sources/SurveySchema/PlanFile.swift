internal import DelimitedText
internal import Foundation
internal import SurveyModel

/// How many interviews were planned: a CSV file with the columns unit, expected and perhaps interviewer.
///
/// Units are named by code, and may stand on any level. Further columns are allowed and not read.
struct PlanFile {
  private(set) var entries: [PlannedInterviews] = []

  /// Reads a plan.
  ///
  /// - Throws: ``SchemaError`` with every mistake: a missing column, a unit that the study does not
  ///   have, a number that is none, a unit and interviewer twice.
  init(contentsOf url: URL, units: UnitRegistry?) throws(SchemaError) {
    let name = url.lastPathComponent
    let problems = SchemaProblems(file: name)
    let bytes = try readBytes(of: url, as: name)
    if let fault = UTF8Fault(firstIn: bytes) {
      problems.report(.unreadable("UTF-8"), at: Mark(line: fault.line, column: 1))
      try problems.check()
    }
    var reader = RecordReader(bytes, dialect: .detected(in: bytes))
    var columns: [String: Int]?
    var lines: [[String]: Int] = [:]
    while let step = reader.next() {
      let mark = Mark(line: reader.lines.lowerBound, column: 1)
      guard step == .record else {
        problems.report(.malformedRecord, at: mark)
        continue
      }
      let fields = (0..<reader.fieldCount).map { (reader.string($0) ?? "").trimmed.composed }
      guard let columns else {
        columns = PlanFile.header(fields, into: problems)
        continue
      }
      if fields.allSatisfy(\.isEmpty) { continue }
      let field: (String) -> String = { name in
        columns[name].flatMap { fields.indices.contains($0) ? fields[$0] : nil } ?? ""
      }
      let unit = field("unit")
      if unit.isEmpty {
        problems.report(.empty, at: mark, path: "unit")
      } else if let units, units.position(of: unit) == nil {
        let nearest = unit.nearest(among: units.units.map(\.code))
        problems.report(.unknownName(unit, what: .unit, nearest: nearest), at: mark, path: "unit")
      }
      guard let count = Int(field("expected")), (0...1_000_000_000).contains(count) else {
        problems.report(.number(minimum: 0, maximum: 1e9), at: mark, path: "expected")
        continue
      }
      let interviewer = field("interviewer")
      if let first = lines[[unit, interviewer]] {
        problems.report(.duplicateName(unit, what: .unit, firstLine: first), at: mark)
      } else {
        lines[[unit, interviewer]] = reader.lines.lowerBound
      }
      entries.append(
        PlannedInterviews(
          unit: unit, interviewer: interviewer.isEmpty ? nil : interviewer, count: count))
    }
    if columns == nil { problems.report(.empty, at: .start) }
    try problems.check()
  }

  private static func header(
    _ fields: [String], into problems: SchemaProblems
  ) -> [String: Int] {
    let columns = Dictionary(
      fields.enumerated().map { ($1.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    for name in ["unit", "expected"] where columns[name] == nil {
      problems.report(
        .missingColumn(name, expected: "unit,expected[,interviewer]"), at: .start)
    }
    return columns
  }
}
