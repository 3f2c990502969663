/// How one field of every record is decoded while libcsv reads it.
///
/// A field is *plain* when it can be decoded without looking at anything but its bytes. A record with a
/// field that is not plain is *irregular*: ``ColumnScanner`` tells where it stands, and whoever asked
/// reads it with ``RecordReader``. So a decoding may be as narrow as it likes and still be right.
public enum FieldDecoding: Sendable {
  /// Nobody asks for the field; UTF-8 is plain unless it has control characters or very many lines.
  case unread
  /// A text without control characters, kept or only checked. An empty one is plain.
  case text(isKept: Bool)
  /// One of a few codes.
  case code(CodeDecoding)
  /// One of at most 65,536 texts of up to 255 bytes, numbered from 0 as they come, the empty one too.
  ///
  /// What a text means, and whether it means anything, is for whoever asked: see
  /// ``ColumnScanner/text(of:field:)``.
  case label
  /// A decimal number without sign and exponent, of up to 15 digits.
  case number(NumberDecoding)
  /// A text of printable ASCII that is not empty, kept or only checked for being in order.
  ///
  /// Where it is the only key of its record, the scanner can tell whether keys rise.
  case key(isKept: Bool, isOnly: Bool)
  /// No field is plain.
  case irregular
}

/// Which byte stands for each code.
public struct CodeDecoding: Sendable {
  /// The byte of a field that is not plain.
  public static let unknown: UInt8 = 251

  /// For each byte what a field of just that byte stands for.
  let single: [UInt8]
  /// What an empty field stands for.
  let blank: UInt8
  /// Codes of two to seven bytes.
  let words: [(key: UInt64, code: UInt8)]

  /// Makes a decoding.
  ///
  /// - Parameters:
  ///   - codes: The texts, each with its byte; texts of more than seven bytes are left to whoever reads
  ///     irregular records.
  ///   - blank: The byte of an empty field.
  public init(_ codes: [(text: String, code: UInt8)], blank: UInt8) {
    var single = [UInt8](repeating: CodeDecoding.unknown, count: 256)
    var words: [(key: UInt64, code: UInt8)] = []
    for (text, code) in codes {
      let bytes = Array(text.utf8)
      if bytes.count == 1 { single[Int(bytes[0])] = code }
      if bytes.count > 1, let key = RecordReader.packed(bytes) { words.append((key, code)) }
    }
    self.single = single
    self.blank = blank
    self.words = words
  }
}

/// Which numbers are plain.
public struct NumberDecoding: Hashable, Sendable {
  /// The range they lie in.
  public var range: ClosedRange<Double>
  /// Whether decimals are not plain.
  public var isInteger: Bool
  /// Whether an empty field is not plain.
  public var isRequired: Bool
  /// Numbers that are not plain, as those that stand for a missing answer.
  public var exceptions: [Double]

  /// Makes a decoding.
  public init(
    range: ClosedRange<Double>, isInteger: Bool = false, isRequired: Bool = false,
    exceptions: [Double] = []
  ) {
    self.range = range
    self.isInteger = isInteger
    self.isRequired = isRequired
    self.exceptions = exceptions
  }
}
