internal import SurveyModel

/// The sheets of an XLSForm as grids of text.
///
/// Whatever file they came from or go to, a sheet is rows of cells, and a row knows its number in
/// that file, so that a problem can name sheet, row and column.
public struct FormSheets: Hashable, Sendable {
  /// The sheets, in the order of the workbook.
  public var sheets: [Sheet]

  /// One sheet.
  public struct Sheet: Hashable, Sendable {
    /// Its name: `survey`, `choices`, `settings`.
    public var name: String
    /// Its rows; the first is the header.
    public var rows: [Row]

    /// Makes a sheet.
    public init(name: String, rows: [Row]) {
      self.name = name
      self.rows = rows
    }

    /// Makes a sheet of rows that are numbered from 1.
    public init(name: String, grid: [[String]]) {
      self.init(name: name, rows: grid.enumerated().map { Row(number: $0 + 1, cells: $1) })
    }

    /// The cells alone, row by row.
    public var grid: [[String]] { rows.map(\.cells) }
  }

  /// One row of a sheet.
  public struct Row: Hashable, Sendable {
    /// Its number in the file, 1 for the first.
    public var number: Int
    /// Its cells, from column A on; a row may be shorter than the header.
    public var cells: [String]

    /// Makes a row.
    public init(number: Int, cells: [String]) {
      self.number = number
      self.cells = cells
    }
  }

  /// Makes a workbook of its sheets.
  public init(_ sheets: [Sheet]) {
    self.sheets = sheets
  }

  /// The sheet with this name, given in small letters, whatever the case of its own.
  public subscript(name: String) -> Sheet? {
    sheets.first { $0.name.trimmed.lowercased() == name }
  }
}
