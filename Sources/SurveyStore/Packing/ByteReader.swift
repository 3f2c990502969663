/// Reads integers, texts and packed integers from bytes, never past their end.
struct ByteReader {
  let bytes: [UInt8]
  private(set) var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { offset == bytes.count }

  /// The number of bytes left.
  var remaining: Int { bytes.count - offset }

  /// The next integer, its lowest byte first; nil where there is none.
  mutating func next<Value: FixedWidthInteger>(_: Value.Type = Value.self) -> Value? {
    guard let range = range(of: Value.bitWidth / 8) else { return nil }
    var value: Value = 0
    for (position, byte) in bytes[range].enumerated() {
      value |= Value(truncatingIfNeeded: byte) << Value(8 * position)
    }
    return value
  }

  /// Where the next `count` bytes stand; nil where there are fewer.
  mutating func range(of count: Int) -> Range<Int>? {
    guard count >= 0, count <= remaining else { return nil }
    defer { offset += count }
    return offset..<(offset + count)
  }

  /// Where the next `count` packed integers stand; nil where there are fewer, or none of this width.
  mutating func packed(_ count: Int, width: Int) -> Range<Int>? {
    guard (0...56).contains(width) || width == 64 else { return nil }
    return range(of: BitPacking.byteCount(count, width: width))
  }
}
