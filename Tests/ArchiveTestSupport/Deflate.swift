/// Deflate streams (RFC 1951) made bit by bit, as no compressor would make them.
package enum Deflate {
  /// `bytes`, not compressed.
  package static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = []
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(0xFFFF)
      let count = UInt16(block.count)
      stream.append(rest.isEmpty ? 1 : 0)
      stream += [UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8)]
      stream += block
    } while !rest.isEmpty
    return stream
  }

  /// The letter A, 1 + 258 × `repeats` times, in two bits for each 258 of them: 1032 to 1.
  package static func bomb(repeats: Int) -> [UInt8] {
    var bits = Bits()
    bits.append(1, 1)  // the last block
    bits.append(2, 2)  // with codes of its own
    bits.append(29, 5)  // 286 codes of literals and lengths
    bits.append(0, 5)  // 1 code of distances
    bits.append(14, 4)  // 18 lengths of the codes of lengths: for 18 one bit, for 2 and 1 two
    for length in [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2] { bits.append(length, 3) }
    let zeros = { (bits: inout Bits, count: Int) in
      bits.append(0, 1)
      bits.append(count - 11, 7)
    }
    zeros(&bits, 65)
    bits.append(0b11, 2)  // "A" has two bits
    zeros(&bits, 138)
    zeros(&bits, 52)
    bits.append(0b11, 2)  // the end has two bits
    zeros(&bits, 28)
    bits.append(0b01, 2)  // 258 times the same has one bit
    bits.append(0b01, 2)  // and so has the distance 1
    bits.append(0b01, 2)  // A
    for _ in 0..<repeats { bits.append(0, 2) }
    bits.append(0b11, 2)
    return bits.bytes
  }

  private struct Bits {
    var bytes: [UInt8] = []
    private var used = 8

    mutating func append(_ value: Int, _ count: Int) {
      for bit in 0..<count {
        if used == 8 {
          bytes.append(0)
          used = 0
        }
        bytes[bytes.count - 1] |= UInt8(value >> bit & 1) << UInt8(used)
        used += 1
      }
    }
  }
}

/// The checksum of gzip and ZIP.
package func checksum(_ bytes: [UInt8]) -> UInt32 {
  var state = UInt32.max
  for byte in bytes { state = checksums[Int((state ^ UInt32(byte)) & 0xFF)] ^ state >> 8 }
  return ~state
}

/// What one byte does to a checksum.
private let checksums: [UInt32] = (0..<256).map { index in
  var value = UInt32(index)
  for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
  return value
}

/// The bytes of an integer, the least significant first.
package func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
  (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
}

/// A gzip file of a Deflate stream.
package func gzip(_ stream: [UInt8], of bytes: [UInt8]) -> [UInt8] {
  [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + stream + littleEndian(checksum(bytes))
    + littleEndian(UInt32(bytes.count))
}

/// A zstd file of blocks (RFC 8878): each repeats one byte so many times.
package func zstd(_ runs: [(byte: UInt8, count: Int)]) -> [UInt8] {
  var file: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58]  // a window of 2 MB
  for (index, run) in runs.enumerated() {
    let isLast = index == runs.count - 1
    file += littleEndian(UInt32(run.count << 3 | 1 << 1 | (isLast ? 1 : 0))).prefix(3)
    file.append(run.byte)
  }
  return file
}
