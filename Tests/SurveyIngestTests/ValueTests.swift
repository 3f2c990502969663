import SurveyIngest
import SurveyModel
import Testing

@Suite("What a cell means")
struct ValueTests {
  @Test(
    "an option is found by code, label, folded label, alias and code map",
    arguments: [
      ("4", 3), (" 4 ", 3), ("4\u{A0}", 3), ("\u{FEFF}4\u{200B}", 3), ("\"4\"", 3),
      ("\" 4\"", 3), ("Hài lòng", 3), ("HÀI LÒNG", 3), ("hai long", 3),
      ("Ha\u{300}i lo\u{300}ng", 3),
      ("Satisfied", 3), ("satisfied", 3), ("HL", 3), ("hl", 3), ("A", 0), ("E", 4),
      ("Không  hài-lòng", 1), ("", 255), ("\u{A0}", 255), ("\"\"", 255), ("NA", 255), ("98", 254),
      ("99", 253), ("KB", 253), ("77", 252),
    ] as [(String, UInt8)])
  func option(text: String, code: UInt8) throws {
    // A row without any answer is set aside, so a missing one is looked at in q2.
    let column = code > 250 ? "q2" : "q1"
    let table = try read([column: text])
    #expect(table.findings.isEmpty)
    #expect(table.closed(column) == [code])
  }

  @Test(
    "several options are found in one cell, whatever stands between them",
    arguments: [
      ("1 3", [1, 0, 1]), ("1;3", [1, 0, 1]), ("\"1,3\"", [1, 0, 1]), ("3 1", [1, 0, 1]),
      ("1; 3", [1, 0, 1]), ("\"1, 3\"", [1, 0, 1]), ("1  3", [1, 0, 1]), ("2", [0, 1, 0]),
      ("Báo; Mạng xã hội", [1, 0, 1]), ("\"Đài, ti vi\"", [0, 1, 0]), ("mang xa hoi", [0, 0, 1]),
      ("", [255, 255, 255]), ("99", [253, 253, 253]), ("77", [252, 252, 252]),
    ] as [(String, [UInt8])])
  func options(text: String, codes: [UInt8]) throws {
    let table = try read(["channels": text])
    #expect(table.findings.isEmpty)
    #expect((1...3).map { table.closed("channels/\($0)")?.first } == codes)
  }

  @Test(
    "ticks are read in the usual spellings",
    arguments: [
      ("1", 1), ("x", 1), ("X", 1), ("true", 1), ("TRUE", 1), ("Có", 1), ("✓", 1), ("yes", 1),
      ("√", 1), ("✔", 1), ("✔\u{FE0F}", 1), ("☑", 1), ("☒", 1), ("●", 1), ("х", 1), ("Х", 1),
      ("☐", 0), ("0", 0), ("không", 0), ("FALSE", 0), ("no", 0), ("", 255), ("\u{A0}", 255),
    ] as [(String, UInt8)])
  func ticks(text: String, code: UInt8) throws {
    let table = try read(["needs/a": text])
    #expect(table.findings.isEmpty)
    #expect(table.closed("needs/a") == [code])
  }

  @Test(
    "numbers are decimals with a point",
    arguments: [
      ("1.5", 1.5), ("+1.5", 1.5), ("1.5\u{A0}", 1.5), (".5", 0.5), ("2.", 2), ("1e1", 10),
      ("\" 3 \"", 3), ("007", 7),
    ])
  func numbers(text: String, value: Double) throws {
    let table = try read(["hours": text])
    #expect(table.findings.isEmpty)
    #expect(table.numbers("hours") == [value])
  }

  @Test("a missing code satisfies a required number, an empty cell does not")
  func requiredNumber() throws {
    var study = try FaultyBatch.study()
    for position in study.questionnaire.items.indices
    where study.questionnaire.items[position].id == "age" {
      study.questionnaire.items[position].isRequired = true
    }
    #expect(try read(["age": "99"], study).findings.isEmpty)
    #expect(try read(["age": ""], study).findings.map(\.rule) == [.requiredMissing])
  }

  @Test(
    "a required item is asked for only where it is known to have been asked",
    arguments: [("1", true), ("2", false), ("", false), ("99", false), ("77", false)])
  func requiredIfAsked(used: String, isMissing: Bool) throws {
    let table = try read(["used": used, "again": ""])
    #expect(table.findings.map(\.rule) == (isMissing ? [.requiredMissing] : []))
  }

  @Test("an item whose condition has no column in the file is asked for by nobody")
  func noDecider() throws {
    #expect(try read(["again": "", "q2": "3"]).findings.isEmpty)
  }

  @Test(
    "a condition on options holds whatever the order of their columns, and with some of them",
    arguments: [
      (["needs/a", "needs/b"], ["1", "0"], []), (["needs/b", "needs/a"], ["0", "1"], []),
      (["needs/b", "needs/a"], ["1", "0"], [.answeredThoughNotAsked]),
      (["needs/a"], ["1"], []), (["needs/a"], ["0"], [.answeredThoughNotAsked]),
      // Whether option a was ticked is not known from option b alone.
      (["needs/b"], ["0"], []), (["needs/b"], ["1"], []),
    ] as [([String], [String], [FindingRule])])
  func splitCondition(columns: [String], ticks: [String], rules: [FindingRule]) throws {
    let header = CleanBatch.header.prefix(7) + columns + ["why"]
    let row = CleanBatch.rows[0].prefix(7) + ticks + ["vì gần"]
    let text = header.joined(separator: ",") + "\n" + row.joined(separator: ",") + "\n"
    #expect(try CleanBatch.table(text).findings.map(\.rule) == rules)
  }

  @Test("a code of one file is mapped to the form's by the study, for an item or a whole scale")
  func codeMaps() throws {
    var study = try FaultyBatch.study()
    study.codeMaps = ["five": ["A": "1", "B": "2"], "q2": ["A": "5"]]
    let table = try read(["q1": "A", "q2": "A"], study)
    #expect(table.closed("q1") == [0])
    #expect(table.closed("q2") == [4])
    #expect(try read(["q1": "4", "q2": "B"], study).closed("q2") == [1])
  }

  /// A table of one right row but for `cells`, whose columns alone it has besides the study's.
  private func read(_ cells: [String: String], _ study: Study? = nil) throws -> ResponseTable {
    var header = Array(CleanBatch.header.prefix(7))
    var row = Array(CleanBatch.rows[0].prefix(7))
    for (column, text) in cells.sorted(by: { $0.key < $1.key }) {
      if column == "q1" {
        row[6] = text
      } else {
        header.append(column)
        row.append(text)
      }
    }
    return try ResponseTable(
      csv(header.joined(separator: ","), row.joined(separator: ",")), fileName: "f.csv",
      for: study ?? FaultyBatch.study())
  }
}
