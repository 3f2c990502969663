/// Which bytes part and quote the fields of a delimited text.
public struct Dialect: Hashable, Sendable {
  /// The byte between two fields.
  public let delimiter: UInt8
  /// The byte around a quoted field; doubled, it stands for itself.
  public let quote: UInt8

  /// `,` and `"`: RFC 4180, Google Forms, ODK Central.
  public static let comma = Dialect(uncheckedDelimiter: UInt8(ascii: ","))
  /// `;` and `"`: KoboToolbox, and spreadsheets where the decimal sign is a comma (Vietnam).
  public static let semicolon = Dialect(uncheckedDelimiter: UInt8(ascii: ";"))
  /// TAB and `"`: "Unicode text" of spreadsheets.
  public static let tab = Dialect(uncheckedDelimiter: UInt8(ascii: "\t"))
  /// `|` and `"`.
  public static let pipe = Dialect(uncheckedDelimiter: UInt8(ascii: "|"))

  /// A dialect of one's own; nil when it could not be read back.
  ///
  /// Delimiter and quote must differ, and neither may be a line end, a space or part of a UTF-8
  /// character beyond ASCII; only the delimiter may be a TAB.
  public init?(delimiter: UInt8, quote: UInt8 = UInt8(ascii: "\"")) {
    let isTaken = delimiter.isLineEnd || quote.isLineEnd || quote.isBlank
    guard delimiter != quote, delimiter != UInt8(ascii: " "), !isTaken,
      delimiter < 0x80, quote < 0x80
    else { return nil }
    self.delimiter = delimiter
    self.quote = quote
  }

  private init(uncheckedDelimiter delimiter: UInt8) {
    self.delimiter = delimiter
    quote = UInt8(ascii: "\"")
  }
}

extension Dialect {
  /// The dialect whose delimiter occurs most in the first record, outside quotes.
  ///
  /// Blank lines before the record are passed over. Among delimiters that occur equally often the
  /// first of comma, semicolon, TAB and `|` wins; a record without any gives ``comma``.
  ///
  /// Edge cases:
  /// - Unquoted commas in a header's question texts count like delimiters; let the user overrule.
  /// - At most the first mebibyte is looked at, so that an unclosed quote costs no more.
  ///
  /// - Parameter bytes: The text in UTF-8, with or without a byte order mark.
  /// - Returns: One of ``comma``, ``semicolon``, ``tab`` and ``pipe``.
  /// - Complexity: O(*n*) in the length of the first record.
  public static func detected(in bytes: [UInt8]) -> Dialect {
    let candidates: [Dialect] = [.comma, .semicolon, .tab, .pipe]
    var counts = [0, 0, 0, 0]
    var isQuoted = false
    var isAtFieldStart = true
    var isBlankSoFar = true
    var index = ByteOrderMark(startOf: bytes) == .utf8 ? 3 : 0
    let end = min(bytes.count, 1 << 20)
    while index < end {
      let byte = bytes[index]
      index += 1
      if isQuoted {
        guard byte == UInt8(ascii: "\"") else { continue }
        if index < end, bytes[index] == byte { index += 1 } else { isQuoted = false }
      } else if byte.isLineEnd {
        if !isBlankSoFar { break }
      } else if let candidate = candidates.firstIndex(where: { $0.delimiter == byte }) {
        counts[candidate] += 1
        isAtFieldStart = true
        isBlankSoFar = false
      } else if byte == UInt8(ascii: "\""), isAtFieldStart {
        isQuoted = true
        isAtFieldStart = false
        isBlankSoFar = false
      } else if !byte.isBlank {
        isAtFieldStart = false
        isBlankSoFar = false
      }
    }
    var best = 0
    for candidate in 1..<candidates.count where counts[candidate] > counts[best] {
      best = candidate
    }
    return candidates[best]
  }
}

extension UInt8 {
  /// Whether the byte ends a physical line: LF or CR.
  @usableFromInline var isLineEnd: Bool { self == 0x0A || self == 0x0D }

  /// Whether the byte is a space or a TAB, which are trimmed around an unquoted field.
  @usableFromInline var isBlank: Bool { self == 0x20 || self == 0x09 }
}
