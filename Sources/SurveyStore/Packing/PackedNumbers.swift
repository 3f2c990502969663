/// Numbers as whole multiples of 10⁻ᵏ where that gives the very same bits again, else as they are.
///
/// The first byte is k, 0 to 9, with 16 added where numbers are missing, or 255. After k come
/// ``PackedIntegers``: the multiples; where numbers are missing, the zigzag of the multiples plus 1, and
/// 0 for a missing one. After 255 come 64 bits of IEEE 754 a number.
enum PackedNumbers {
  private static let raw: UInt8 = 255
  private static let missing: UInt8 = 16
  private static let largestExponent = 9
  /// Up to here a double holds every integer, and a zigzag of it can be made.
  private static let largest = 0x1p53

  /// Appends numbers.
  static func encode(_ values: [Double], into bytes: inout [UInt8]) {
    let hasMissing = values.contains { $0.isNaN }
    var scale = 1.0
    for exponent in 0...largestExponent {
      if let multiples = multiples(values, scale: scale) {
        bytes.append(UInt8(exponent) + (hasMissing ? missing : 0))
        PackedIntegers.encode(
          hasMissing
            ? zip(values, multiples).map { $0.isNaN ? 0 : ($1 << 1) ^ ($1 >> 63) &+ 1 } : multiples,
          into: &bytes)
        return
      }
      scale *= 10
    }
    bytes.append(raw)
    for value in values { bytes.append(littleEndian: value.bitPattern) }
  }

  private static func multiples(_ values: [Double], scale: Double) -> [Int64]? {
    var multiples: [Int64] = []
    multiples.reserveCapacity(values.count)
    for value in values {
      if value.isNaN {
        multiples.append(0)
        continue
      }
      let multiple = (value * scale).rounded()
      guard abs(multiple) < largest else { return nil }
      // A zero below zero is no integer, so it is compared with what is read.
      let integer = Int64(multiple)
      guard (Double(integer) / scale).bitPattern == value.bitPattern else { return nil }
      multiples.append(integer)
    }
    return multiples
  }

  /// The next `count` numbers; nil where there are none.
  static func decode(_ reader: inout ByteReader, count: Int) -> [Double]? {
    guard let kind: UInt8 = reader.next() else { return nil }
    if kind == raw {
      guard let range = reader.packed(count, width: 64) else { return nil }
      return BitPacking.unpack(reader.bytes, range, count: count, width: 64, zero: 0.0) {
        Double(bitPattern: $0)
      }
    }
    let hasMissing = kind >= missing
    let exponent = Int(hasMissing ? kind - missing : kind)
    guard exponent <= largestExponent else { return nil }
    var scale = 1.0
    for _ in 0..<exponent { scale *= 10 }
    guard hasMissing else {
      return PackedIntegers.decode(&reader, count: count, zero: 0.0) { Double($0) / scale }
    }
    return PackedIntegers.decode(&reader, count: count, zero: 0.0) { code in
      guard code != 0 else { return .nan }
      let zigzag = UInt64(bitPattern: code &- 1)
      let multiple = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
      return Double(multiple) / scale
    }
  }
}
