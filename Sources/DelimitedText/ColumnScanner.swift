internal import CLibCSV

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Decodes the fields of a delimited text into columns while libcsv reads it, a block of records at a time.
///
/// It is the fast half of reading: whatever is not plain (see ``FieldDecoding``) makes its record
/// irregular, and the careful half, ``RecordReader``, is asked. Records are those of ``RecordReader``.
///
/// - Complexity: O(*n*) in the bytes; a plain record allocates nothing.
@safe
public struct ColumnScanner: ~Copyable {
  /// Why scanning stopped.
  public enum Stop: Hashable, Sendable {
    /// At the end of the bytes given; the last record may still be open.
    case end
    /// The block is full; scanning goes on from the offset once its columns were taken.
    case full(at: Int)
    /// The record after the block's last is at fault, or nearly as large as the limits or larger.
    case fault
    /// A field is not UTF-8.
    case notUTF8
  }

  private let sink: UnsafeMutablePointer<ScanSink>
  private let parser: UnsafeMutablePointer<csv_parser>
  private let dialect: Dialect
  private let limits: RecordReader.Limits
  private let decodings: [FieldDecoding]
  /// At least as many bytes as the open record has.
  private var openBytes = 0

  /// How many records a block may hold.
  private static let capacity = 24_576
  /// How many bytes libcsv is given at once.
  private static let pieceBytes = 16_384

