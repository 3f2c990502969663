internal import Foundation
internal import Spreadsheets
internal import SurveyModel

/// The rows of a workbook's visible sheets.
struct WorkbookRows: RowSource {
  let sheets: [String]
  /// The names of the sheets that are hidden, and so not read.
  let hidden: [String]
  private let workbook: Workbook
  private let chosen: [Sheet]
  private let merged: [[CellRange]]
  private let fileName: String

  /// What stands for a formula that was saved without its result: no code of any questionnaire.
  static let uncalculated = "#UNCALCULATED"

  /// How many columns are read; a cell far to the right would make every row as wide.
  private static let mostColumns = 4096

  /// How many columns a merged range is taken to have at most.
  private static let widest = 2000

  init(_ url: URL, fileName: String) throws(ImportError) {
    do throws(SpreadsheetError) {
      workbook = try Workbook(contentsOf: url)
      chosen = workbook.sheets.filter { $0.visibility == .visible && $0.content == .cells }
      var ranges: [[CellRange]] = []
      for sheet in chosen { ranges.append(try workbook.mergedRanges(of: sheet)) }
      merged = ranges
    } catch {
      throw ImportError(file: fileName, problems: [.unreadableWorkbook(error)])
    }
    sheets = chosen.map(\.name)
    hidden = workbook.sheets.filter { $0.visibility != .visible }.map(\.name)
    self.fileName = fileName
  }

  func forEachRow(_ body: (SourceRow) throws -> Void) throws {
    for (number, sheet) in chosen.enumerated() {
      // What a merged range says, it says in each of its cells.
      var open: [(range: CellRange, text: String, kind: SourceRow.CellKind)] = []
      let ranges = Dictionary(grouping: merged[number], by: \.rows.lowerBound)
      do {
        try workbook.forEachRow(of: sheet) { row in
          if let last = row.cells.last(where: { $0.value.plainText?.isEmpty == false })?.column,
            last > WorkbookRows.mostColumns
          {
            let cell = CellReference(row: row.number, column: last)
            throw ImportError(
              file: fileName,
              problems: [.tooWide("\(sheet.name)!\(cell)", limit: WorkbookRows.mostColumns)])
          }
          var cells: [String] = []
          var kinds: [SourceRow.CellKind] = []
          func set(_ text: String, _ kind: SourceRow.CellKind, at column: Int) {
            while cells.count < column {
              cells.append("")
              kinds.append(.text)
            }
            cells[column - 1] = text
            kinds[column - 1] = kind
          }
          for cell in row.cells {
            let text =
              cell.value == .uncalculated ? WorkbookRows.uncalculated : cell.value.plainText ?? ""
            if !text.isEmpty { set(text, cell.value.kind, at: cell.column) }
          }
          open.removeAll { $0.range.rows.upperBound < row.number }
          for range in ranges[row.number] ?? [] where range.columns.lowerBound <= cells.count {
            let first = range.columns.lowerBound - 1
            if !cells[first].isEmpty { open.append((range, cells[first], kinds[first])) }
          }
          var filled: [Int] = []
          for (range, text, kind) in open {
            // What stands below a merge in the file is kept.
            for column in range.columns.prefix(WorkbookRows.widest)
            where column > cells.count || cells[column - 1].isEmpty {
              set(text, kind, at: column)
              filled.append(column - 1)
            }
          }
          try body(
            SourceRow(
              sheet: number, lines: row.number...row.number, content: .cells(cells), kinds: kinds,
              merged: filled))
        }
      } catch let error as SpreadsheetError {
        throw ImportError(file: fileName, problems: [.unreadableWorkbook(error)])
      }
    }
  }
}

extension CellValue {
  /// The type of a cell, as whoever reads columns knows it.
  fileprivate var kind: SourceRow.CellKind {
    switch self {
    case .number: .number
    case .date(let date): date.text == nil ? .number : .date
    case .error, .uncalculated: .error
    case .empty, .text, .boolean: .text
    }
  }
}
