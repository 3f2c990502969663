/// Writes the tables that leave sipas as delimited text; every CSV file does so by this type.
///
/// ```swift
/// var writer = ExportWriter(.excel(.decimalComma))
/// writer.write(texts: ["Đơn vị", "Điểm"])
/// writer.write([.text("=HYPERLINK(…)"), .number(-3.75)])   // '=HYPERLINK(…);-3,75
/// ```
public struct ExportWriter: Hashable, Sendable {
  /// For whom it is written.
  public let profile: ExportProfile
  private var writer: RecordWriter

  /// A writer of an empty file.
  ///
  /// - Parameters:
  ///   - profile: For whom it is written.
  ///   - dialect: What parts the fields, where it is not what the profile says.
  public init(_ profile: ExportProfile = .csv, dialect: Dialect? = nil) {
    self.profile = profile
    writer = RecordWriter(
      dialect: dialect ?? profile.dialect, startingWith: profile == .csv ? nil : .utf8)
  }

  /// The bytes of the file so far.
  public var bytes: [UInt8] { writer.bytes }

  /// Appends a record of texts alone, such as titles.
  ///
  /// - Precondition: There is at least one text.
  public mutating func write(texts: [String]) {
    writer.write(profile == .csv ? texts : texts.map(text))
  }

  /// Appends a record.
  ///
  /// - Precondition: There is at least one cell.
  /// - Complexity: O(*n*) in the length of the texts.
  public mutating func write(_ cells: [ExportCell]) { writer.write(cells.map(field)) }

  /// Appends an empty line, below which another table begins.
  public mutating func endTable() { writer.writeRaw([0x0D, 0x0A]) }

  /// The characters of a cell.
  public func field(_ cell: ExportCell) -> String {
    switch cell {
    case .empty: ""
    case .text(let words): text(words)
    case .number(let number): number.isFinite ? marked("\(number)") : ""
    case .integer(let number): "\(number)"
    case .literal(let text): marked(text)
    }
  }

  private func text(_ words: String) -> String {
    profile == .csv ? words : FormulaEscape.escaped(words)
  }

  private func marked(_ number: String) -> String {
    profile == .excel(.decimalComma) ? number.replacing(".", with: ",") : number
  }
}