  /// Makes a scanner.
  ///
  /// - Parameters:
  ///   - fields: How each field of a record is decoded; a record with more or fewer is irregular.
  ///   - dialect: Delimiter and quote.
  ///   - limits: How large a record may grow.
  public init(
    _ fields: [FieldDecoding], dialect: Dialect, limits: RecordReader.Limits = .init()
  ) {
    self.dialect = dialect
    self.limits = limits
    decodings = fields
    unsafe sink = .allocate(capacity: 1)
    unsafe sink.initialize(to: ScanSink(fields, rows: ColumnScanner.capacity))
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: csv_parser())
    configure()
  }

  deinit {
    unsafe csv_free(parser)
    unsafe parser.deallocate()
    unsafe sink.pointee.deallocate()
    unsafe sink.deallocate()
  }

  private func configure() {
    unsafe csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL))
    unsafe csv_set_delim(parser, dialect.delimiter)
    unsafe csv_set_quote(parser, dialect.quote)
    unsafe csv_set_blk_size(parser, 4096)
  }

  // MARK: - Scanning

  /// The number of records in the block.
  public var recordCount: Int { unsafe sink.pointee.row }

  /// The records of the block, by position, that are irregular.
  public var irregularRecords: [Int] {
    unsafe (0..<sink.pointee.irregularCount).map { unsafe Int(sink.pointee.irregular[$0]) }
  }

  /// Whether a record has begun and not ended.
  public var isRecordOpen: Bool {
    unsafe sink.pointee.next != sink.pointee.slots || parser.pointee.pstate > 0
  }

  /// Empties the block; no record may be open, as its first fields would be lost.
  public mutating func beginBlock() {
    precondition(!isRecordOpen, "a record is open")
    unsafe sink.pointee.row = 0
    unsafe sink.pointee.irregularCount = 0
    unsafe sink.pointee.keptBytes = 0
  }

  /// Forgets an open record, so that scanning can go on elsewhere.
  public mutating func reset() {
    unsafe csv_free(parser)
    configure()
    unsafe sink.pointee.next = sink.pointee.slots
    unsafe sink.pointee.isIrregular = false
    unsafe sink.pointee.keys.forgetOpen()
    openBytes = 0
  }

  /// Reads on.
  ///
  /// - Parameters:
  ///   - bytes: Bytes of the text.
  ///   - range: Those that follow the ones read before.
  /// - Returns: Why it stopped.
  public mutating func scan(_ bytes: [UInt8], _ range: Range<Int>) -> Stop {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    var offset = range.lowerBound
    while offset < range.upperBound {
      let count = min(ColumnScanner.pieceBytes, range.upperBound - offset)
      guard unsafe sink.pointee.row + count / 2 + 1 < ColumnScanner.capacity else {
        return .full(at: offset)
      }
      unsafe sink.pointee.makeRoom(for: Int(parser.pointee.entry_pos) + count)
      let (parser, sink) = unsafe (parser, sink)
      let row = unsafe sink.pointee.row
      let parsed = unsafe bytes.withUnsafeBytes { bytes in
        unsafe csv_parse(
          parser, bytes.baseAddress.map { unsafe $0 + offset }, count, scanField, scanRecord, sink)
      }
      if unsafe sink.pointee.isNotUTF8 { return .notUTF8 }
      openBytes = unsafe (sink.pointee.row == row ? openBytes : 0) + count
      // A piece more could pass a limit unseen, so what comes near one is read with care.
      let room = ColumnScanner.pieceBytes
      guard parsed == count,
        unsafe Int(parser.pointee.entry_pos) + room <= limits.maximumFieldBytes,
        openBytes + room <= limits.maximumRecordBytes
      else { return .fault }
      offset += count
    }
    return .end
  }

  /// The number of LF in a range of bytes.
  public static func lineFeeds(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    return unsafe bytes.withUnsafeBytes { memory in
      var count = 0
      var offset = range.lowerBound
      while offset < range.upperBound,
        let base = memory.baseAddress,
        let found = unsafe memchr(base + offset, 0x0A, range.upperBound - offset)
      {
        count += 1
        offset = unsafe UnsafeRawPointer(found) - base + 1
      }
      return count
    }
  }

  /// Ends the last record of the text.
  public mutating func finish() -> Stop {
    let result = unsafe csv_fini(parser, scanField, scanRecord, sink)
    if unsafe sink.pointee.isNotUTF8 { return .notUTF8 }
    return result == 0 ? .end : .fault
  }

  /// How many different texts a label field has had so far.
  public func labelCount(of field: Int) -> Int {
    check(field, .label)
    return unsafe sink.pointee.slots[field].names.count
  }

  /// The text that a label of a label field stands for.
  public func text(of label: Int, field: Int) -> [UInt8] {
    check(field, .label)
    return unsafe sink.pointee.slots[field].names.text(of: label)
  }

  /// How a field is decoded.
  public func decoding(of field: Int) -> FieldDecoding { decodings[field] }

  // MARK: - Columns

  /// Only a field that is decoded so has as many values as there are records.
  private func check(_ field: Int, _ kinds: Kind...) {
    precondition(field >= 0 && field < decodings.count, "there is no such field")
    unsafe precondition(
      kinds.contains(sink.pointee.slots[field].kind), "the field is decoded otherwise")
  }

  /// The bytes of a code field.
  public func codes(of field: Int) -> [UInt8] {
    check(field, .code)
    return unsafe Array(
      UnsafeBufferPointer(start: sink.pointee.slots[field].bytes, count: recordCount))
  }

  /// The labels of a label field: texts numbered from 0 as they come; −1 for one that is not plain.
  public func labels(of field: Int) -> [Int32] {
    check(field, .label)
    return unsafe Array(
      UnsafeBufferPointer(start: sink.pointee.slots[field].labels, count: recordCount))
  }

  /// The numbers of a number field; NaN where it is empty.
  public func numbers(of field: Int) -> [Double] {
    check(field, .number)
    return unsafe Array(
      UnsafeBufferPointer(start: sink.pointee.slots[field].numbers, count: recordCount))
  }

  /// Where the text of a field that is kept stands among ``keptBytes``; empty where it is empty.
  public func keptRanges(of field: Int) -> [Range<Int>] {
    check(field, .keptText, .keptKey)
    return (0..<recordCount).map { row in
      let range = unsafe sink.pointee.slots[field].ranges[row]
      return Int(range.start)..<Int(range.start &+ range.count)
    }
  }

  /// The bytes of the texts that are kept.
  public var keptBytes: [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: sink.pointee.kept, count: sink.pointee.keptBytes))
  }

  /// The first and last key of the records read so far, nil before the first and where the keys did not
  /// rise from each record to the next.
  public var risingKeys: (first: [UInt8], last: [UInt8])? {
    let keys = unsafe sink.pointee.keys
    return keys.isRising && keys.last.count > 0 ? (keys.first.bytes, keys.last.bytes) : nil
  }
}
