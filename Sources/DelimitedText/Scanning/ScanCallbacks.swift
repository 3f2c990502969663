#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The callback of libcsv for a field: most are closed answers of one byte, so these come first.
@inline(__always)
func scanField(
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
func scanOther(
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
    if isPlain, let text = unsafe text {
      if unsafe slot.pointee.isOnlyKey { unsafe sink.pointee.keys.take(text, count) }
    } else {
      unsafe sink.pointee.keys.fail()
    }
    if unsafe slot.pointee.kind == .keptKey {
      unsafe sink.pointee.keep(text, isPlain ? count : 0, slot, row)
    }
  case .unread:
    if count > 0, let text = unsafe text, unsafe !isShortASCII(text, count) {
      switch unsafe textKind(text, count) {
      case .plain: break
      case .notUTF8: unsafe sink.pointee.isNotUTF8 = true
      // On many lines it may be an unclosed quote, whoever asks for the field.
      case .irregular: isPlain = false
      }
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
func scanRecord(_ end: Int32, _ context: UnsafeMutableRawPointer?) {
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
  unsafe sink.pointee.keys.isOpen = false
}

extension ScanSink {
  /// Copies a text to those that are kept.
  @inline(__always)
  mutating func keep(
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
  func clear(_ row: Int) {
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
  func code(_ text: UnsafeMutablePointer<UInt8>?, _ count: Int) -> UInt8 {
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
  func number(
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
