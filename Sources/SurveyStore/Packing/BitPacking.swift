/// Unsigned integers of one width in bits, side by side without gaps, the lowest bits first.
///
/// A width is 0 to 56, or 64; widths between would need more than one word for a value.
enum BitPacking {
  /// The narrowest width that holds every integer up to `largest`.
  static func width(holding largest: UInt64) -> Int {
    let width = UInt64.bitWidth - largest.leadingZeroBitCount
    return width > 56 ? 64 : width
  }

  /// The number of bytes of `count` integers.
  static func byteCount(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

  /// Appends integers of `width` bits.
  static func pack(_ values: some Sequence<UInt64>, width: Int, into bytes: inout [UInt8]) {
    guard width > 0 else { return }
    guard width < 64 else {
      for value in values { bytes.append(littleEndian: value) }
      return
    }
    var word: UInt64 = 0
    var filled = 0
    for value in values {
      word |= value << UInt64(filled)
      filled += width
      while filled >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: word))
        word >>= 8
        filled -= 8
      }
    }
    if filled > 0 { bytes.append(UInt8(truncatingIfNeeded: word)) }
  }

  /// Appends for some rows of a byte column what a table has for their bytes, in up to eight bits each.
  static func pack(
    _ rows: some Collection<Int>, of codes: [UInt8], table: [UInt64], width: Int,
    into bytes: inout [UInt8]
  ) {
    guard width > 0 else { return }
    bytes.reserveCapacity(bytes.count + byteCount(rows.count, width: width) + 8)
    var word: UInt64 = 0
    var filled: UInt64 = 0
    var inGroup = 0
    for row in rows {
      word |= table[Int(codes[row])] << filled
      filled += UInt64(width)
      inGroup += 1
      guard inGroup == 8 else { continue }
      for _ in 0..<width {
        bytes.append(UInt8(truncatingIfNeeded: word))
        word >>= 8
      }
      word = 0
      filled = 0
      inGroup = 0
    }
    for _ in 0..<byteCount(inGroup, width: width) {
      bytes.append(UInt8(truncatingIfNeeded: word))
      word >>= 8
    }
  }

  /// The integers in a range of bytes, each as something else.
  ///
  /// - Precondition: The range holds ``byteCount(_:width:)`` bytes.
  @inline(__always)
  static func unpack<Value>(
    _ bytes: [UInt8], _ range: Range<Int>, count: Int, width: Int, zero: Value,
    _ value: (UInt64) -> Value
  ) -> [Value] {
    precondition(range.count == byteCount(count, width: width), "packed integers fill their bytes")
    guard width > 0 else { return Array(repeating: value(0), count: count) }
    var values = [Value](repeating: zero, count: count)
    let mask = width == 64 ? UInt64.max : 1 << UInt64(width) - 1
    var offset = range.lowerBound
    if width == 64 {
      for row in 0..<count {
        var word: UInt64 = 0
        for byte in 0..<8 { word |= UInt64(bytes[offset + byte]) << UInt64(8 * byte) }
        offset += 8
        values[row] = value(word)
      }
      return values
    }
    var word: UInt64 = 0
    var filled = 0
    for row in 0..<count {
      while filled < width {
        word |= UInt64(bytes[offset]) << UInt64(filled)
        offset += 1
        filled += 8
      }
      values[row] = value(word & mask)
      word >>= UInt64(width)
      filled -= width
    }
    return values
  }

  /// The integers of up to eight bits in a range of bytes, each as a byte of a table.
  ///
  /// Eight of them stand in `width` bytes, so they are taken together.
  ///
  /// - Precondition: The range holds ``byteCount(_:width:)`` bytes, and the table 256.
  static func unpack(
    _ bytes: [UInt8], _ range: Range<Int>, count: Int, width: Int, table: [UInt8]
  ) -> [UInt8] {
    precondition(range.count == byteCount(count, width: width), "packed integers fill their bytes")
    precondition(
      table.count == 256 && (1...8).contains(width), "a table has an entry for each byte")
    var values = [UInt8](repeating: 0, count: count)
    let mask: UInt64 = 1 << UInt64(width) - 1
    var offset = range.lowerBound
    var row = 0
    if width <= 4 {
      // Two at once.
      let pairs = (0..<(1 << (2 * width))).map { pair in
        UInt16(table[pair & Int(mask)]) | UInt16(table[pair >> width]) << 8
      }
      switch width {
      case 1: unpackPairs(bytes, from: &offset, width: 1, pairs: pairs, into: &values)
      case 2: unpackPairs(bytes, from: &offset, width: 2, pairs: pairs, into: &values)
      case 3: unpackPairs(bytes, from: &offset, width: 3, pairs: pairs, into: &values)
      default: unpackPairs(bytes, from: &offset, width: 4, pairs: pairs, into: &values)
      }
      row = count / 8 * 8
    }
    while row < count {
      var word: UInt64 = 0
      let end = min(offset + width, range.upperBound)
      for (position, byte) in bytes[offset..<end].enumerated() {
        word |= UInt64(byte) << UInt64(8 * position)
      }
      offset += width
      let last = min(row + 8, count)
      while row < last {
        values[row] = table[Int(word & mask)]
        word >>= UInt64(width)
        row += 1
      }
    }
    return values
  }

  /// Unpacks whole groups of eight.
  @inline(__always)
  private static func unpackPairs(
    _ bytes: [UInt8], from offset: inout Int, width: Int, pairs: [UInt16],
    into values: inout [UInt8]
  ) {
    let mask: UInt32 = 1 << UInt32(2 * width) - 1
    let groups = values.count / 8
    var span = values.mutableSpan
    precondition(groups * 8 <= span.count)
    for group in 0..<groups {
      var word: UInt32 = 0
      for byte in 0..<width { word |= UInt32(bytes[offset + byte]) << UInt32(8 * byte) }
      offset += width
      for pair in 0..<4 {
        let two = pairs[Int(word & mask)]
        word >>= UInt32(2 * width)
        span[8 * group + 2 * pair] = UInt8(truncatingIfNeeded: two)
        span[8 * group + 2 * pair + 1] = UInt8(truncatingIfNeeded: two >> 8)
      }
    }
  }
}

extension [UInt8] {
  /// Appends an integer, its lowest byte first.
  mutating func append(littleEndian value: some FixedWidthInteger) {
    var rest = value
    for _ in 0..<(value.bitWidth / 8) {
      append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
