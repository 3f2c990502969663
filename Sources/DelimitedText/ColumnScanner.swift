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
    /// The record after the block's last is at fault or larger than the limits.
    case fault
    /// A field is not UTF-8.
    case notUTF8
  }

  private let sink: UnsafeMutablePointer<ScanSink>
  private let parser: UnsafeMutablePointer<csv_parser>
  private let dialect: Dialect
  private let limits: RecordReader.Limits
  private let decodings: [FieldDecoding]

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

  /// Empties the block; an open record stays open.
  public mutating func beginBlock() {
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
  }

  /// Leaves only the first `count` records in the block.
  public mutating func truncate(to count: Int) {
    unsafe sink.pointee.row = min(count, sink.pointee.row)
    while unsafe sink.pointee.irregularCount > 0,
      unsafe Int(sink.pointee.irregular[sink.pointee.irregularCount - 1]) >= count
    {
      unsafe sink.pointee.irregularCount -= 1
    }
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
      let parsed = unsafe bytes.withUnsafeBytes { bytes in
        unsafe csv_parse(
          parser, bytes.baseAddress.map { unsafe $0 + offset }, count, scanField, scanRecord, sink)
      }
      if unsafe sink.pointee.isNotUTF8 { return .notUTF8 }
      guard parsed == count, unsafe Int(parser.pointee.entry_pos) <= limits.maximumFieldBytes
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
  public func labelCount(of field: Int) -> Int { unsafe sink.pointee.slots[field].names.count }

  /// The text that a label of a label field stands for.
  public func text(of label: Int, field: Int) -> [UInt8] {
    unsafe sink.pointee.slots[field].names.text(of: label)
  }

  /// How a field is decoded.
  public func decoding(of field: Int) -> FieldDecoding { decodings[field] }

  // MARK: - Columns

  /// The bytes of a code field.
  public func codes(of field: Int) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: sink.pointee.slots[field].bytes, count: recordCount))
  }

  /// The labels of a label field: texts numbered from 0 as they come; −1 for one that is not plain.
  public func labels(of field: Int) -> [Int32] {
    unsafe Array(
      UnsafeBufferPointer(start: sink.pointee.slots[field].labels, count: recordCount))
  }

  /// The numbers of a number field; NaN where it is empty.
  public func numbers(of field: Int) -> [Double] {
    unsafe Array(
      UnsafeBufferPointer(start: sink.pointee.slots[field].numbers, count: recordCount))
  }

  /// Where the text of a field that is kept stands among ``keptBytes``; empty where it is empty.
  public func keptRanges(of field: Int) -> [Range<Int>] {
    (0..<recordCount).map { row in
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

// MARK: - Behind the callbacks

private enum Kind: UInt8 {
  case unread, text, keptText, code, label, number, key, keptKey, irregular
}

/// What the callbacks write to.
@safe
private struct ScanSink {
  /// What the next field is decoded with; behind the last field stands one that is never plain.
  var next: UnsafeMutablePointer<Slot>
  var row = 0
  var end: UnsafeMutablePointer<Slot>
  var fieldCount: Int
  var isIrregular = false
  var isNotUTF8 = false
  var slots: UnsafeMutablePointer<Slot>
  var irregular: UnsafeMutablePointer<Int32>
  var irregularCount = 0
  var kept: UnsafeMutablePointer<UInt8>
  var keptBytes = 0
  var keptCapacity = 1 << 16
  var keeps: Bool
  var keys = KeyOrder()
  /// 10⁰ … 10¹⁶, exactly.
  var powers: UnsafeMutablePointer<Double>

  init(_ fields: [FieldDecoding], rows: Int) {
    fieldCount = fields.count
    unsafe slots = .allocate(capacity: fields.count + 1)
    unsafe next = slots
    unsafe end = slots + fields.count
    keeps = false
    unsafe powers = .allocate(capacity: 17)
    var power = 1.0
    for exponent in 0...16 {
      unsafe (powers + exponent).initialize(to: power)
      power *= 10
    }
    unsafe irregular = .allocate(capacity: rows)
    unsafe irregular.initialize(repeating: 0, count: rows)
    unsafe kept = .allocate(capacity: keptCapacity)
    unsafe kept.initialize(repeating: 0, count: keptCapacity)
    for (position, field) in fields.enumerated() {
      unsafe (slots + position).initialize(to: Slot(field, rows: rows))
      switch field {
      case .text(isKept: true), .key(isKept: true, isOnly: _): keeps = true
      default: break
      }
    }
    unsafe end.initialize(to: Slot(.irregular, rows: 1))
  }

  /// Makes room for the bytes of kept texts that `count` bytes of text can yield.
  mutating func makeRoom(for count: Int) {
    guard keeps, keptBytes + count > keptCapacity else { return }
    let capacity = max(2 * keptCapacity, keptBytes + count)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.initialize(repeating: 0, count: capacity)
    unsafe larger.update(from: kept, count: keptBytes)
    unsafe kept.deallocate()
    unsafe kept = larger
    keptCapacity = capacity
  }

  func deallocate() {
    for field in 0...fieldCount { unsafe slots[field].deallocate() }
    unsafe slots.deallocate()
    unsafe irregular.deallocate()
    unsafe kept.deallocate()
    unsafe powers.deallocate()
  }
}

private struct KeptRange {
  var start: UInt32 = 0
  var count: UInt32 = 0
}

/// What one field is decoded with, and where to.
@safe
private struct Slot {
  /// For each byte what a field of just that byte stands for: 256 bytes, unknown in fields without codes.
  var single: UnsafeMutablePointer<UInt8>
  var bytes: UnsafeMutablePointer<UInt8>
  let kind: Kind
  /// What an empty field stands for, unknown in fields without codes.
  var blank = CodeDecoding.unknown
  var labels: UnsafeMutablePointer<Int32>
  var numbers: UnsafeMutablePointer<Double>
  var ranges: UnsafeMutablePointer<KeptRange>
  var wordKeys: UnsafeMutablePointer<UInt64>
  var wordCodes: UnsafeMutablePointer<UInt8>
  var wordCount = 0
  var minimum = 0.0
  var maximum = 0.0
  var isInteger = false
  var isRequired = false
  var isOnlyKey = false
  var exceptions: UnsafeMutablePointer<Double>
  var exceptionCount = 0
  /// Of a label field.
  var names = LabelNames()

  init(_ field: FieldDecoding, rows: Int) {
    var (codes, words): ([UInt8], [(key: UInt64, code: UInt8)]) = ([], [])
    var isIn = [Kind.code: false]
    var exceptionNumbers: [Double] = []
    switch field {
    case .unread:
      kind = .unread
      // Any one character of ASCII will do; what is written of it is never read.
      codes = (0..<128).map { _ in 0 }
    case .text(let isKept): kind = isKept ? .keptText : .text
    case .code(let decoding):
      kind = .code
      codes = decoding.single
      words = decoding.words
      blank = decoding.blank
    case .label: kind = .label
    case .number(let decoding):
      kind = .number
      minimum = decoding.range.lowerBound
      maximum = decoding.range.upperBound
      isInteger = decoding.isInteger
      isRequired = decoding.isRequired
      exceptionNumbers = decoding.exceptions
    case .key(let isKept, let isOnly):
      kind = isKept ? .keptKey : .key
      isOnlyKey = isOnly
    case .irregular: kind = .irregular
    }
    isIn[kind] = true
    func room<Value: ExpressibleByIntegerLiteral>(_ kinds: Kind...) -> UnsafeMutablePointer<Value> {
      let count = kinds.contains { isIn[$0] ?? false } ? rows : 1
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: count)
      unsafe memory.initialize(repeating: 0, count: count)
      return unsafe memory
    }
    unsafe bytes = room(.code, .unread)
    unsafe labels = room(.label)
    unsafe numbers = room(.number)
    exceptionCount = exceptionNumbers.count
    unsafe exceptions = .allocate(capacity: max(1, exceptionCount))
    for (position, number) in exceptionNumbers.enumerated() {
      unsafe (exceptions + position).initialize(to: number)
    }
    let kept = kind == .keptText || kind == .keptKey ? rows : 1
    unsafe ranges = .allocate(capacity: kept)
    unsafe ranges.initialize(repeating: KeptRange(), count: kept)
    unsafe single = .allocate(capacity: 256)
    unsafe single.initialize(repeating: CodeDecoding.unknown, count: 256)
    for (byte, code) in codes.enumerated() { unsafe single[byte] = code }
    wordCount = words.count
    unsafe wordKeys = .allocate(capacity: max(1, words.count))
    unsafe wordCodes = .allocate(capacity: max(1, words.count))
    for (position, word) in words.enumerated() {
      unsafe (wordKeys + position).initialize(to: word.key)
      unsafe (wordCodes + position).initialize(to: word.code)
    }
  }

  func deallocate() {
    unsafe bytes.deallocate()
    unsafe labels.deallocate()
    unsafe numbers.deallocate()
    unsafe exceptions.deallocate()
    unsafe ranges.deallocate()
    unsafe single.deallocate()
    unsafe wordKeys.deallocate()
    unsafe wordCodes.deallocate()
    names.deallocate()
  }
}

/// Whether keys of up to 16 bytes rise from each record to the next, shorter ones first.
private struct KeyOrder {
  var isRising = true
  var first = Key()
  var last = Key()

  /// A key; its bytes are read as two big-endian integers.
  struct Key {
    var count = 0
    var high: UInt64 = 0
    var low: UInt64 = 0

    var bytes: [UInt8] {
      (0..<count).map { index in
        let word = index < 8 ? high : low
        return UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * (index % 8)))
      }
    }
  }

  @inline(__always)
  mutating func take(_ text: UnsafePointer<UInt8>, _ count: Int) {
    guard count <= 16 else {
      isRising = false
      return
    }
    let high = unsafe firstBytes(text, min(8, count)).byteSwapped
    let low = count > 8 ? unsafe firstBytes(text + 8, count &- 8).byteSwapped : 0
    let isAfter =
      count != last.count
      ? count > last.count : high != last.high ? high > last.high : low > last.low
    isRising = isRising && isAfter
    if last.count == 0 { first = Key(count: count, high: high, low: low) }
    last = Key(count: count, high: high, low: low)
  }
}

