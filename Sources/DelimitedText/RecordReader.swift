/// Reads the records of a delimited text one after the other, each with its place in the text.
///
/// ```swift
/// var reader = RecordReader(bytes, dialect: .detected(in: bytes))
/// while let step = reader.next() {
///   switch step {
///   case .record: print(reader.lines, reader.string(0) ?? "not UTF-8")
///   case .fault(let fault): quarantine.writeRaw(reader.rawBytes())
///   }
/// }
/// ```
///
/// Records follow RFC 4180, strictly: a quote inside an unquoted field or text after a closing
/// quote is a ``RecordFault``. Spaces and TABs around an unquoted field and after a closing quote
/// are trimmed; other spaces (NBSP) are kept. A physical line ends at LF, CR LF or a lone CR. A
/// UTF-8 byte order mark at the start is passed over. NUL is a byte like any other.
///
/// Each byte of the text belongs to exactly one record, one fault or one blank line, in order:
/// ``byteRange`` leaves nothing out but the byte order mark and ``blankLines``.
///
/// Edge cases:
/// - A line that is empty or blank is counted in ``blankLines`` and is no record. So in a text of
///   one column an unquoted blank answer is lost; write it as `""`.
/// - The number of fields is not compared with the header's.
///
/// No byte is parsed more than twice, whatever the text: reading resumes one line after a faulty
/// record began, and a record that begins with an unclosed quote reaches at most to the next line
/// with an odd number of quotes, where quotes either balance or are at fault.
///
/// - Complexity: O(*n*) for the whole text; one record allocates nothing once the buffers have the
///   size of the largest record, which ``Limits`` bounds.
public struct RecordReader: ~Copyable {
  /// What ``next()`` came to.
  public enum Step: Hashable, Sendable {
    /// A record, whose fields can be looked at until the next call.
    case record
    /// A record that could not be read; it has no fields.
    case fault(RecordFault)
  }

  let text: [UInt8]
  let dialect: Dialect
  let limits: Limits
  var parser: FieldParser
  /// The parser's fields, apart so that looking at them can be inlined.
  @usableFromInline let fields: RecordFields
  var lineScanner = LineScanner()
  /// Where the next record begins: its offset, and the number of its line.
  var nextOffset: Int
  var nextLine: Int

  /// The number of the record or fault, from 1, the header included; 0 before the first.
  public internal(set) var recordNumber: Int
  /// The first and the last physical line of the record, from 1; for a fault ``RecordFault/lines``.
  public internal(set) var lines = 1...1
  /// Where the record stands in the text, its line end included; for a fault the bytes set aside.
  public internal(set) var byteRange: Range<Int>
  /// Whether the last step reached the end of the text, so that more text could have made another one.
  public internal(set) var reachedEnd = false
  /// The number of blank lines passed over so far.
  public internal(set) var blankLines = 0

  /// A reader at the start of `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: The whole text, in UTF-8 or another encoding that keeps ASCII bytes.
  ///   - dialect: The delimiter and the quote.
  ///   - limits: How large a record may grow.
  ///   - firstLine: The number of the first line, where `bytes` are part of a larger text.
  ///   - firstRecord: The number of the first record there.
  public init(
    _ bytes: [UInt8], dialect: Dialect = .comma, limits: Limits = Limits(), firstLine: Int = 1,
    firstRecord: Int = 1
  ) {
    text = bytes
    nextLine = firstLine
    recordNumber = firstRecord - 1
    self.dialect = dialect
    self.limits = limits
    parser = FieldParser(dialect)
    fields = parser.fields
    let isStart = firstLine == 1 && ByteOrderMark(startOf: bytes) == .utf8
    nextOffset = isStart ? ByteOrderMark.utf8.bytes.count : 0
    byteRange = nextOffset..<nextOffset
  }

  /// Advances to the next record.
  ///
  /// - Returns: What stands there; nil at the end of the text.
  /// - Complexity: O(*n*) in the bytes of the record, amortised over the text.
  public mutating func next() -> Step? {
    parser.beginRecord()
    reachedEnd = false
    while nextOffset < text.count {
      if let step = readRecord() { return step }
      blankLines += 1
    }
    return nil
  }

  /// The number of bytes of the whole text.
  public var byteCount: Int { text.count }

  /// The bytes of the record as they stand in the text, line end included: for quarantine.
  ///
  /// - Complexity: O(1).
  public func rawBytes() -> ArraySlice<UInt8> { text[byteRange] }
}
