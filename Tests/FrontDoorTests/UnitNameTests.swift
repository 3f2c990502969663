import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import TestSupport
import Testing

@Suite("Names of units without their kind")
struct UnitNameTests {
  @Test(
    "are matched where one unit fits, and said once",
    arguments: [
      "Bình Hoà", "BÌNH HÒA", "X. BÌNH HOÀ", "1. X. Bình Hoà", "xã Bình Hoà", "X.Bình Hoà",
    ])
  func bare(name: String) throws {
    let office = try Office()
    var answers = Answers(4)
    for row in 0..<3 { answers[row, "ma_xa"] = name }
    let rendition = try office.rendition(answers.csv())
    let table = try ResponseTable(reading: rendition)
    #expect(table.rowCount == 4)
    #expect(
      table.answers[TableLayout.unit] == ["00101", "00101", "00101", "00102"].map { "\($0)" })
    let said = rendition.understanding.says("unit-names")
    #expect(said.count == (name.hasPrefix("xã") ? 0 : 1), "\(said)")
    #expect(said.allSatisfy { $0.contains("column \"ma_xa\": 3 names") })
  }

  @Test(
    "are not matched where the kind is another's or nothing is left of them",
    arguments: ["Phường Bình Hoà", "Xã", "X.", "Huyện Bình Hoà"])
  func others(name: String) throws {
    let office = try Office()
    var answers = Answers(4)
    for row in 0..<3 { answers[row, "ma_xa"] = name }
    let table = try office.table(answers.csv())
    #expect(table.rowCount == 1)
    #expect(table.findings.map(\.rule) == [.unknownUnit, .unknownUnit, .unknownUnit])
  }

  @Test("name the sheets of a workbook")
  func sheets() throws {
    let office = try Office()
    var answers = Answers(2)
    answers.drop("ma_xa")
    let url = try office.folder.write(
      smallWorkbook([
        ("Bình Hoà", answers.table(named: "A")), ("2. X. Nghĩa Thắng", answers.table(named: "B")),
      ]),
      to: "in/answers.xlsx")
    let rendition = try Rendition(url, for: office.study)
    #expect(rendition.understanding.says("sheet-unit").count == 1)
    #expect(rendition.understanding.profile.hasSheetForEachUnit)
    #expect(
      try ResponseTable(reading: rendition).answers[TableLayout.unit]
        == ["00101", "00101", "00102", "00102"])
  }

  @Test("A workbook without units says so of its sheets, with the nearest")
  func noUnits() throws {
    let office = try Office()
    var answers = Answers(2)
    answers.drop("ma_xa")
    let url = try office.folder.write(
      smallWorkbook([("Bình Hào", answers.table), ("Nghĩa Thẳng X", answers.table)]),
      to: "in/answers.xlsx")
    let error = try #require(throws: ImportError.self) { try Rendition(url, for: office.study) }
    let english = error.message(in: .english)
    #expect(english.contains("there is no column \"ma_xa\" of units"), "\(english)")
    #expect(english.contains("nearest: \"Xã Bình Hoà\""), "\(english)")
    #expect(error.message(in: .vietnamese).contains("đặt tên trang tính theo đơn vị"))
  }
}
