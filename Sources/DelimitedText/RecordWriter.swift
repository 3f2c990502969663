/// Writes records as delimited text, so that reading them gives back the same fields.
///
/// A field is quoted only when it must be: when it holds the delimiter, a quote, CR or LF, begins
/// or ends with a space or a TAB, or begins with a byte order mark; and when it is empty and the
/// record's only one. Nothing else is changed: text that a spreadsheet would take for a formula
/// stays as it is, for the caller knows which cells are text.
///
/// Edge cases:
/// - The difference between a null and an empty field is not written.
/// - Text is written in the Unicode form it has; only the reader's ``RecordReader/Limits`` may
///   refuse what was written.
public struct RecordWriter: Hashable, Sendable {
  /// What ends a record.
  public enum LineEnd: Hashable, Sendable {
    /// CR LF, as RFC 4180 and spreadsheets have it.
    case carriageReturnLineFeed
    /// LF.
    case lineFeed

    fileprivate var bytes: [UInt8] {
      switch self {
      case .carriageReturnLineFeed: [0x0D, 0x0A]
      case .lineFeed: [0x0A]
      }
    }
  }

  /// The text written so far.
  public private(set) var bytes: [UInt8]
  private let dialect: Dialect
  private let lineEnd: LineEnd

  /// A writer of an empty text.
  ///
  /// - Parameters:
  ///   - dialect: The delimiter and the quote.
  ///   - lineEnd: What ends a record.
  ///   - mark: `.utf8` for spreadsheets, which take the text for a legacy encoding without it.
  public init(
    dialect: Dialect = .comma, lineEnd: LineEnd = .carriageReturnLineFeed,
    startingWith mark: ByteOrderMark? = nil
  ) {
    precondition(mark == nil || mark == .utf8, "text is written in UTF-8")
    self.dialect = dialect
    self.lineEnd = lineEnd
    bytes = mark?.bytes ?? []
  }

  /// Appends one record.
  ///
  /// - Precondition: There is at least one field, for a record of none cannot be told from a
  ///   blank line.
  /// - Complexity: O(*n*) in the length of the fields.
  public mutating func write(_ fields: [String]) {
    precondition(!fields.isEmpty, "a record has at least one field")
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(dialect.delimiter) }
      let utf8 = field.utf8
      if mustQuote(utf8) || fields.count == 1 && utf8.isEmpty {
        appendQuoted(utf8)
      } else {
        bytes.append(contentsOf: utf8)
      }
    }
    bytes.append(contentsOf: lineEnd.bytes)
  }

  /// Appends the raw bytes of a record as they are, as from ``RecordReader/rawBytes()``.
  ///
  /// A line end follows when the bytes have none, so that the next record stands on its own line.
  public mutating func writeRaw(_ record: some Sequence<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: record)
    guard bytes.count > start, !bytes[bytes.count - 1].isLineEnd else { return }
    bytes.append(contentsOf: lineEnd.bytes)
  }

  private func mustQuote(_ field: String.UTF8View) -> Bool {
    guard let first = field.first, let last = field.last else { return false }
    return first.isBlank || last.isBlank || field.starts(with: ByteOrderMark.utf8.bytes)
      || field.contains { $0 == dialect.delimiter || $0 == dialect.quote || $0.isLineEnd }
  }

  private mutating func appendQuoted(_ field: String.UTF8View) {
    bytes.append(dialect.quote)
    for byte in field {
      if byte == dialect.quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(dialect.quote)
  }
}
