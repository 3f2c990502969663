extension TextDecoder {
  // `lowByte` is the place of the low byte in a code unit, 0 or 1.
  mutating func readUTF16(_ piece: [UInt8], isLast: Bool, lowByte: Int) throws(Misfit) {
    let bytes = carried.isEmpty ? piece : carried + piece
    let base = offset - carried.count
    offset += piece.count
    carried = []
    var index = 0
    func unit(_ place: Int) -> UInt32 {
      UInt32(bytes[place + 1 - lowByte]) << 8 | UInt32(bytes[place + lowByte])
    }
    while index + 1 < bytes.count {
      let value = unit(index)
      switch value {
      case 0xD800..<0xDC00:
        guard index + 3 < bytes.count else {
          guard !isLast else {
            let reason: EncodingFault.Reason =
              index + 2 < bytes.count ? .cutOff : .loneSurrogate
            throw Misfit(reason: reason, byteOffset: base + index)
          }
          carried = Array(bytes[index...])
          return
        }
        let low = unit(index + 2)
        guard (0xDC00..<0xE000).contains(low) else {
          throw Misfit(reason: .loneSurrogate, byteOffset: base + index)
        }
        append(unicode: 0x1_0000 + (value - 0xD800) << 10 + (low - 0xDC00))
        index += 4
      case 0xDC00..<0xE000:
        throw Misfit(reason: .loneSurrogate, byteOffset: base + index)
      default:
        append(unicode: value)
        index += 2
      }
    }
    guard index < bytes.count else { return }
    guard !isLast else { throw Misfit(reason: .cutOff, byteOffset: base + index) }
    carried = Array(bytes[index...])
  }
}