/// The bytes of a text of up to eight, the first lowest; a hash of a longer one.
///
/// Up to eight bytes past the end are read.
@inline(__always)
func hashed(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
  if count <= 8 { return unsafe firstBytes(bytes, count) }
  var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
  var index = 0
  while index < count {
    let word = unsafe firstBytes(bytes + index, min(8, count &- index))
    hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 32
    index &+= 8
  }
  return hash
}

/// The place in a table where the search for a hash begins.
@inline(__always)
func place(of hash: UInt64) -> Int {
  Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 40)
}

/// Up to eight bytes as an integer, the first lowest; those past the end are read and left out.
@inline(__always)
func firstBytes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
  let word = unsafe UInt64(
    littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
  return count >= 8 ? word : word & ((1 as UInt64) &<< UInt64(8 &* count) &- 1)
}

// MARK: - Callbacks

/// The callback of libcsv for a field: most are closed answers of one byte, so these come first.
@inline(__always)
private func scanField(
  _ bytes: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  guard let sink = unsafe context?.assumingMemoryBound(to: ScanSink.self) else { return }
  let slot = unsafe sink.pointee.next
  if count == 1, let bytes = unsafe bytes {
    let code = unsafe slot.pointee.single[Int(bytes.load(as: UInt8.self))]
    if code != CodeDecoding.unknown {
      unsafe sink.pointee.next = slot + 1
      unsafe slot.pointee.bytes[sink.pointee.row] = code
      return
    }
  }
  unsafe scanOther(bytes?.assumingMemoryBound(to: UInt8.self), count, sink, slot)
}

