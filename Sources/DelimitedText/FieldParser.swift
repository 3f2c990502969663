internal import CLibCSV

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A libcsv parser and the fields it has finished: all of the module's unsafe code.
///
/// libcsv's callbacks cannot capture, so they find a plain struct behind their context pointer.
/// Room for all that a piece of text can yield is made before libcsv sees it, so the callbacks
/// neither check nor allocate; every other access is checked.
@safe
struct FieldParser: ~Copyable {
  /// How a piece of text was taken.
  enum Outcome {
    case endsRecord
    case leavesRecordOpen
    /// A quote where none may stand; the offset is that of the offending byte.
    case strayQuote(at: Int)
    /// The open field is too long once the byte at the offset belongs to it.
    case fieldTooLong(at: Int)
    case recordTooLong
    case outOfMemory
  }

  /// The fields finished so far, in memory that lives as long as the parser.
  let fields: RecordFields
  private let parser: UnsafeMutablePointer<csv_parser>
  private let dialect: Dialect

  init(_ dialect: Dialect) {
    self.dialect = dialect
    fields = RecordFields()
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: csv_parser())
    configure()
  }

  deinit {
    unsafe csv_free(parser)
    unsafe parser.deallocate()
    fields.deallocate()
  }

  private func configure() {
    unsafe csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL))
    unsafe csv_set_delim(parser, dialect.delimiter)
    unsafe csv_set_quote(parser, dialect.quote)
    unsafe csv_set_blk_size(parser, 4096)
  }
}

// MARK: - Parsing

extension FieldParser {
  /// The bytes of the field that is still open, blanks after it included.
  var openFieldBytes: Int {
    // After the quote that may close a field, libcsv (state 3) has that quote in its buffer too.
    unsafe Int(parser.pointee.entry_pos) - (parser.pointee.pstate == 3 ? 1 : 0)
  }

  /// Whether the last piece of text, or ``finish()``, ended a record.
  private var outcome: Outcome {
    unsafe fields.sink.pointee.isComplete ? .endsRecord : .leavesRecordOpen
  }

  /// Forgets the finished fields, so that the next record can begin.
  mutating func beginRecord() {
    unsafe fields.sink.pointee.byteCount = 0
    unsafe fields.sink.pointee.fieldCount = 0
    unsafe fields.sink.pointee.isComplete = false
  }

  /// Forgets everything, as is needed after a fault.
  ///
  /// The parser is made anew: after an error, `csv_fini` would give half a record as a whole one.
  mutating func reset() {
    unsafe csv_free(parser)
    configure()
    beginRecord()
  }

  /// Parses a piece of `text` that holds at most one line end, whatever its length.
  mutating func parsePiece(_ range: Range<Int>, of text: [UInt8]) -> Outcome {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
    makeRoom(for: range.count)
    let parser = unsafe parser
    let sink = unsafe fields.sink
    let parsed = unsafe text.withUnsafeBytes { bytes in
      let piece = unsafe bytes[range]
      return unsafe csv_parse(
        parser, UnsafeRawBufferPointer(rebasing: piece).baseAddress, range.count,
        endField, endRecord, sink)
    }
    guard parsed == range.count else {
      return unsafe csv_error(parser) == CSV_EPARSE
        ? .strayQuote(at: range.lowerBound + parsed) : .outOfMemory
    }
    return outcome
  }

  /// Ends the record at the end of the text; it stays open when a quote does.
  mutating func finish() -> Outcome {
    makeRoom(for: 0)
    unsafe csv_fini(parser, endField, endRecord, fields.sink)
    return outcome
  }

  /// Makes room for what `count` more bytes can yield: themselves, the open field and `count + 1` ends.
  private func makeRoom(for count: Int) {
    let bytesNeeded =
      unsafe fields.sink.pointee.byteCount + parser.pointee.entry_pos + count + FieldSink.padding
    if unsafe bytesNeeded > fields.sink.pointee.byteCapacity {
      let capacity = unsafe max(bytesNeeded, 2 * fields.sink.pointee.byteCapacity)
      unsafe fields.sink.pointee.bytes = enlarged(
        fields.sink.pointee.bytes, from: fields.sink.pointee.byteCapacity, to: capacity)
      unsafe fields.sink.pointee.byteCapacity = capacity
    }
    let endsNeeded = unsafe fields.sink.pointee.fieldCount + count + 1
    if unsafe endsNeeded > fields.sink.pointee.endCapacity {
      let capacity = unsafe max(endsNeeded, 2 * fields.sink.pointee.endCapacity)
      unsafe fields.sink.pointee.ends = enlarged(
        fields.sink.pointee.ends, from: fields.sink.pointee.endCapacity, to: capacity)
      unsafe fields.sink.pointee.endCapacity = capacity
    }
  }

  /// The offset of the first `byte` at or after `start`; the text's length when there is none.
  static func firstOffset(of byte: UInt8, in text: [UInt8], from start: Int) -> Int {
    guard start < text.count else { return text.count }
    precondition(start >= 0)
    return unsafe text.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
      else { return bytes.count }
      return unsafe UnsafeRawPointer(found) - base
    }
  }
}

