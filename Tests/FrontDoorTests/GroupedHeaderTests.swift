import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import TestSupport
import Testing

@Suite("Columns that are parts of a question")
struct GroupedHeaderTests {
  private static let lead = ["so_phieu", "ma_xa", "trong_so"]

  private func csv(_ rows: [[String]]) -> String {
    rows.map { row in
      row.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
    }.joined(separator: "\n") + "\n"
  }

  /// Four records with the same answers.
  private func records(_ cells: [String]) -> [[String]] {
    (1...4).map { ["P\($0)", "00101", "1.5"] + cells }
  }

  @Test(
    "are options of a multiple choice, whatever the form calls them",
    arguments: [
      (1...4).map { "Thủ tục đã làm – Lựa chọn \($0)" },
      (1...4).map { "Thủ tục đã làm: (\($0))" },
      (1...4).map { "Thu tuc da lam - phuong an \($0)" },
      ["Đất đai", "Hộ tịch, chứng thực", "Xây dựng", "Khác"].map { "Thủ tục đã làm: \($0)" },
      ["1. Đất đai", "2. Hộ tịch, chứng thực", "3. Xây dựng", "4. Khác"].map {
        "Thủ tục đã làm [\($0)]"
      },
      ["Đất đai", "Hộ tịch, chứng thực", "Xây dựng", "Khác"].map {
        "Thủ tục đã làm (đánh dấu x) - \($0)"
      },
    ])
  func options(headers: [String]) throws {
    let table = try Office().table(
      csv([Self.lead + ["q1"] + headers] + records(["4", "x", "", "", "x"])))
    #expect(table.rowCount == 4)
    #expect(table.closed("services/1") == [1, 1, 1, 1])
    #expect(table.closed("services/4") == [1, 1, 1, 1])
    #expect(table.findings.isEmpty)
  }

  @Test("are options below a question with a remark in brackets")
  func remark() throws {
    let upper = Self.lead + ["q1", "Thủ tục đã làm (đánh dấu x)", "", "", ""]
    let lower = ["", "", "", "", "Đất đai", "Hộ tịch, chứng thực", "Xây dựng", "Khác"]
    let table = try Office().table(csv([upper, lower] + records(["4", "x", "", "", "x"])))
    #expect(table.rowCount == 4)
    #expect(table.closed("services/1") == [1, 1, 1, 1])
    #expect(table.closed("services/4") == [1, 1, 1, 1])
  }