/// Decodes a field that is no code of one byte.
@inline(never)
private func scanOther(
  _ text: UnsafeMutablePointer<UInt8>?, _ count: Int, _ sink: UnsafeMutablePointer<ScanSink>,
  _ slot: UnsafeMutablePointer<Slot>
) {
  let row = unsafe sink.pointee.row
  var isPlain = true
  // A field too many is met again in the same place.
  if unsafe slot != sink.pointee.end { unsafe sink.pointee.next = slot + 1 }
  switch unsafe slot.pointee.kind {
  case .code:
    let code = unsafe slot.code(text, count)
    unsafe slot.pointee.bytes[row] = code
    isPlain = code != CodeDecoding.unknown
  case .label:
    let known = unsafe slot.pointee.names.count
    let label = unsafe slot.pointee.names.label(text, count)
    unsafe slot.pointee.labels[row] = label
    isPlain = label >= 0
    // A text that came before was looked at then.
    if unsafe slot.pointee.names.count > known, let text = unsafe text,
      unsafe textKind(text, count) == .notUTF8
    {
      unsafe sink.pointee.isNotUTF8 = true
    }
  case .number:
    let number = unsafe slot.number(text, count, powers: sink.pointee.powers)
    unsafe slot.pointee.numbers[row] = number
    isPlain = unsafe !number.isNaN || (count == 0 && !slot.pointee.isRequired)
  case .key, .keptKey:
    isPlain = unsafe isPlainKey(text, count)
    if !isPlain { unsafe sink.pointee.keys.isRising = false }
    if isPlain, let text = unsafe text, unsafe slot.pointee.isOnlyKey {
      unsafe sink.pointee.keys.take(text, count)
    }
    if unsafe slot.pointee.kind == .keptKey {
      unsafe sink.pointee.keep(text, isPlain ? count : 0, slot, row)
    }
  case .unread:
    if count > 0, let text = unsafe text, unsafe !isShortASCII(text, count),
      unsafe textKind(text, count) == .notUTF8
    {
      unsafe sink.pointee.isNotUTF8 = true
    }
  case .text, .keptText:
    if count > 0, let text = unsafe text {
      switch unsafe textKind(text, count) {
      case .plain: break
      case .notUTF8: unsafe sink.pointee.isNotUTF8 = true
      case .irregular: isPlain = false
      }
    }
    if unsafe slot.pointee.kind == .keptText { unsafe sink.pointee.keep(text, count, slot, row) }
  case .irregular: isPlain = false
  }
  if !isPlain {
    unsafe sink.pointee.isIrregular = true
    // What is not plain may be anything; only an irregular record's bytes are looked at again.
    if count > 0, let text = unsafe text, unsafe textKind(text, count) == .notUTF8 {
      unsafe sink.pointee.isNotUTF8 = true
    }
  }
}

