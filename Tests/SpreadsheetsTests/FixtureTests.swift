import Foundation
import Spreadsheets
import Testing

@Suite("Workbooks of other programs")
struct FixtureTests {
  /// A cell as the fixture's list has it; nil where nothing is in it that openpyxl would give.
  private func listed(_ cell: Cell, row: Int) -> [String]? {
    let reference = CellReference(row: row, column: cell.column).description
    switch cell.value {
    case .empty, .uncalculated: return nil
    case .text(let text): return [reference, "text", text]
    case .error(let code): return [reference, "text", code]
    case .boolean(let value): return [reference, "boolean", "\(value)"]
    case .number(let number): return [reference, "number", "\(number)"]
    case .date(let date):
      let text = date.text ?? ""
      switch date.form {
      case .duration: return [reference, "duration", "\((date.serial * 86_400).rounded())"]
      case .time where date.serial < 1: return [reference, "time", text]
      case .date, .time, .dateAndTime:
        return [reference, "date", text.contains("T") ? text : text + "T00:00:00"]
      }
    }
  }

  @Test(
    "every cell is what openpyxl reads there",
    arguments: ["openpyxl", "epoch1904", "xlsxwriter", "libreoffice"])
  func cells(book: String) throws {
    let workbook = try Workbook(contentsOf: Fixture.url(book + ".xlsx"))
    let expected = try Fixture.expected(book)
    #expect(!expected.isEmpty)
    #expect(workbook.sheets.map(\.name) == expected.map(\.name))
    #expect(workbook.sheets.map { "\($0.visibility)" } == expected.map(\.state))
    for (sheet, other) in zip(workbook.sheets, expected) {
      var rows = try workbook.rows(of: sheet)
      var found: [[String]] = []
      while let row = try rows.next() {
        found += row.cells.compactMap { listed($0, row: row.number) }
      }
      #expect(rows.mergedRanges.map(\.description).sorted() == other.merged)
      try #require(found.count == other.cells.count)
      for (cell, otherCell) in zip(found, other.cells) {
        if cell[1] == "number", otherCell[1] == "number" {
          #expect(cell[0] == otherCell[0] && Double(cell[2]) == Double(otherCell[2]))
        } else if otherCell[2].contains("_x00") {
          // openpyxl leaves the escapes of control characters as they stand.
          #expect(cell == ["B20", "text", "tab\u{B}và_x000D_"])
        } else {
          #expect(cell == otherCell)
          #expect(cell[2].unicodeScalars.elementsEqual(otherCell[2].unicodeScalars))
        }
      }
    }
  }

  @Test("a formula's result is told from what was typed")
  func formulas() throws {
    let workbook = try Workbook(contentsOf: Fixture.url("xlsxwriter.xlsx"))
    var rows = try workbook.rows(of: #require(workbook.sheets.first))
    let row = try #require(try rows.next())
    #expect(
      row.cells.map(\.origin) == [
        .constant, .constant, .formula, .formula, .constant, .constant, .constant,
      ])
    #expect(row.cells.map(\.value).last == .empty)
  }

  @Test(
    "what is no workbook of today's format is named",
    arguments: [("libreoffice.ods", .ods), ("libreoffice.xls", .xls), ("make.py", .text)]
      as [(String, ForeignFormat)])
  func foreign(name: String, format: ForeignFormat) {
    #expect(throws: SpreadsheetError.notAWorkbook(format)) {
      try Workbook(contentsOf: Fixture.url(name))
    }
  }

  @Test("a file and its bytes are the same workbook, and no file is none")
  func file() throws {
    let url = Fixture.url("openpyxl.xlsx")
    let bytes = [UInt8](try Data(contentsOf: url))
    #expect(try Workbook(bytes).sheets == Workbook(contentsOf: url).sheets)
    for path in ["none.xlsx", ""] {
      #expect(throws: SpreadsheetError.self) { try Workbook(contentsOf: Fixture.url(path)) }
    }
  }
}