/// Moves the elements of `old` to a larger allocation whose rest is zero.
private func enlarged<Element: FixedWidthInteger>(
  _ old: UnsafeMutablePointer<Element>, from oldCapacity: Int, to capacity: Int
) -> UnsafeMutablePointer<Element> {
  let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
  unsafe new.initialize(from: old, count: oldCapacity)
  unsafe (new + oldCapacity).initialize(repeating: 0, count: capacity - oldCapacity)
  unsafe old.deallocate()
  return unsafe new
}

/// libcsv's callback for a field: null when it was empty and unquoted.
private func endField(
  _ field: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  guard let sink = unsafe context?.assumingMemoryBound(to: FieldSink.self) else { return }
  let start = unsafe sink.pointee.byteCount
  let end = start &+ count
  let isNull: UInt32 = unsafe field == nil ? 1 : 0
  unsafe sink.pointee.byteCount = end
  unsafe sink.pointee.ends[sink.pointee.fieldCount] = UInt32(truncatingIfNeeded: end) << 1 | isNull
  unsafe sink.pointee.fieldCount &+= 1
  guard let field = unsafe field else { return }
  let target = unsafe UnsafeMutableRawPointer(sink.pointee.bytes + start)
  // Most fields are one digit, and a call of `memcpy` costs more than they do.
  if count == 1 {
    unsafe target.storeBytes(of: field.load(as: UInt8.self), as: UInt8.self)
  } else {
    unsafe memcpy(target, field, count)
  }
}

/// libcsv's callback for a record.
private func endRecord(_ lineEnd: Int32, _ context: UnsafeMutableRawPointer?) {
  unsafe context?.assumingMemoryBound(to: FieldSink.self).pointee.isComplete = true
}

// MARK: - Fields

/// The bytes of a record's fields, one after the other, and where each ends.
@unsafe
@usableFromInline
struct FieldSink {
  /// Bytes that may be read past the last field, so that eight can be loaded at once.
  static let padding = 8

  @usableFromInline var bytes: UnsafeMutablePointer<UInt8>
  @usableFromInline var byteCount = 0
  var byteCapacity = 4096
  /// Twice the end of each field in `bytes`, plus one for a field that was null.
  @usableFromInline var ends: UnsafeMutablePointer<UInt32>
  @usableFromInline var fieldCount = 0
  var endCapacity = 256
  var isComplete = false

  init() {
    unsafe bytes = .allocate(capacity: byteCapacity)
    unsafe bytes.initialize(repeating: 0, count: byteCapacity)
    unsafe ends = .allocate(capacity: endCapacity)
    unsafe ends.initialize(repeating: 0, count: endCapacity)
  }
}

/// Checked access to the fields a parser has finished; owned and freed by that parser.
@safe
@usableFromInline
struct RecordFields {
  @usableFromInline let sink: UnsafeMutablePointer<FieldSink>

  fileprivate init() {
    unsafe sink = .allocate(capacity: 1)
    unsafe sink.initialize(to: FieldSink())
  }

  fileprivate func deallocate() {
    unsafe sink.pointee.bytes.deallocate()
    unsafe sink.pointee.ends.deallocate()
    unsafe sink.deallocate()
  }

  @inlinable var count: Int { unsafe sink.pointee.fieldCount }

  /// Where a field stands among the bytes of the record's fields.
  @inlinable
  func range(of field: Int) -> Range<Int> {
    unsafe precondition(
      field >= 0 && field < sink.pointee.fieldCount, "the record has no such field")
    let start = unsafe field == 0 ? 0 : Int(sink.pointee.ends[field &- 1] >> 1)
    let end = unsafe Int(sink.pointee.ends[field] >> 1)
    return unsafe Range(uncheckedBounds: (start, end))
  }

  @inlinable
  func isNull(_ field: Int) -> Bool {
    unsafe precondition(
      field >= 0 && field < sink.pointee.fieldCount, "the record has no such field")
    return unsafe sink.pointee.ends[field] & 1 == 1
  }

  @inlinable
  func byte(_ index: Int, of field: Int) -> UInt8 {
    let range = range(of: field)
    precondition(index >= 0 && index < range.count, "the field has no such byte")
    return unsafe sink.pointee.bytes[range.lowerBound + index]
  }

  /// The field's first eight bytes, little-endian; those past its end are of no meaning.
  @inlinable
  func firstEightBytes(of field: Int) -> UInt64 {
    let start = range(of: field).lowerBound
    let word = unsafe UnsafeRawPointer(sink.pointee.bytes + start).loadUnaligned(as: UInt64.self)
    return UInt64(littleEndian: word)
  }

  func bytes(of field: Int) -> [UInt8] {
    let range = range(of: field)
    return unsafe Array(
      UnsafeBufferPointer(start: sink.pointee.bytes + range.lowerBound, count: range.count))
  }

  func string(_ field: Int) -> String? {
    let range = range(of: field)
    return unsafe String(
      validating: UnsafeBufferPointer(
        start: sink.pointee.bytes + range.lowerBound, count: range.count), as: UTF8.self)
  }
}