@inline(__always)
private func scanRecord(_ end: Int32, _ context: UnsafeMutableRawPointer?) {
  guard let sink = unsafe context?.assumingMemoryBound(to: ScanSink.self) else { return }
  let row = unsafe sink.pointee.row
  if unsafe sink.pointee.isIrregular || sink.pointee.next != sink.pointee.end {
    unsafe sink.pointee.irregular[sink.pointee.irregularCount] = Int32(truncatingIfNeeded: row)
    unsafe sink.pointee.irregularCount &+= 1
    unsafe sink.pointee.isIrregular = false
    // Fields that are missing leave nothing of an earlier block.
    while unsafe sink.pointee.next != sink.pointee.end {
      unsafe sink.pointee.next.pointee.clear(row)
      unsafe sink.pointee.next += 1
    }
  }
  unsafe sink.pointee.row = row &+ 1
  unsafe sink.pointee.next = sink.pointee.slots
}

extension ScanSink {
  /// Copies a text to those that are kept.
  @inline(__always)
  fileprivate mutating func keep(
    _ text: UnsafeMutablePointer<UInt8>?, _ count: Int, _ slot: UnsafeMutablePointer<Slot>,
    _ row: Int
  ) {
    unsafe slot.pointee.ranges[row] = KeptRange(
      start: UInt32(truncatingIfNeeded: keptBytes), count: UInt32(truncatingIfNeeded: count))
    guard count > 0, let text = unsafe text else { return }
    unsafe memcpy(kept + keptBytes, text, count)
    keptBytes &+= count
  }
}

