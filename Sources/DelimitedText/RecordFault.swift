/// Why a record could not be read, where, and which bytes were set aside for it.
///
/// Reading resumes on the physical line after the one where the faulty record began, so that one
/// stray quote never swallows what follows. The later lines of a faulty record of several lines
/// are therefore read as records of their own, which their number of fields usually gives away.
public struct RecordFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// A quote inside an unquoted field (`5" pipe`), or text after a closing quote (`"a"x`).
    case strayQuote
    /// A quoted field that is still open after ``RecordReader/Limits/maximumFieldLines`` lines,
    /// beyond ``RecordReader/Limits/maximumFieldBytes``, or at the end of the text.
    case unclosedQuote
    /// A field of one line that is longer than so many bytes.
    case fieldTooLong(limit: Int)
    /// A record that is longer than so many bytes, line ends included.
    case recordTooLong(limit: Int)
    /// No memory was left for the field.
    case outOfMemory
  }

  /// What is wrong.
  public let kind: Kind
  /// From the physical line where the record begins to the one where the cause stands, from 1.
  public let lines: ClosedRange<Int>
  /// The number of the record, from 1, the header and earlier faults included.
  public let record: Int
  /// Where the cause stands: the opening quote of an unclosed field, the offending byte of a
  /// stray quote, the start of a field that is too long.
  public let byteOffset: Int
  /// The bytes set aside: the physical line where the record begins, its line end included.
  public let byteRange: Range<Int>

  /// A fault with all its parts, as a test expects it.
  public init(
    kind: Kind, lines: ClosedRange<Int>, record: Int, byteOffset: Int, byteRange: Range<Int>
  ) {
    self.kind = kind
    self.lines = lines
    self.record = record
    self.byteOffset = byteOffset
    self.byteRange = byteRange
  }
}