  @Test("are options under the names that the study gives them")
  func aliases() throws {
    let office = try Office()
    let study = try String(
      contentsOf: office.folder.url.appending(path: "study.yaml"), encoding: .utf8)
    let named = study.replacing(
      "ignore: [STT]}",
      with: "ignore: [STT], aliases: {services/1: [dat], services/4: [khac], gender/1: [ong], "
        + "gender/2: [ba]}}")
    try office.folder.write(Array(named.utf8), to: "study.yaml")
    let project = try SurveyProject(at: office.folder.url, questionnaires: [office.folder.url])
    let headers = Self.lead + ["q1", "dat", "khac", "ong", "ba"]
    let url = try office.file(csv([headers] + records(["4", "x", "x", "", "x"])))
    let table = try ResponseTable(reading: Rendition(url, for: project.study))
    #expect(table.closed("services/1") == [1, 1, 1, 1])
    #expect(table.closed("services/4") == [1, 1, 1, 1])
    #expect(table.closed("gender") == [1, 1, 1, 1])
    #expect(table.source?.columns.filter { $0.meaning == .unmapped } == [])
    // An option that the item does not have is a mistake of the study.
    try office.folder.write(
      Array(named.replacing("services/4", with: "services/9").utf8), to: "study.yaml")
    #expect(throws: (any Error).self) {
      try SurveyProject(at: office.folder.url, questionnaires: [office.folder.url])
    }
  }

  @Test(
    "are the ticks of a single choice, read as its code",
    arguments: [
      (1...5).map { "Câu 4 – Lựa chọn \($0)" }, (1...5).map { "4.\($0)" },
      (1...5).map { "C4_\($0)" }, (1...5).map { "Q4.\($0)" },
      ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
        .map { "Trả kết quả đúng hẹn: \($0)" },
    ])
  func singleTicks(headers: [String]) throws {
    let office = try Office()
    var rows = records(["5", "", "", "x", "", ""])
    rows[1][6] = "0"
    rows[1][8] = "1"
    // Nothing ticked is no answer; two are no answer of one.
    rows[2][6] = ""
    rows[3][8] = "x"
    let rendition = try office.rendition(csv([Self.lead + ["q1"] + headers] + rows))
    #expect(rendition.understanding.says("single-ticks").count == 1)
    let table = try ResponseTable(reading: rendition)
    // Codes stand for the options in the form's order.
    #expect(table.closed("q4")?.prefix(2) == [2, 4])
    #expect(table.rowCount == 3)
    #expect(MissingKind(code: table.closed("q4")?[2] ?? 0) != nil)
    #expect(table.findings.map(\.rule) == [.severalCodes])
    #expect(table.findings.map(\.position.line) == [5])
    let source = try #require(table.source)
    #expect(source.columns.filter { $0.meaning == .unmapped } == [])
  }

  @Test(
    "An empty option beside a ticked one was not ticked, where the column has no other word for it")
  func emptyTicks() throws {
    let office = try Office()
    let headers = Self.lead + ["q1"] + (1...4).map { "services/\($0)" }
    // The third of four records ticks nothing, so nothing is known of it.
    var rows = records(["4", "x", "", "", "X"])
    rows[2].replaceSubrange(4..., with: ["", "", "", ""])
    let rendition = try office.rendition(csv([headers] + rows))
    #expect(rendition.understanding.says("ticks").count == 1)
    let table = try ResponseTable(reading: rendition)
    let blank = MissingKind.blank.code
    #expect(table.closed("services/1") == [1, 1, blank, 1])
    #expect(table.closed("services/2") == [0, 0, blank, 0])
    // Where others say no, an empty cell is no answer.
    rows[3][5] = "0"
    let saying = try office.rendition(csv([headers] + rows))
    #expect(saying.understanding.says("ticks") == [])
    #expect(
      try ResponseTable(reading: saying).closed("services/2") == [blank, blank, blank, 0])
  }

  @Test("A column that is only numbered like one option is not taken for a tick")
  func oneOption() throws {
    let table = try Office().table(csv([Self.lead + ["q1", "4.2"]] + records(["4", "1"])))
    #expect(table.source?.columns.last?.meaning == .unmapped)
    #expect(table.source?.absentItems.contains("q4") == true)
  }

  @Test("Records that are too short or too long for their ticks are set aside")
  func ragged() throws {
    var rows = records(["4", "", "", "x", "", ""])
    rows[1].removeLast()
    rows[2].append("thừa")
    let headers = Self.lead + ["q1"] + (1...5).map { "Câu 4 – Lựa chọn \($0)" }
    let table = try Office().table(csv([headers] + rows))
    #expect(table.rowCount == 2)
    #expect(table.findings.map(\.rule) == [.tooFewFields, .tooManyFields])
    #expect(table.findings.map(\.position.line) == [3, 4])
  }

  @Test("A question above the numbers of its options is one header with them")
  func grouped() throws {
    let upper = Self.lead + ["q1", "q2", "q3", "q5", "Thủ tục đã làm", "", "", "", "Câu 4"]
    let lower = ["", "", "", "", "", "", "", "1", "2", "3", "4", "1", "2", "3", "4", "5"]
    let cells = ["4", "5", "3", "4", "x", "", "x", "", "", "", "", "x", ""]
    let padded = upper + Array(repeating: "", count: 4)
    let office = try Office()
    for text in [
      csv([padded, lower] + records(cells)), csv([["Phiếu"], padded, lower] + records(cells)),
    ] {
      let rendition = try office.rendition(text)
      let table = try ResponseTable(reading: rendition)
      #expect(table.rowCount == 4)
      #expect(table.findings.isEmpty)
      #expect(table.closed("services/1") == [1, 1, 1, 1])
      #expect(table.closed("services/3") == [1, 1, 1, 1])
      #expect(table.closed("q4") == [3, 3, 3, 3])
      #expect(table.closed("q5") == [3, 3, 3, 3])
    }
    // And where the rows are told.
    let told = try office.table(
      csv([padded, lower] + records(cells)), deciding: .deciding { $0.headerRows = 1...2 })
    #expect(told.closed("q4") == [3, 3, 3, 3])
  }

  @Test("A merged question above numbers, as a spreadsheet has it")
  func merged() throws {
    let office = try Office()
    let url = Office.fixtures.appending(path: "odd/grouped.xlsx")
    let rendition = try Rendition(url, for: office.study)
    #expect(rendition.understanding.says("header") == ["the header is row 2–3 (\"Phiếu\")"])
    let table = try ResponseTable(reading: rendition)
    #expect(table.rowCount == 4)
    #expect(table.closed("services/4") == [1, 1, 1, 1])
    #expect(table.closed("q5") == [3, 3, 3, 3])
  }

  @Test("A question above the numbers of its rows heads the items of a grid")
  func grid() throws {
    let office = try Office()
    var study = office.study
    for (old, new) in [("q1", "q9_01"), ("q2", "q9_02"), ("q3", "q9_03")] {
      let place = try #require(study.questionnaire.items.firstIndex { $0.id == old })
      study.questionnaire.items[place].id = new
    }
    study.questionnaire.index = Axis(
      id: "index", label: LocalizedText("x"), kind: .index,
      criteria: ["q9_01", "q9_02", "q9_03"])
    let upper = Self.lead + ["Câu 9", "", ""]
    for lower in [["1", "2", "3"], ["9.1", "9.2", "9.3"], ["(1)", "(2)", "(3)"]] {
      let text = csv([upper, ["", "", ""] + lower] + records(["4", "5", "3"]))
      let rendition = try Rendition(office.file(text), for: study)
      let table = try ResponseTable(reading: rendition)
      #expect(table.rowCount == 4, "\(lower)")
      #expect(table.closed("q9_02") == [4, 4, 4, 4], "\(lower)")
    }
    for headers in [["9.1", "9.2", "9.3"], ["C9_1", "C9_2", "C9_3"], ["Câu 9.1", "9_2", "Q9.3"]] {
      let text = csv([Self.lead + headers] + records(["4", "5", "3"]))
      let table = try ResponseTable(reading: Rendition(office.file(text), for: study))
      #expect(table.closed("q9_01") == [3, 3, 3, 3], "\(headers)")
      #expect(table.closed("q9_03") == [2, 2, 2, 2], "\(headers)")
    }
  }

  @Test(
    "Variables that are only numbered are known by their labels",
    arguments: ["labelled.sav", "labelled.dta"])
  func labels(name: String) throws {
    let office = try Office()
    let url = Office.fixtures.appending(path: "odd/\(name)")
    let rendition = try Rendition(url, for: office.study)
    let said = rendition.understanding.says("variable-labels")
    #expect(said.first == "5 variables whose names say nothing are known by their labels")
    // Two variables are labelled as one item: neither is taken, and both are named.
    #expect(said.last?.contains("\"V5\", \"V6\"") == true)
    let table = try ResponseTable(reading: rendition)
    #expect(table.rowCount == 4)
    let source = try #require(table.source)
    let rules = source.columns.map(\.meaning)
    #expect(rules[3...4] == [.item("q1", rule: .alias), .item("q2", rule: .alias)])
    #expect(rules[5...7] == [.unmapped, .unmapped, .unmapped])
  }
}
