public import CompressedFiles

/// Why a workbook cannot be read, and where.
public enum SpreadsheetError: Error, Hashable, Sendable {
  /// The file is not there, is a folder, or may not be read.
  case unreadable(name: String)
  /// The file is something else.
  case notAWorkbook(ForeignFormat)
  /// The archive that a workbook is cannot be read.
  case archive(CompressedFileError)
  /// A part that another one points to is not in the archive.
  case missingPart(String, neededBy: String)
  /// A part points out of the archive.
  case unsafeTarget(String, part: String)
  /// A part is not XML, from this line on.
  case malformed(part: String, line: Int, reason: String)
  /// A part ends too early.
  case cutOff(part: String)
  /// A part has a document type, which no workbook needs and attacks do.
  case documentType(part: String)
  /// Elements lie deeper in each other than the limit.
  case tooDeep(part: String, line: Int, limit: Int)
  /// A tag or a comment has more bytes than the limit.
  case tagTooLong(part: String, line: Int, limit: Int)
  /// A part lacks what it must have, or says what makes no sense.
  case contradictory(part: String, reason: String)
  /// A sheet is a chart or a dialog.
  case noCells(sheet: String)
  /// The workbook has no sheet of this name.
  case noSuchSheet(String)
  /// A cell, or a row where there is no column in the reference, cannot be read.
  case cell(sheet: String, reference: String, CellFault)

  /// What is wrong with a cell.
  public enum CellFault: Hashable, Sendable {
    /// The reference is none.
    case unreadableReference
    /// It lies beyond row 1,048,576 or column XFD.
    case outsideSheet
    /// It stands behind one that it should stand before.
    case outOfOrder
    /// It stands there twice.
    case repeated
    /// Its type is none that the format knows.
    case unknownType
    /// It points to a text that is not there.
    case noSuchText(Int)
    /// It points to a style that is not there.
    case noSuchStyle(Int)
    /// It is said to be a number, and is none.
    case notANumber
    /// It is said to be a date, and is none.
    case notADate
    /// It is said to be true or false, and is neither.
    case notABoolean
  }
}

extension SpreadsheetError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let name):
      "\(shown(name)) cannot be read: it is not there, is a folder, or may not be read"
    case .notAWorkbook(let format): "the file is \(format.words)"
    case .archive(let error): "the workbook cannot be unpacked: \(error)"
    case .missingPart(let part, let other):
      "the workbook has no part \(shown(part)), which \(shown(other)) needs: \(saveAgain)"
    case .unsafeTarget(let target, let part):
      "\(shown(part)) points out of the workbook, to \(shown(target)): do not trust this file"
    case .malformed(let part, let line, let reason):
      "\(shown(part)), line \(line): \(reason): \(saveAgain)"
    case .cutOff(let part): "\(shown(part)) is cut off: copy or download the file again"
    case .documentType(let part):
      "\(shown(part)) has a DOCTYPE, which no spreadsheet program writes: do not trust this file"
    case .tooDeep(let part, let line, let limit):
      "\(shown(part)), line \(line): elements lie more than \(limit) deep: do not trust this file"
    case .tagTooLong(let part, let line, let limit):
      "\(shown(part)), line \(line): a tag of more than \(limit) bytes: do not trust this file"
    case .contradictory(let part, let reason): "\(shown(part)): \(reason): \(saveAgain)"
    case .noCells(let sheet): "the sheet \(shown(sheet)) is a chart or a dialog, without cells"
    case .noSuchSheet(let name): "the workbook has no sheet \(shown(name))"
    case .cell(let sheet, let reference, let fault):
      "sheet \(shown(sheet)), \(shown(reference)): \(fault.words): \(saveAgain)"
    }
  }
}

private let saveAgain = "open it in Excel or LibreOffice and save it again as .xlsx"

extension SpreadsheetError.CellFault {
  fileprivate var words: String {
    switch self {
    case .unreadableReference: "the reference is none"
    case .outsideSheet: "it lies beyond XFD1048576"
    case .outOfOrder: "it stands behind a cell or row that it should stand before"
    case .repeated: "it stands there twice"
    case .unknownType: "its type is unknown"
    case .noSuchText(let index): "it points to text \(index), which is not there"
    case .noSuchStyle(let index): "it points to style \(index), which is not there"
    case .notANumber: "it should hold a number, and holds something else"
    case .notADate: "it should hold a date, and holds something else"
    case .notABoolean: "it should hold true or false, and holds something else"
    }
  }
}

/// A name as it can be shown: in quotes, without control characters, and not longer than a line.
func shown(_ name: String) -> String {
  let scalars = name.unicodeScalars.prefix(200).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
    default: String(scalar)
    }
  }
  return "\u{201C}\(scalars.joined())\u{201D}"
}
