import Foundation
import SurveyIngest
import SurveyModel
import TestSupport
import Testing

@Suite("Cells whose types say more than their texts")
struct CellTypeTests {
  private func odd(_ name: String) -> URL { Office.fixtures.appending(path: "odd/\(name)") }

  @Test("True numbers of a workbook stay what they are", arguments: [DecimalMark?.none, .comma])
  func numbers(forced: DecimalMark?) throws {
    let office = try Office()
    let rendition = try Rendition(
      odd("types.xlsx"), for: office.study, deciding: .deciding { $0.decimal = forced })
    let table = try ResponseTable(reading: rendition)
    #expect(table.numbers(TableLayout.weight) == [1.125, 2.5, 1.25, 1.5])
    #expect(table.numbers("minutes") == [2.125, 10, 12, 12])
    #expect(!rendition.understanding.warnings.contains("contradiction"))
    #expect(!rendition.understanding.warnings.contains("decimal"))
  }

  @Test("True numbers of SPSS stay what they are beside texts with commas")
  func statistics() throws {
    let office = try Office()
    let rendition = try Rendition(odd("reversed.sav"), for: office.study)
    let table = try ResponseTable(reading: rendition)
    #expect(table.numbers(TableLayout.weight) == [1.125, 2.125])
    #expect(table.numbers("minutes") == [2.5, 10])
  }

  @Test("Dates beside texts that are dates may have been swapped, and that is said")
  func dates() throws {
    let office = try Office()
    let rendition = try Rendition(odd("types.xlsx"), for: office.study)
    let said = rendition.understanding.says("dates").filter { $0.contains("swapped") }
    #expect(said.count == 1)
    #expect(said.first?.contains("3 cells are dates of Excel") == true)
    let whole = try Rendition(Office.disguise("plain.xlsx"), for: office.study)
    #expect(!whole.understanding.warnings.contains("dates"))
  }

  @Test("Formulas without a result are no answers, and where they stand is said")
  func failures() throws {
    let office = try Office()
    let rendition = try Rendition(odd("failures.xlsx"), for: office.study)
    let said = rendition.understanding.statements.filter { $0.topic == "failures" }
    #expect(said.map(\.isWarning) == [true, true])
    #expect(
      said.map(\.text.english) == [
        "column \"so_phieu\": 1 formulas that failed or were never calculated, read as blanks "
          + "(rows 2); calculate and save the file again",
        "column \"comment\": 2 formulas that failed or were never calculated, read as blanks "
          + "(rows 3, 4); calculate and save the file again",
      ])
    #expect(said[1].text.vietnamese.contains("cột \"comment\": 2 ô công thức lỗi"))
    let table = try ResponseTable(reading: rendition)
    // A text that says so is no answer either.
    #expect(table.texts("comment")?.indices.count == 3)
    #expect(table.texts("comment")?[0] == nil)
    #expect(table.texts("comment")?[2] == nil)
    #expect(table.findings.map(\.rule) == [.keyMissing, .spreadsheetFailure])
  }

  @Test("Codes that bear the labels of other options, one each, are read by the labels")
  func labels() throws {
    let office = try Office()
    let rendition = try Rendition(odd("reversed.sav"), for: office.study)
    let said = rendition.understanding.statements.filter { $0.topic == "labels" }
    #expect(said.count == 1)
    let statement = try #require(said.first)
    #expect(statement.isWarning)
    #expect(statement.text.english.hasPrefix("column \"q1\": the file calls 4 codes by labels"))
    #expect(statement.text.vietnamese.hasPrefix("cột \"q1\": tệp gọi 4 mã bằng nhãn"))
    #expect(statement.samples.map(\.before).first == "1 \"Rất hài lòng\"")
    #expect(statement.samples.map(\.after).first == "5 \"Rất hài lòng\"")
    let table = try ResponseTable(reading: rendition)
    #expect(table.closed("q1") == [4, 1])
    let right = try Rendition(Office.disguise("answers.sav"), for: office.study)
    #expect(right.understanding.says("labels").isEmpty)
  }

  @Test("Codes that bear some labels of other options are refused, as either may be meant")
  func halfLabelled() throws {
    let office = try Office()
    let error = try #require(throws: ImportError.self) {
      try Rendition(odd("half-reversed.sav"), for: office.study)
    }
    #expect(error.problems == [.ambiguousLabels(["q1"])])
    #expect(error.message(in: .english).contains("give every code the form's label"))
  }

  @Test(
    "Values that the file declares to be missing are no answer, of the kind that the form names")
  func declaredMissing() throws {
    let office = try Office {
      $0.replacing(
        "missing: {dont-know: [\"9\"]}", with: "missing: {dont-know: [\"9\", Không biết]}")
    }
    let rendition = try Rendition(odd("user-missing.sav"), for: office.study)
    let said = rendition.understanding.says("declared-missing")
    #expect(said.count == 3)
    #expect(said.allSatisfy { $0.contains("1 cells are codes that the file declares") }, "\(said)")
    let table = try ResponseTable(reading: rendition)
    #expect(table.findings == [])
    #expect(table.closed("q1") == [MissingKind.blank.code, 3])
    #expect(table.closed("q2") == [0, MissingKind.dontKnow.code])
    #expect(table.numbers("minutes")?.first == 2.5)
    #expect(table.numbers("minutes")?.last?.isNaN == true)
  }

  @Test("What only one platform writes means nothing in other files")
  func platforms() throws {
    let office = try Office()
    var answers = Answers(4)
    answers[1, "q1"] = "A3"
    let table = try office.table(answers.csv())
    #expect(table.findings.map(\.rule) == [.unmappedCode])
    // LimeSurvey's own columns.
    var lines = answers.lines()
    lines[0] += ",id,submitdate,lastpage,startlanguage"
    for row in 1...4 { lines[row] += ",\(row),2025-07-05 08:00:00,3,vi" }
    let rendition = try office.rendition(lines.joined(separator: "\n") + "\n")
    #expect(rendition.understanding.profile.platform == "limeSurvey")
    #expect(rendition.understanding.says("codes").count == 1)
    let read = try ResponseTable(reading: rendition)
    #expect(read.closed("q1") == [3, 2, 3, 3])

    var options = Answers(4).lines()
    options[0] = options[0].replacing(",services,", with: ",services/1,")
    for row in 1...4 {
      options[row] = options[row].replacing(",1 2,", with: row == 2 ? ",n/a," : ",1,")
    }
    let ticked = try office.table(options.joined(separator: "\n") + "\n")
    #expect(ticked.rowCount == 3)
    #expect(ticked.findings.map(\.position.line) == [3])
  }
}
