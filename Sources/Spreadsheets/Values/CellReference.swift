/// The place of a cell in a sheet.
public struct CellReference: Hashable, Sendable {
  /// The number of the row, from 1 to 1,048,576.
  public let row: Int
  /// The number of the column, from 1 to 16,384.
  public let column: Int

  /// The number of the last row a sheet can have.
  public static let lastRow = 1_048_576
  /// The number of the last column a sheet can have, XFD.
  public static let lastColumn = 16_384

  /// The reference of a row and a column.
  ///
  /// - Precondition: Both lie in a sheet.
  public init(row: Int, column: Int) {
    precondition((1...Self.lastRow).contains(row), "a row lies between 1 and 1,048,576")
    precondition((1...Self.lastColumn).contains(column), "a column lies between 1 and 16,384")
    self.row = row
    self.column = column
  }

  /// The letters of a column: A to Z, then AA and so on.
  public static func letters(ofColumn column: Int) -> String {
    var letters: [Character] = []
    var rest = column
    while rest > 0 {
      letters.append(Character(Unicode.Scalar(UInt8(0x41 + (rest - 1) % 26))))
      rest = (rest - 1) / 26
    }
    return String(letters.reversed())
  }

  /// The column and the row that a text names, unbounded by the sheet; nil where it names none.
  static func parse(_ text: ArraySlice<UInt8>) -> (column: Int, row: Int)? {
    var column = 0
    var row = 0
    var letters = 0
    var digits = 0
    for byte in text {
      let letter = byte & 0xDF
      if byte >= 0x30, byte <= 0x39, letters > 0, digits < 9 {
        row = row * 10 + Int(byte - 0x30)
        digits += 1
      } else if letter >= 0x41, letter <= 0x5A, digits == 0, letters < 6 {
        column = column * 26 + Int(letter - 0x40)
        letters += 1
      } else {
        return nil
      }
    }
    return digits > 0 && row > 0 ? (column, row) : nil
  }
}

extension CellReference: CustomStringConvertible {
  /// As a spreadsheet shows it: `B5`.
  public var description: String { Self.letters(ofColumn: column) + String(row) }
}

/// A rectangle of cells, such as one that is merged.
public struct CellRange: Hashable, Sendable {
  /// The numbers of its rows, from 1.
  public let rows: ClosedRange<Int>
  /// The numbers of its columns, from 1.
  public let columns: ClosedRange<Int>

  /// The rectangle of these rows and columns.
  public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// The rectangle that a text such as `A1:B2` names; nil where it names none of a sheet.
  init?(_ text: ArraySlice<UInt8>) {
    let corners = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard corners.count <= 2, let first = corners.first.flatMap(CellReference.parse),
      let last = corners.last.flatMap(CellReference.parse),
      first.column <= last.column, first.row <= last.row,
      last.column <= CellReference.lastColumn, last.row <= CellReference.lastRow
    else { return nil }
    rows = first.row...last.row
    columns = first.column...last.column
  }
}

extension CellRange: CustomStringConvertible {
  /// As a spreadsheet shows it: `A1:B2`.
  public var description: String {
    let letters = CellReference.letters(ofColumn:)
    return "\(letters(columns.lowerBound))\(rows.lowerBound)"
      + ":\(letters(columns.upperBound))\(rows.upperBound)"
  }
}
