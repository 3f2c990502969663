import DelimitedText
import Foundation
import SurveyModel
import SurveySchema
import SurveySimulation

/// A synthetic batch read back as text, column by column.
struct Rehearsal {
  let headers: [String]
  let rows: [[String]]

  init(_ study: Study, respondents: Int, seed: UInt64 = 1) {
    let bytes = SyntheticBatch(study: study, respondents: respondents, seed: seed).csv()
    var reader = RecordReader(bytes)
    var records: [[String]] = []
    while reader.next() != nil {
      records.append((0..<reader.fieldCount).map { reader.string($0) ?? "not UTF-8" })
    }
    headers = records.first ?? []
    rows = Array(records.dropFirst())
  }

  /// The fields of the column with this header; none where there is no such column.
  subscript(_ header: String) -> [String] {
    guard let position = headers.firstIndex(of: header) else { return [] }
    return rows.map { $0[position] }
  }

  /// The share of a column's fields for which `condition` holds.
  func share(_ header: String, where condition: (String) -> Bool) -> Double {
    let fields = self[header]
    return Double(fields.count(where: condition)) / Double(fields.count)
  }

  /// 1 for a field among `codes`, 0 for another, NaN for an empty one.
  func scores(_ header: String, _ codes: Set<String>) -> [Double] {
    self[header].map { $0.isEmpty ? .nan : codes.contains($0) ? 1 : 0 }
  }

  /// The fields of a column as numbers 0, 1 … by their first appearance.
  func numbered(_ header: String) -> [Int] {
    var numbers: [String: Int] = [:]
    return self[header].map { field in
      let number = numbers[field] ?? numbers.count
      numbers[field] = number
      return number
    }
  }
}

extension Questionnaire {
  /// A form that ships with the package.
  static func shipped(_ name: String) throws -> Questionnaire {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try Questionnaire(contentsOf: root.appending(path: "Questionnaires/\(name).yaml"))
  }

  /// A form with one item of every kind.
  static func small() throws -> Questionnaire {
    try Questionnaire(
      yaml: Array(
        """
        questionnaire: small
        title: Small
        scales:
          five:
            options:
              - {code: "1", label: a}
              - {code: "2", label: b}
              - {code: "3", label: c}
              - {code: "4", label: d}
              - {code: "5", label: e}
        items:
          - {id: follow, type: single, label: f, required: true,
             asked-if: [{item: visited, in: ["1"]}, {item: channels, not-in: ["b"]}],
             options: [{code: "x", label: x}, {code: "y", label: y}]}
          - {id: visited, type: single, label: v, required: true,
             options: [{code: "1", label: có}, {code: "2", label: không}]}
          - {id: channels, type: multiple, label: c,
             options: [{code: a, label: A}, {code: b, label: B}, {code: c, label: C}]}
          - {id: counter, type: single, scale: five, label: q}
          - {id: delay, type: single, scale: five, label: q, reversed: true}
          - {id: result, type: single, label: q,
             options: [{code: "1", label: bad}, {code: "2", label: fair}, {code: "3", label: good}]}
          - {id: trouble, type: single, label: t, options: [{code: "0", label: none},
             {code: "1", label: some}, {code: "2", label: many}],
             incident: {kind: harassment, basis: perception, report: ["1", "2"]}}
          - {id: gifts, type: single, label: g, required: true, options: [{code: "m", label: money},
             {code: "n", label: nothing}, {code: "t", label: thanks}],
             incident: {kind: extra-fee, basis: own-experience, report: ["m"]}}
          - {id: age, type: number, label: n, range: {min: 18, max: 70}, integer: true}
          - {id: hours, type: number, label: h, range: {min: -0.5, max: 0.55}}
          - {id: name, type: text, label: n, pii: direct}
          - {id: remark, type: text, label: r}
          - {id: place, type: text, label: p, required: true}
          - {id: day, type: date, label: d}
        axes:
          id: index
          label: Index
          items: [counter, delay, result]
        profiles:
          satisfied:
            default: true
            label: S
            scores:
              five: {"1": 0, "2": 0, "3": 0, "4": 1, "5": 1}
              result: {"1": 0, "2": 0, "3": 1}
        """.utf8), file: "small.yaml")
  }
}

extension Study {
  /// A study of `communes` communes in districts of four.
  static func sample(
    _ questionnaire: Questionnaire, communes: Int,
    columns: StudyColumns = StudyColumns(unit: "commune"),
    design: DesignSpecification = DesignSpecification(),
    simulation: SimulationSettings = SimulationSettings()
  ) -> Study {
    var units = [AdministrativeUnit(code: "P", name: "Tỉnh", kind: .province)]
    for commune in 0..<communes {
      let district = "D\(commune / 4)"
      if commune % 4 == 0 {
        units.append(
          AdministrativeUnit(code: district, name: district, kind: .district, parent: "P"))
      }
      units.append(
        AdministrativeUnit(
          code: "C\(commune)", name: "Xã \(commune)", kind: .commune, parent: district))
    }
    return Study(
      id: "sample", title: LocalizedText("Sample"), wave: "2024", questionnaire: questionnaire,
      referenceDate: CalendarDay(year: 2024, month: 3, day: 10), units: UnitRegistry(units),
      columns: columns, design: design, simulation: simulation)
  }
}
