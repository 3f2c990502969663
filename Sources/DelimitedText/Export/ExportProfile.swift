/// For whom a table is written as delimited text.
public enum ExportProfile: Hashable, Sendable {
  /// For programs: RFC 4180 in UTF-8 without a mark, decimal points, every text letter by letter.
  case csv
  /// For a person with a spreadsheet: a byte order mark, the marks of the person's language, and no
  /// text that could be taken for a formula (``FormulaEscape``).
  case excel(Marks)

  /// What a spreadsheet of a language expects between fields and before decimals.
  public enum Marks: Hashable, Sendable {
    /// Semicolons and `3,75`, as in Vietnam.
    case decimalComma
    /// Commas and `3.75`.
    case decimalPoint
  }

  /// What parts the fields.
  public var dialect: Dialect { self == .excel(.decimalComma) ? .semicolon : .comma }

  /// The header of a last, empty column by which a reader knows that ``FormulaEscape`` was applied to
  /// the cells of a file that is meant to come back.
  public static let escapeHeader = "sipas_excel"
}

/// A cell of an exported table; what may be changed in it is decided by its column, never by its text.
public enum ExportCell: Hashable, Sendable {
  /// Nothing.
  case empty
  /// Somebody's words.
  case text(String)
  /// A number, in full precision; one that is not finite is written as nothing.
  case number(Double)
  /// A whole number.
  case integer(Int)
  /// What a column of numbers, numeric codes or days holds, written already, with a decimal point.
  case literal(String)

  /// A number or nothing.
  public static func number(_ value: Double?) -> ExportCell { value.map { .number($0) } ?? .empty }

  /// A whole number or nothing.
  public static func integer(_ value: Int?) -> ExportCell { value.map { .integer($0) } ?? .empty }

  /// A text or nothing.
  public static func text(_ text: String?) -> ExportCell { text.map { .text($0) } ?? .empty }
}
