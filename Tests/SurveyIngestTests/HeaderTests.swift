import SurveyIngest
import SurveyModel
import Testing

@Suite("What the columns of a file are")
struct HeaderTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var header: String
    var meaning: ColumnMatch.Meaning
  }

  static let cases = [
    Case(testDescription: "a code", header: "q2", meaning: .item("q2", rule: .code)),
    Case(
      testDescription: "a Vietnamese label", header: "Thời hạn giải quyết",
      meaning: .item("q2", rule: .label)),
    Case(
      testDescription: "an English label", header: "Time limit", meaning: .item("q2", rule: .label)),
    Case(
      testDescription: "a decomposed label",
      header: "Tho\u{31B}\u{300}i ha\u{323}n gia\u{309}i quye\u{302}\u{301}t",
      meaning: .item("q2", rule: .label)),
    Case(
      testDescription: "an alias of the study", header: "cau_2", meaning: .item("q2", rule: .alias)),
    Case(testDescription: "a code in capitals", header: "Q2", meaning: .item("q2", rule: .folded)),
    Case(
      testDescription: "a label without marks", header: "THOI HAN GIAI QUYET",
      meaning: .item("q2", rule: .folded)),
    Case(
      testDescription: "an alias spelt otherwise", header: "Câu 2",
      meaning: .item("q2", rule: .folded)),
    Case(
      testDescription: "blanks around a code", header: "\u{A0}q2 ",
      meaning: .item("q2", rule: .code)),
    Case(
      testDescription: "one option of a multiple choice", header: "needs/a",
      meaning: .item("needs/a", rule: .code)),
    Case(testDescription: "a direct identifier", header: "Họ và tên", meaning: .dropped("name")),
    Case(testDescription: "a header the study ignores", header: "ghi_chu", meaning: .ignored),
    Case(testDescription: "sipas's own column", header: "sipas_findings", meaning: .ignored),
    Case(testDescription: "a stranger", header: "tinh_trang", meaning: .unmapped),
    Case(testDescription: "a code nearly right", header: "q22", meaning: .unmapped),
    Case(testDescription: "no header", header: "", meaning: .unmapped),
  ]

  @Test("are told by their headers", arguments: cases)
  func meaning(example: Case) throws {
    let source = try source(adding: [example.header])
    #expect(source.columns.last?.meaning == example.meaning)
    #expect(source.columns.map(\.position) == Array(1...source.columns.count))
  }

  @Test("study columns are found whatever their case and marks")
  func studyColumns() throws {
    let source = try source(adding: [])
    #expect(
      source.columns.map(\.meaning) == [
        .study("columns.key"), .study("columns.unit"), .study("design.strata"),
        .study("design.stages[0].cluster"), .study("design.stages[0].population"),
        .study("design.weight"), .item("q1", rule: .code),
      ])
  }

  @Test("a spelling that two items share when folded is matched with neither, but listed")
  func ambiguousFold() throws {
    var study = try FaultyBatch.study()
    study.questionnaire.items[4].label = LocalizedText("Má")
    study.questionnaire.items[5].label = LocalizedText("Mã")
    let headers = "so_phieu,xa,tang,cum,so_cum,trong_so,q1,"
    let row = "P1,X1,H1,C1,9,1,4,3"
    let folded = try ResponseTable(csv(headers + "MA", row), fileName: "f", for: study)
    #expect(folded.source?.columns.last?.meaning == .unmapped)
    let exact = try ResponseTable(csv(headers + "Mã", row), fileName: "f", for: study)
    #expect(exact.source?.columns.last?.meaning == .item("used", rule: .label))
  }

  @Test("an item under its code and again under its label is refused, with both columns")
  func codeAndLabel() throws {
    let error = try #require(throws: ImportError.self) {
      try source(adding: ["Thời hạn giải quyết", "q2"])
    }
    #expect(
      error.problems == [.repeatedColumn("q2", headers: ["q2", "Thời hạn giải quyết"])])
  }

  @Test("items that the file has no column for are listed")
  func absent() throws {
    let source = try source(adding: ["q2", "needs/b"])
    #expect(
      source.absentItems == [
        "name", "phone", "id_number", "used", "again", "channels", "why", "age", "hours",
        "visited", "remark",
      ])
  }

  private func source(adding headers: [String]) throws -> BatchSource {
    let all = ["So_Phieu", "XA", "tầng", "cum", "so_cum", "trong_so", "q1"] + headers
    let row = ["P1", "X1", "H1", "C1", "9", "1", "4"] + headers.map { _ in "" }
    let table = try ResponseTable(
      csv(all.joined(separator: ","), row.joined(separator: ",")), fileName: "f.csv",
      for: FaultyBatch.study())
    #expect(table.rowCount == 1)
    return try #require(table.source)
  }
}
