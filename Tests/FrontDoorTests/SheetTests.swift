import Foundation
import SurveyIngest
import SurveyModel
import TestSupport
import Testing

@Suite("Sheets that were asked for, and rows without anything")
struct SheetTests {
  private static let rows = [Answers.headers] + Answers(4).rows

  private func file(
    _ office: Office, _ sheets: [(name: String, rows: [[String]])]
  ) throws -> URL {
    try office.folder.write(smallWorkbook(sheets), to: "in/answers.xlsx")
  }

  @Test("Blank rows of a workbook are counted")
  func blankRows() throws {
    let office = try Office()
    let rows = Self.rows[..<3] + [[], [" ", ""]] + Self.rows[3...]
    let rendition = try Rendition(
      file(office, [("Phiếu", [[]] + rows)]), for: office.study)
    #expect(
      rendition.understanding.says("blank-rows") == ["rows with nothing in them passed over (2)"])
    #expect(try ResponseTable(reading: rendition).rowCount == 4)
  }

  @Test("Cases without anything are counted")
  func blankCases() throws {
    let office = try Office()
    let url = Office.fixtures.appending(path: "odd/blank-cases.sav")
    let rendition = try Rendition(url, for: office.study)
    #expect(
      rendition.understanding.says("blank-rows") == ["cases with nothing in them passed over (2)"])
    #expect(try ResponseTable(reading: rendition).source?.readCount == 4)
  }

  @Test("Sheets that are not there are named, beside those that are")
  func noSuchSheet() throws {
    let office = try Office()
    let url = try file(office, [("Đợt 1", Self.rows), ("Ghi chú", [["x"]])])
    let error = try #require(throws: ImportError.self) {
      try Rendition(url, for: office.study, deciding: .deciding { $0.sheets = ["Nope"] })
    }
    #expect(error.problems == [.noSuchSheets(["Nope"], present: ["Đợt 1", "Ghi chú"])])
    #expect(error.message(in: .english).contains("no visible sheet \"Nope\""))
    #expect(error.message(in: .vietnamese).contains("tệp có \"Đợt 1\", \"Ghi chú\""))
    let some = try Rendition(
      url, for: office.study, deciding: .deciding { $0.sheets = ["Đợt 1", "Nope"] })
    #expect(some.understanding.warnings.contains("sheets-missing"))
    // A text has no sheets at all.
    let text = try #require(throws: ImportError.self) {
      try office.rendition(Answers(4).csv(), deciding: .deciding { $0.sheets = ["Đợt 1"] })
    }
    #expect(text.problems == [.noSuchSheets(["Đợt 1"], present: [])])
    let pinned = try Office(profile: .deciding { $0.sheets = ["Đợt 1"] })
    #expect(throws: ImportError.self) { try pinned.rendition(Answers(4).csv()) }
  }

  @Test("A hidden sheet that is asked for is said to be hidden, and how to show it")
  func hidden() throws {
    let office = try Office()
    let url = Office.fixtures.appending(path: "odd/hidden.xlsx")
    let error = try #require(throws: ImportError.self) {
      try Rendition(url, for: office.study, deciding: .deciding { $0.sheets = ["Nháp"] })
    }
    #expect(error.problems == [.hiddenSheetsAsked(["Nháp"], visible: ["Dữ liệu"])])
    #expect(error.message(in: .english).contains("choose Unhide"))
    #expect(error.message(in: .vietnamese).contains("chọn Bỏ ẩn"))
  }

  @Test("A sheet for which the workbook cannot be read is named, with the option for the others")
  func oddHeader() throws {
    let office = try Office()
    let twice = Self.rows.map { $0 + [$0[6]] }
    let url = try file(office, [("Đợt 1", Self.rows), ("Đợt 2", twice), ("Đợt 3", Self.rows)])
    let error = try #require(throws: ImportError.self) { try Rendition(url, for: office.study) }
    let english = error.message(in: .english)
    #expect(error.problems.count == 1)
    #expect(english.contains("sheet \"Đợt 2\": 2 columns are called \"q1\""), "\(english)")
    #expect(english.contains("the other sheets (2) are good"))
    #expect(english.contains("--sheet \"Đợt 1\" --sheet \"Đợt 3\""))
    // What it says can be done.
    let others = try Rendition(
      url, for: office.study, deciding: .deciding { $0.sheets = ["Đợt 1", "Đợt 3"] })
    #expect(try ResponseTable(reading: others).source?.readCount == 8)
  }

  @Test("Where sheets are named for their units, one that is not is named")
  func oddName() throws {
    let office = try Office()
    let rows = Self.rows.map { row in row.enumerated().filter { $0.offset != 1 }.map(\.element) }
    let url = try file(office, [("Xã Bình Hoà", rows), ("Xã Bình Hòa (2)", rows)])
    let error = try #require(throws: ImportError.self) { try Rendition(url, for: office.study) }
    let english = error.message(in: .english)
    #expect(english.contains("sheet \"Xã Bình Hòa (2)\": its name is no unit"), "\(english)")
    #expect(english.contains("--sheet \"Xã Bình Hoà\""))
    #expect(error.message(in: .vietnamese).contains("1 trang khác đọc được"))
  }

  @Test("Answers taken from merged cells are counted, and their places said; a unit's are not")
  func merged() throws {
    let office = try Office()
    let url = Office.fixtures.appending(path: "odd/merged.xlsx")
    let rendition = try Rendition(url, for: office.study)
    #expect(
      rendition.understanding.says("merged-answers") == [
        "3 answers are taken from merged cells; see whether each is meant for all: "
          + "Phiếu!E3, Phiếu!F3, Phiếu!E5"
      ])
    #expect(rendition.understanding.warnings == ["merged-answers"])
    #expect(try ResponseTable(reading: rendition).rowCount == 4)
  }

  @Test("A sheet of records that was not asked for is not read, as told", arguments: [false, true])
  func notAsked(isPinned: Bool) throws {
    let told = ImportProfile.deciding { $0.sheets = ["Đợt 1"] }
    let office = try Office(profile: isPinned ? told : nil)
    let url = try file(office, [("Đợt 1", Self.rows), ("Đợt 2", Self.rows)])
    let rendition = try Rendition(
      url, for: office.study, deciding: isPinned ? ImportProfile() : told)
    #expect(rendition.understanding.says("sheets-left") == ["sheets not read, as told: \"Đợt 2\""])
    #expect(rendition.understanding.says("sheets-passed") == [])
    #expect(try ResponseTable(reading: rendition).rowCount == 4)
  }
}
