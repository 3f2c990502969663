/// What a cell holds.
public enum CellValue: Hashable, Sendable {
  /// Nothing; the cell has only a look.
  case empty
  /// Text, which may look like a number.
  case text(String)
  /// A number that is not shown as a date.
  case number(Double)
  /// A number that is shown as a date, a time or both.
  case date(SerialDate)
  /// True or false.
  case boolean(Bool)
  /// A formula's failure, such as `#N/A`.
  case error(String)
  /// A formula that was saved without its result, so that only a spreadsheet program could say it.
  case uncalculated
}

/// One cell of a row.
public struct Cell: Hashable, Sendable {
  /// Where a value comes from.
  public enum Origin: Hashable, Sendable {
    /// It was typed.
    case constant
    /// A formula gave it.
    case formula
  }

  /// The number of the column, from 1.
  public let column: Int
  /// What it holds.
  public let value: CellValue
  /// Where that comes from.
  public let origin: Origin

  /// A cell with all its parts.
  public init(column: Int, value: CellValue, origin: Origin = .constant) {
    self.column = column
    self.value = value
    self.origin = origin
  }
}

/// One row of a sheet, with the cells that stand in the file.
public struct SheetRow: Hashable, Sendable {
  /// The number of the row, from 1.
  public let number: Int
  /// Its cells, from left to right; those that are absent hold nothing.
  public let cells: [Cell]

  /// A row with all its parts.
  public init(number: Int, cells: [Cell]) {
    self.number = number
    self.cells = cells
  }
}

extension CellValue {
  /// The value as text, without a locale: `4`, `3.75`, `2025-07-05`, `true`; nil where it has none.
  ///
  /// Edge cases:
  /// - A number is the shortest decimal that gives the same `Double`, without an exponent; see
  ///   ``decimalText(of:)``.
  /// - A date that is none (the 29th of February 1900) is its number.
  /// - What is empty or ``uncalculated`` has no text. An error has its code.
  ///
  /// - Complexity: O(*n*) in the length.
  public var plainText: String? {
    switch self {
    case .empty, .uncalculated: nil
    case .text(let text): text
    case .number(let number): Self.decimalText(of: number)
    case .date(let date): date.text ?? Self.decimalText(of: date.serial)
    case .boolean(let value): value ? "true" : "false"
    case .error(let code): code
    }
  }
}
