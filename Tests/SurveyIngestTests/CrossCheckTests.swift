import SurveyIngest
import SurveyModel
import SurveySchema
import TestSupport
import Testing

@Suite("Checks between the answers of a form")
struct CrossCheckTests {
  /// A form with `checks` in it, of a study whose reference date is 31 December 2024.
  static func study(_ checks: String, items: String = "") throws -> Study {
    let form = """
      questionnaire: checked
      title: Phiếu thử
      missing: {dont-know: ["99"]}
      scales:
        five:
          options:
            - {code: "1", label: Một}
            - {code: "2", label: Hai}
            - {code: "3", label: Ba}
            - {code: "4", label: Bốn}
            - {code: "5", label: Năm}
      items:
        - {id: a, type: single, scale: five, label: A}
        - {id: b, type: single, scale: five, label: B}
        - {id: fee, type: single, label: Phí, options: [{code: "01", label: Không}, {code: "02", label: Có}]}
        - {id: amount, type: number, range: {min: 0, max: 100}, label: Số tiền}
        - {id: ways, type: multiple, label: Cách, options: [{code: "1", label: Trực tiếp}, {code: "2", label: Qua mạng}]}
        - {id: came, type: date, label: Ngày đến}
        - {id: done, type: date, label: Ngày xong}
        - {id: why, type: text, label: Vì sao}
        - {id: z, type: single, scale: five, label: Z}
      \(items)
      checks:
      \(checks)
      axes: {id: index, label: Chỉ số, items: [a, b, z]}
      profiles: {p: {default: true, label: P, scores: {five: {"1": 0, "2": 0, "3": 0, "4": 1, "5": 1}}}}
      """
    let folder = try TemporaryFolder()
    try folder.write(Array(form.utf8), to: "form.yaml")
    try folder.write(Array("code,name,kind,parent\nX1,Xã 1,commune,\n".utf8), to: "units.csv")
    let study = """
      study: checked
      title: T
      wave: "2024"
      questionnaire: form.yaml
      reference-date: 2024-12-31
      units: units.csv
      columns: {unit: xa, key: [so]}
      design: {stages: [{cluster: {column: so}}]}
      """
    try folder.write(Array(study.utf8), to: "study.yaml")
    return try Study(contentsOf: folder.url)
  }

  static func check(_ then: String, premise: String? = nil, severity: String = "error") -> String {
    let head = "- {id: c, then: \"\(then)\", severity: \(severity), message: {vi: Sai, en: Wrong}"
    return "  " + head + (premise.map { ", if: \"\($0)\"" } ?? "") + "}"
  }

  static func read(_ study: Study, _ rows: [String], header: String) throws -> ResponseTable {
    let lines = rows.enumerated().map { "P\($0.offset + 1),X1,\($0.element),3" }
    let text = "so,xa,\(header),z\n" + lines.map { $0 + "\n" }.joined()
    return try ResponseTable(Array(text.utf8), fileName: "f.csv", for: study)
  }

  struct Rule: CustomTestStringConvertible, Sendable {
    var text: String
    var header: String
    var good: [String]
    var bad: [String]
    var testDescription: String { text }

    init(_ text: String, _ header: String, good: [String], bad: [String]) {
      (self.text, self.header, self.good, self.bad) = (text, header, good, bad)
    }
  }

