import SurveyModel
import Testing

@Suite("Coded tables")
struct TableTests {
  @Test("a study's columns come first, then those of the items; direct identifiers have none")
  func layout() {
    let columns = TableLayout(Samples.study).columns.map { "\($0.name) \($0.kind)" }
    #expect(
      columns == [
        "@record integer", "@line integer", "@unit text", "@key text", "@stratum text",
        "@cluster1 text", "@population1 number", "@weight number", "q1 closed(optionCount: 3)",
        "q2/a closed(optionCount: 2)", "q2/b closed(optionCount: 2)", "age number", "day number",
        "remark text",
      ])
  }

  @Test("a study without key, weight and columns of the design has none of theirs")
  func plainLayout() {
    var study = Samples.study
    study.columns = StudyColumns(unit: "xa")
    study.design = DesignSpecification(
      strata: .level(.district), stages: [SamplingStage(cluster: .level(.commune))])
    let names = TableLayout(study).columns.map(\.name).filter { $0.hasPrefix("@") }
    #expect(names == ["@record", "@line", "@unit"])
  }

  @Test("joined tables hold the rows of both, their texts kept once")
  func append() {
    var table = Samples.table(units: ["A", "B", "A"])
    table.append(Samples.table(units: ["B", nil, "C"]))
    #expect(table.rowCount == 6)
    #expect(table.texts("@unit")?.values == ["A", "B", "C"])
    #expect((0..<6).map { table.texts("@unit")?[$0] } == ["A", "B", "A", "B", nil, "C"])
    #expect(table.closed("q1") == [0, 1, 2, 0, 1, 2])
    #expect(table.numbers("n") == [0, 0.5, 1, 0, 0.5, 1])
    #expect(table.integers("@record") == [2, 3, 4, 2, 3, 4])
  }

  @Test("a join gives the same table whichever parts are joined first")
  func associativity() {
    let parts = [["A", "B"], [nil, "C"], ["B", "D"]].map(Samples.table)
    var left = parts[0]
    left.append(parts[1])
    left.append(parts[2])
    var right = parts[1]
    right.append(parts[2])
    var joined = parts[0]
    joined.append(right)
    #expect(left == joined)
  }

  @Test("rows are picked in the order that is asked for, with their places in the file")
  func rows() {
    var table = Samples.table(units: ["A", "B", "C"])
    table.source = BatchSource(
      fileName: "f.csv", fileDigest: "", records: [10..<20, 20..<30, 30..<40])
    let picked = table.rows(at: [2, 0])
    #expect(picked.rowCount == 2)
    #expect((0..<2).map { picked.texts("@unit")?[$0] } == ["C", "A"])
    #expect(picked.closed("q1") == [2, 0])
    #expect(picked.source?.records == [30..<40, 10..<20])
  }

  @Test("a column is found by its name and its kind of value only")
  func lookup() {
    let table = Samples.table(units: ["A"])
    #expect(table.closed("@unit") == nil)
    #expect(table.numbers("q1") == nil)
    #expect(table.texts("nowhere") == nil)
  }

  @Test("missing codes lie above every option's index", arguments: MissingKind.allCases)
  func missingCodes(kind: MissingKind) {
    #expect(MissingKind(code: kind.code) == kind)
    #expect(Int(kind.code) > MissingKind.maximumOptionCount)
    #expect(MissingKind(code: UInt8(MissingKind.maximumOptionCount)) == nil)
  }

  @Test("a reversed item's scores are the mirror of its scale's")
  func reversed() throws {
    let item = try #require(Samples.study.questionnaire.item("q1"))
    let profile = ScoringProfile(
      name: "p", label: LocalizedText("p"), scores: ["three": ["1": 0, "2": 0.5, "3": 1]])
    var mirrored = item
    mirrored.isReversed = true
    #expect(profile.scores(of: item) == [0, 0.5, 1])
    #expect(profile.scores(of: mirrored) == [1, 0.5, 0])
    let partial = ScoringProfile(name: "p", label: LocalizedText("p"), scores: ["three": ["1": 0]])
    #expect(partial.scores(of: item) == nil)
  }
}

/// Small values that tests share.
enum Samples {
  static let study = Study(
    id: "s", title: LocalizedText("S"), wave: "2024", questionnaire: questionnaire,
    units: UnitRegistry([AdministrativeUnit(code: "P", name: "P", kind: .province)]),
    columns: StudyColumns(unit: "xa", key: ["so", "phieu"]),
    design: DesignSpecification(
      strata: .column("tang"),
      stages: [
        SamplingStage(cluster: .column("cum"), population: .column("tong")),
        SamplingStage(cluster: .respondent),
      ], weightColumn: "trong_so"))

  static let questionnaire = Questionnaire(
    id: "q", version: "1", title: LocalizedText("Q"),
    items: [
      Item(id: "q1", label: LocalizedText("q1"), content: .single(scale("three", "1", "2", "3"))),
      Item(id: "q2", label: LocalizedText("q2"), content: .multiple(scale("two", "a", "b"))),
      Item(
        id: "age", label: LocalizedText("a"),
        content: .number(minimum: 18, maximum: nil, isInteger: true)),
      Item(id: "day", label: LocalizedText("d"), content: .date(minimum: nil, maximum: nil)),
      Item(id: "name", label: LocalizedText("n"), content: .text, pii: .direct),
      Item(id: "remark", label: LocalizedText("r"), content: .text),
    ],
    index: Axis(id: "index", label: LocalizedText("I"), kind: .index, criteria: ["q1"]),
    profiles: [], defaultProfile: "p")

  static func scale(_ id: String, _ codes: String...) -> ResponseScale {
    ResponseScale(
      id: id, options: codes.map { ResponseOption(code: $0, label: LocalizedText($0)) })
  }

  /// A table with one row for each unit; the other columns count the rows.
  static func table(units: [String?]) -> ResponseTable {
    let layout = TableLayout(columns: [
      ColumnLayout(name: "@record", kind: .integer), ColumnLayout(name: "@unit", kind: .text),
      ColumnLayout(name: "q1", kind: .closed(optionCount: 3)),
      ColumnLayout(name: "n", kind: .number),
    ])
    var texts = TextColumn()
    for unit in units { texts.append(unit) }
    let rows = Array(units.indices)
    return ResponseTable(
      layout: layout, rowCount: units.count,
      columns: [
        .integer(rows.map { Int32($0 + 2) }), .text(texts), .closed(rows.map { UInt8($0) }),
        .number(rows.map { Double($0) / 2 }),
      ])
  }
}
