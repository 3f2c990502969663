/// Why a workbook cannot be written.
public enum WorkbookWritingError: Error, Hashable, Sendable {
  /// The file's folder is not there or may not be written to, or the disk is full.
  case cannotWrite(file: String, reason: String)
  /// Nothing was put into it.
  case noSheet
  /// A sheet has more than 1,048,576 rows or 16,384 columns.
  case outsideSheet(sheet: String)
  /// A text has more than 32,767 UTF-16 units, beyond which Excel repairs the workbook by cutting.
  case textTooLong(sheet: String, cell: CellReference, count: Int)
  /// A number is infinite or none.
  case notFinite(sheet: String, cell: CellReference)

  /// The UTF-16 units that a cell's text may have.
  public static let longestText = 32_767
}

extension WorkbookWritingError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .cannotWrite(let file, let reason):
      "\(shown(file)) cannot be written (\(reason)): choose another folder, or make room"
    case .noSheet: "a workbook has at least one sheet"
    case .outsideSheet(let sheet):
      "the sheet \(shown(sheet)) has more than 1,048,576 rows or 16,384 columns: split it"
    case .textTooLong(let sheet, let cell, let count):
      "sheet \(shown(sheet)), \(cell): a text of \(count) characters, and"
        + " \(Self.longestText) are allowed: shorten it, or write CSV"
    case .notFinite(let sheet, let cell):
      "sheet \(shown(sheet)), \(cell): the number is infinite or none: leave the cell empty"
    }
  }
}