extension Slot {
  /// Empties a row.
  fileprivate func clear(_ row: Int) {
    switch kind {
    case .code: unsafe bytes[row] = blank
    case .label: unsafe labels[row] = -1
    case .number: unsafe numbers[row] = .nan
    case .keptText, .keptKey: unsafe ranges[row] = KeptRange()
    case .unread, .text, .key, .irregular: break
    }
  }
}

/// A slot as its fields are decoded; never copied, as it is as large as a line of the cache.
extension UnsafeMutablePointer<Slot> {
  /// The byte of a code that is not one byte long.
  @inline(__always)
  fileprivate func code(_ text: UnsafeMutablePointer<UInt8>?, _ count: Int) -> UInt8 {
    if count == 0 { return unsafe pointee.blank }
    guard count > 1, count <= 7, let text = unsafe text else { return CodeDecoding.unknown }
    // libcsv's buffer holds at least 4096 bytes.
    let all = unsafe UnsafeRawPointer(text).loadUnaligned(as: UInt64.self)
    let mask = (1 as UInt64) << UInt64(8 &* count) &- 1
    let key = UInt64(littleEndian: all) & mask | UInt64(count) << 56
    var position = 0
    while unsafe position < pointee.wordCount {
      if unsafe pointee.wordKeys[position] == key { return unsafe pointee.wordCodes[position] }
      position &+= 1
    }
    return CodeDecoding.unknown
  }

  /// A number that is plain; NaN for anything else.
  @inline(__always)
  fileprivate func number(
    _ text: UnsafeMutablePointer<UInt8>?, _ count: Int, powers: UnsafeMutablePointer<Double>
  ) -> Double {
    guard count <= 16, let text = unsafe text, let decimal = unsafe plainDecimal(text, count),
      decimal.digits <= 15, unsafe !pointee.isInteger || decimal.places == 0
    else { return .nan }
    // Both are exact, so the quotient is rounded once.
    let number = unsafe Double(decimal.mantissa) / powers[decimal.places]
    guard unsafe number >= pointee.minimum, unsafe number <= pointee.maximum else { return .nan }
    var position = 0
    while unsafe position < pointee.exceptionCount {
      if unsafe pointee.exceptions[position] == number { return .nan }
      position &+= 1
    }
    return number
  }
}

/// Up to 16 digits with at most one point among them.
@inline(__always)
private func plainDecimal(
  _ text: UnsafeMutablePointer<UInt8>, _ count: Int
) -> (mantissa: Int64, places: Int, digits: Int)? {
  if count <= 8 {
    // The digits move to the high end; zeros fill the rest.
    let gap = UInt64(8 &* (8 &- count))
    let word = unsafe firstBytes(text, count)
    let (digits, place) = withoutPoint((word ^ (zeros &>> gap)) &<< gap)
    guard let mantissa = eightDigits(digits), count > 0 else { return nil }
    guard let place else { return (mantissa, 0, count) }
    let before = place &- (8 &- count)
    let places = 7 &- place
    return before > 0 && places > 0 ? (mantissa, places, count &- 1) : nil
  }
  var mantissa: Int64 = 0
  var point = -1
  var index = 0
  while index < count {
    let digit = unsafe text[index] &- 0x30
    if digit < 10 {
      mantissa = mantissa &* 10 &+ Int64(digit)
    } else if digit == 0xFE, point < 0, index > 0 {
      point = index
    } else {
      return nil
    }
    index &+= 1
  }
  if point < 0 { return (mantissa, 0, count) }
  let places = count &- point &- 1
  return places > 0 ? (mantissa, places, count &- 1) : nil
}

