extension TextDecoder {
  mutating func readUTF8(_ piece: [UInt8], isLast: Bool) throws(Misfit) {
    let bytes = carried.isEmpty ? piece : carried + piece
    let base = offset - carried.count
    offset += piece.count
    carried = []
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        let end = endOfASCII(in: bytes, from: index)
        text.append(ascii: bytes[index..<end])
        leaveStart()
        index = end
        continue
      }
      switch character(at: index, of: bytes) {
      case .whole(let value, let length):
        append(unicode: value)
        index += length
      case .cutOff:
        guard !isLast else { throw Misfit(reason: .cutOff, byteOffset: base + index) }
        carried = Array(bytes[index...])
        return
      case .none:
        throw Misfit(reason: .undefinedByte(lead), byteOffset: base + index)
      }
    }
    if isLast && !carried.isEmpty { throw Misfit(reason: .cutOff, byteOffset: base) }
  }

  private enum Sequence {
    case whole(UInt32, length: Int)
    case cutOff
    case none
  }

  /// The character whose first byte, which is not ASCII, is at `index`.
  ///
  /// Source: Unicode 15, table 3-7, "Well-formed UTF-8 byte sequences".
  @inline(__always)
  private func character(at index: Int, of bytes: [UInt8]) -> Sequence {
    let lead = bytes[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE1...0xEC, 0xEE, 0xEF: length = 3
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xF1...0xF3: length = 4
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return .none
    }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for place in 1..<length {
      guard index + place < bytes.count else { return .cutOff }
      let byte = bytes[index + place]
      guard place == 1 ? second.contains(byte) : byte & 0xC0 == 0x80 else { return .none }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return .whole(value, length: length)
  }

  /// Where the run of ASCII ends that begins at `start`.
  @inline(__always)
  func endOfASCII(in bytes: [UInt8], from start: Int, firstPlainByte: UInt8 = 0) -> Int {
    var end = start
    while end < bytes.count, bytes[end] < 0x80, bytes[end] >= firstPlainByte { end += 1 }
    return end
  }
}
