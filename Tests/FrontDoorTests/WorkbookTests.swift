import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyStore
import TestSupport
import Testing

@Suite("Workbooks with something amiss")
struct WorkbookTests {
  private func odd(_ name: String) -> URL { Office.fixtures.appending(path: "odd/\(name)") }

  @Test("Hidden sheets are not read, and that is said")
  func hidden() throws {
    let office = try Office()
    let rendition = try Rendition(odd("hidden.xlsx"), for: office.study)
    #expect(rendition.understanding.says("sheets-hidden") == ["hidden sheets, not read: \"Nháp\""])
    #expect(try ResponseTable(reading: rendition).rowCount == 8)
  }

  @Test("A workbook without cells is empty")
  func empty() throws {
    let office = try Office()
    #expect(throws: ImportError(file: "empty.xlsx", problems: [.empty])) {
      try ResponseTable(reading: Rendition(odd("empty.xlsx"), for: office.study))
    }
  }

  @Test("A formula without its result sets its row aside")
  func formula() throws {
    let office = try Office()
    let table = try ResponseTable(reading: Rendition(odd("formula.xlsx"), for: office.study))
    #expect(table.rowCount == 7)
    #expect(table.findings.map(\.rule) == [.spreadsheetFailure])
    #expect(table.findings.map(\.position.line) == [3])
  }

  @Test(
    "Findings name the sheet and its row; what was set aside is mended and comes back",
    arguments: [
      false, true,
    ])
  func mended(isPinned: Bool) throws {
    let free = try Office()
    let first = try Rendition(odd("faults.xlsx"), for: free.study)
    let office = try Office(profile: isPinned ? first.understanding.profile : nil)
    let store = try office.project.store()
    let imported = try #require(try office.imports(odd("faults.xlsx"), into: store).first)
    let outcome = try imported.result.get()
    #expect(outcome.counts.accepted == 14)
    #expect(outcome.findings.map(\.position.sheet) == ["Đợt 1", "Đợt 2"])
    #expect(outcome.findings.map(\.position.line) == [5, 6])
    #expect(outcome.findings.map(\.rule) == [.unmappedCode, .unknownUnit])

    let quarantine = try #require(imported.quarantine)
    let text = String(decoding: try Data(contentsOf: quarantine), as: UTF8.self)
    #expect(text.contains("Đợt 1\"\", dòng 5,") && text.contains("Đợt 2\"\", dòng 6,"))
    let mended = text.replacing(";7;", with: ";3;").replacing("00999", with: "00102")
    try Data(mended.utf8).write(to: quarantine)
    let again = try #require(try office.imports(quarantine, into: store).first).result.get()
    #expect(again.counts.accepted == 2)
    #expect(again.counts.setAside == 0)
    #expect(try store.batches(of: "2025").count == 2)
  }

  @Test(
    "The same file twice adds nothing, whatever it is packed in",
    arguments: [
      ("plain.xlsx", "plain.xlsx"), ("plain.csv", "gzip.csv.gz"), ("report.xlsx", "answers.sav"),
    ])
  func twice(first: String, second: String) throws {
    let office = try Office()
    let store = try office.project.store()
    _ = try office.imports(Office.disguise(first), into: store)
    let again = try #require(try office.imports(Office.disguise(second), into: store).first)
    #expect(try again.result.get().counts.accepted == 0)
    #expect(try again.result.get().counts.alreadyPresent == 48)
    #expect(try store.batches(of: "2025").count == 1)
  }
}