/// Eight characters "0".
private let zeros: UInt64 = 0x3030_3030_3030_3030

/// Takes the first point out of eight bytes less "0" each, so that a zero stands first; and its place.
@inline(__always)
private func withoutPoint(_ word: UInt64) -> (digits: UInt64, place: Int?) {
  // A point less "0" by exclusive or is 0x1E, which no digit is.
  let marked = word ^ 0x1E1E_1E1E_1E1E_1E1E
  let found = (marked &- 0x0101_0101_0101_0101) & ~marked & 0x8080_8080_8080_8080
  guard found != 0 else { return (word, nil) }
  let place = found.trailingZeroBitCount &>> 3
  // What stands before the point moves up by one.
  let below = word & ((1 as UInt64) &<< UInt64(8 &* place) &- 1)
  let above = place == 7 ? 0 : word & (UInt64.max &<< UInt64(8 &* (place &+ 1)))
  return (above | below &<< 8, place)
}

/// The number of eight digits 0…9, the first lowest; nil where a byte is no digit.
@inline(__always)
private func eightDigits(_ word: UInt64) -> Int64? {
  guard (word | (word &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 else { return nil }
  let pairs = word &* 10 &+ (word &>> 8)
  let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
  let high = ((pairs &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
  return Int64((low &+ high) &>> 32)
}

/// Whether a key is printable ASCII without blanks.
@inline(__always)
private func isPlainKey(_ text: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Bool {
  guard count > 0, count <= 1024, let text = unsafe text else { return false }
  var index = 0
  while index < count {
    // Bytes past the end count as printable.
    let rest = count &- index
    let word = unsafe firstBytes(text + index, min(8, rest))
    let filler: UInt64 = rest >= 8 ? 0 : 0x3030_3030_3030_3030 &<< UInt64(8 &* rest)
    let bytes = word | filler
    // A byte below 0x21 borrows, one above 0x7E carries, one above 0x7F has the bit already.
    let low = bytes &- 0x2121_2121_2121_2121
    let high = bytes &+ 0x0101_0101_0101_0101
    if (low | high | bytes) & 0x8080_8080_8080_8080 != 0 { return false }
    index &+= 8
  }
  return true
}

private enum TextKind {
  case plain, irregular, notUTF8
}

/// Whether a short text is ASCII.
@inline(__always)
private func isShortASCII(_ text: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
  unsafe count <= 8 && firstBytes(text, count) & 0x8080_8080_8080_8080 == 0
}

/// Whether a text is UTF-8, and without control characters other than TAB and line ends.
private func textKind(_ text: UnsafeMutablePointer<UInt8>, _ count: Int) -> TextKind {
  var kind = TextKind.plain
  var lineEnds = 0
  var index = 0
  while index < count {
    let byte = unsafe text[index]
    index &+= 1
    if byte < 0x80 {
      if byte >= 0x20 && byte != 0x7F { continue }
      if byte == 0x0A || byte == 0x0D {
        lineEnds &+= 1
      } else if byte != 0x09 {
        kind = .irregular
      }
      continue
    }
    let length = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
    guard byte >= 0xC2, byte <= 0xF4, index &+ length <= count else { return .notUTF8 }
    let second = unsafe text[index]
    // The first byte narrows the second: no overlong form, no surrogate, nothing beyond U+10FFFF.
    let lowest: UInt8 = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF
    guard second >= lowest, second <= highest else { return .notUTF8 }
    if byte == 0xC2, second < 0xA0 { kind = .irregular }
    var rest = 1
    while rest < length {
      if unsafe text[index &+ rest] & 0xC0 != 0x80 { return .notUTF8 }
      rest &+= 1
    }
    index &+= length
  }
  // A field on many lines may be an unclosed quote, which is not decided here.
  return lineEnds > 100 ? .irregular : kind
}