  @Test(
    "hold unless an answer certainly breaks them",
    arguments: [
      Rule("a = 2", "a,b", good: ["2,1", ",1", "99,1"], bad: ["1,1", "5,"]),
      Rule("a != 2", "a,b", good: ["1,1", ",1"], bad: ["2,1"]),
      Rule("a <= 2", "a,b", good: ["1,1", "2,1", ",1"], bad: ["3,1", "5,1"]),
      Rule("2 > a", "a,b", good: ["1,1", "99,1"], bad: ["2,1"]),
      Rule("a in (1, 2) or b in (5)", "a,b", good: ["1,1", "3,5", "3,"], bad: ["3,1"]),
      Rule(
        "a not in (1, 2) and b = 5", "a,b", good: ["3,5", ",5", "3,"], bad: [",4", "1,5", "2,"]),
      Rule("a <= b", "a,b", good: ["1,1", "1,3", ",1"], bad: ["3,1"]),
      Rule("a = b", "a,b", good: ["4,4", "4,99"], bad: ["4,5"]),
      Rule("fee = 01", "fee,a", good: ["01,1", ",1"], bad: ["02,1"]),
      Rule("fee = '01' or amount > 0", "fee,amount", good: ["01,0", "02,5", "02,"], bad: ["02,0"]),
      Rule("amount is missing", "a,amount", good: ["1,", "1,99"], bad: ["1,0", "1,7"]),
      Rule("amount is not missing", "a,amount", good: ["1,0"], bad: ["1,", "1,99"]),
      Rule("amount in (0, 5.5)", "amount,a", good: ["5.5,1", "0,1", ",1"], bad: ["5,1"]),
      Rule("2 * amount - 1 <= 9", "amount,a", good: ["5,1", ",1"], bad: ["5.5,1"]),
      Rule("10 / amount < 2", "amount,a", good: ["6,1", "0,1"], bad: ["5,1"]),
      Rule("why is not missing", "why,a", good: ["vì,1"], bad: [",1"]),
      Rule("ways in (1)", "ways,a", good: ["1,1", "1;2,1", ",1", "99,1"], bad: ["2,1"]),
      Rule("ways != 1", "ways,a", good: ["2,1", ",1"], bad: ["1,1", "1;2,1"]),
      Rule("ways is missing", "ways,a", good: [",1", "99,1"], bad: ["2,1"]),
      Rule(
        "came <= done", "came,done", good: ["2024-03-01,2024-03-01", ",2024-03-01"],
        bad: ["2024-03-02,2024-03-01"]),
      Rule(
        "done - came <= 30", "came,done", good: ["2024-03-01,2024-03-31"],
        bad: ["2024-03-01,2024-04-01"]),
      Rule(
        "came >= 2024-01-01", "came,done", good: ["2024-01-01,2024-03-01", ",2024-03-01"],
        bad: ["2023-12-31,2024-03-01"]),
      Rule(
        "came >= reference_date - 30", "came,a", good: ["2024-12-01,1", ",1"],
        bad: ["2024-11-30,1"]),
      Rule("not (a = 1 and b = 1)", "a,b", good: ["1,2", "1,"], bad: ["1,1"]),
      // The file has no column for fee.
      Rule("fee is missing and a = 2", "a,b", good: ["2,1"], bad: ["3,1"]),
      Rule("fee is not missing", "a,b", good: ["2,1"], bad: []),
    ])
  func rules(_ rule: Rule) throws {
    let study = try Self.study(Self.check(rule.text))
    let table = try Self.read(study, rule.good + rule.bad, header: rule.header)
    #expect(table.findings.map(\.rule) == rule.bad.map { _ in .brokenCheck })
    #expect(
      table.findings.map(\.position.line) == rule.bad.indices.map { $0 + rule.good.count + 2 })
    #expect(table.rowCount == rule.good.count)
    guard !rule.bad.isEmpty else { return }
    // The contrary of a check that certainly holds is broken, and what cannot be told is neither.
    let contrary = try Self.study(Self.check("not (\(rule.text))"))
    let other = try Self.read(contrary, rule.bad, header: rule.header)
    #expect(other.findings.isEmpty)
  }

  @Test("a broken one is told with file, line, columns, items and the form's words")
  func finding() throws {
    let study = try Self.study(Self.check("amount is missing or amount = 0", premise: "fee = 01"))
    let table = try Self.read(study, ["7,02,1", "0,01,1", "7,01,1"], header: "amount,fee,a")
    let finding = try #require(table.findings.first)
    #expect(table.findings.count == 1)
    #expect(finding.position == SourcePosition(file: "f.csv", line: 4, record: 4, field: 3))
    #expect(finding.column == "amount + fee" && finding.item == "fee + amount")
    #expect(
      finding.message(in: .english)
        == "f.csv, line 4, column \"amount + fee\" [fee + amount]: answers that break a "
        + "check of the form (c: Wrong) · broken-check · look at the paper form")
    #expect(
      finding.message(in: .vietnamese)
        == "f.csv, dòng 4, cột \"amount + fee\" [fee + amount]: các câu trả lời trái quy "
        + "tắc kiểm tra của phiếu (c: Sai) · broken-check · đối chiếu phiếu giấy")
    #expect(table.source?.quarantine.map(\.findings) == [[finding]])
  }

  @Test("a warning keeps the row and an error sets it aside")
  func severity() throws {
    for (severity, count) in [("warning", 2), ("error", 1)] {
      let study = try Self.study(Self.check("a = 2", severity: severity))
      let table = try Self.read(study, ["2,1", "3,1"], header: "a,b")
      #expect(table.findings.map(\.severity.rawValue) == [severity])
      #expect(table.rowCount == count)
    }
  }

  @Test("nothing is concluded from an answer with an error of its own")
  func faulty() throws {
    let study = try Self.study(
      Self.check("amount is not missing and a = 2 and ways is not missing"))
    let table = try Self.read(
      study, ["x,2,1", "200,2,1", "5,9,1", "5,2,7"], header: "amount,a,ways")
    #expect(
      table.findings.map(\.rule) == [.notANumber, .aboveRange, .unmappedCode, .unmappedCode])
  }

  @Test(
    "a unit's code must be in force on the reference date, and a name is one of a unit in force",
    arguments: [
      ("A", nil), ("B", "expected a day …2024-12-30"), ("C", "expected a day 2025-01-01…"),
      ("D", nil), ("Xã Chung", nil), ("Xã Cũ", "expected a day …2024-12-30"),
    ])
  func units(cell: String, expected: String?) throws {
    var study = try Self.study(Self.check("a <= 5"))
    let units = """
      code,name,kind,parent,from,until
      A,Xã Chung,commune,,,2024-12-31
      B,Xã Cũ,commune,,,30/12/2024
      C,Xã Chung,commune,,2025-01-01,
      D,Xã Bốn,commune,,2024-12-31,2024-12-31

      """
    study.units = try UnitRegistry(csv: Array(units.utf8), file: "units.csv")
    let text = "so,xa,a\nP1,\(cell),1\n"
    let table = try ResponseTable(Array(text.utf8), fileName: "f.csv", for: study)
    #expect(table.findings.map(\.rule) == (expected == nil ? [] : [.unitNotInForce]))
    #expect(table.findings.first?.expected.description(in: .english) == expected)
    if cell == "Xã Chung" { #expect(table.texts(TableLayout.unit)?[0] == "A") }
  }

  @Test("rules of an item weigh what the form says")
  func itemSeverities() throws {
    let items = """
        - {id: r, type: single, scale: five, required: true, severity: {required: warning}, label: R}
        - {id: s, type: single, scale: five, asked-if: [{item: a, in: ["1"]}], severity: {asked-if: warning}, label: S}
        - {id: n, type: number, range: {min: 1, max: 9}, severity: {range: warning}, label: N}
        - {id: d, type: date, range: {min: 2024-01-01}, severity: {reference-date: error}, label: D}
      """
    let study = try Self.study(Self.check("a <= 5"), items: items)
    let table = try Self.read(
      study,
      ["1,1,1,,", "1,,1,,", "2,1,1,,", "1,1,1,10,", "1,1,1,,2025-01-01", "1,1,1,,2023-01-01"],
      header: "a,r,s,n,d")
    #expect(
      table.findings.map { "\($0.position.line) \($0.rule.rawValue) \($0.severity.rawValue)" } == [
        "3 required-missing warning", "4 answered-though-not-asked warning",
        "5 above-range warning", "6 date-after-reference error", "7 date-out-of-range error",
      ])
    #expect(table.rowCount == 4)
    #expect(table.numbers("n")?[3] == 10)
  }

  @Test(
    "an answer that must be unique is found where it comes again", arguments: ["error", "warning"])
  func unique(severity: String) throws {
    let items = """
        - {id: file_no, type: text, unique: true, severity: {unique: \(severity)}, label: Mã hồ sơ}
        - {id: tax, type: number, unique: true, severity: {unique: \(severity)}, label: Mã số thuế}
      """
    let study = try Self.study(Self.check("a <= 5"), items: items)
    let rows = ["1,H1,1", "1,H2,2", "1,,", "1,H1,3", "1,,", "1,H9,3", "1,h1,2", "8,H7,7", "1,H7,7"]
    let table = try Self.read(study, rows, header: "a,file_no,tax")
    let found = table.findings.filter { $0.rule == .repeatedAnswer }.map {
      "\($0.position.line) \($0.item ?? "") \($0.expected.description(in: .english))"
    }
    // A row that is set aside gives no answer that another may repeat.
    let first =
      severity == "error"
      ? ["8 tax it stands first on line 3"]
      : [
        "7 tax it stands first on line 5", "8 tax it stands first on line 3",
      ]
    #expect(found == ["5 file_no it stands first on line 2"] + first)
    #expect(table.rowCount == (severity == "error" ? 6 : 8))
  }
}
