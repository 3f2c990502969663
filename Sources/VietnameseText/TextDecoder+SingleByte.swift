extension TextDecoder {
  mutating func readSingleBytes(_ bytes: [UInt8], in table: SingleByteTable) throws(Misfit) {
    let base = offset
    offset += bytes.count
    var index = 0
    while index < bytes.count {
      let end = endOfASCII(in: bytes, from: index, firstPlainByte: table.firstPlainByte)
      if end > index {
        text.append(ascii: bytes[index..<end])
        index = end
        continue
      }
      let value = table.codePoints[Int(bytes[index])]
      guard value != SingleByteTable.undefined else {
        throw Misfit(reason: .undefinedByte(bytes[index]), byteOffset: base + index)
      }
      text.append(UInt32(value))
      index += 1
    }
  }

  mutating func readVNI(_ bytes: [UInt8]) throws(Misfit) {
    let base = offset
    offset += bytes.count
    let table = SingleByteTable.vniLetters
    var index = 0
    while index < bytes.count {
      let end = endOfASCII(in: bytes, from: index)
      if end > index {
        text.append(ascii: bytes[index..<end])
        index = end
        continue
      }
      let byte = bytes[index]
      if let mark = VNIMark(byte) {
        guard text.apply(mark) else {
          throw Misfit(reason: .misplacedMark(byte), byteOffset: base + index)
        }
      } else {
        let value = table.codePoints[Int(byte)]
        guard value != SingleByteTable.undefined else {
          throw Misfit(reason: .undefinedByte(byte), byteOffset: base + index)
        }
        text.append(UInt32(value))
      }
      index += 1
    }
  }
}
