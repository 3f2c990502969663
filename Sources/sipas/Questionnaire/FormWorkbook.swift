import ArgumentParser
import Foundation
import QuestionnaireExchange
import Spreadsheets

/// The workbook (XLSX) that holds the sheets of an XLSForm.
///
/// This is the one place that joins sheets and workbooks.
enum FormWorkbook {
  /// The sheets of the workbook at `path`.
  static func read(_ path: String) throws -> FormSheets {
    let workbook = try Workbook(contentsOf: URL(filePath: path))
    return FormSheets(
      try workbook.sheets.filter { $0.content == .cells }.map { sheet in
        var rows: [FormSheets.Row] = []
        try workbook.forEachRow(of: sheet) { row in
          var cells = [String](repeating: "", count: row.cells.last?.column ?? 0)
          for cell in row.cells { cells[cell.column - 1] = cell.value.plainText ?? "" }
          rows.append(FormSheets.Row(number: row.number, cells: cells))
        }
        return FormSheets.Sheet(name: sheet.name, rows: rows)
      })
  }

  /// Writes sheets as a workbook to `path`; a workbook is no text, so there has to be a path.
  static func write(_ sheets: FormSheets, to path: String?) throws {
    guard let path else {
      throw ValidationError(
        "--to xlsform writes a workbook: name it with --output FORM.xlsx / cần --output TỆP.xlsx")
    }
    var writer = try WorkbookWriter(to: URL(filePath: path), created: Date())
    for sheet in sheets.sheets {
      let grid = sheet.grid
      try writer.beginSheet(
        sheet.name, columns: (grid.first ?? []).map { WorkbookWriter.Column($0, width: 20) })
      for row in grid.dropFirst() { try writer.write(row.map { .text($0) }) }
    }
    _ = try writer.finish()
  }
}
