/// What each byte of an encoding stands for that has one character a byte.
///
/// A combining mark is a character too; composing it with its letter is left to the reader.
struct SingleByteTable: Sendable {
  /// The code point of each byte; ``undefined`` where there is none.
  let codePoints: [UInt16]
  /// The byte from which on ASCII stands for itself.
  let firstPlainByte: UInt8

  static let undefined: UInt16 = 0xFFFF

  /// A table of ASCII and `changes`: from which byte on, and the characters there in order.
  ///
  /// `_` in a run leaves the byte as `base` has it, and `?` makes it undefined.
  private init(
    base: SingleByteTable? = nil, firstPlainByte: UInt8 = 0, _ changes: [(from: Int, run: String)]
  ) {
    let ascii = (0..<0x80).map(UInt16.init)
    var codePoints = base?.codePoints ?? ascii + Array(repeating: Self.undefined, count: 0x80)
    for (from, run) in changes {
      for (offset, scalar) in run.unicodeScalars.enumerated() where scalar != "_" {
        codePoints[from + offset] = scalar == "?" ? Self.undefined : UInt16(scalar.value)
      }
    }
    self.codePoints = codePoints
    self.firstPlainByte = firstPlainByte
  }

  /// The table of an encoding; nil for those that are more than a table.
  init?(of encoding: TextEncoding) {
    switch encoding {
    case .windows1252: self = .windows1252
    case .windows1258: self = .windows1258
    case .tcvn3: self = .tcvn3
    case .viscii: self = .viscii
    case .utf8, .utf16LittleEndian, .utf16BigEndian, .vniWindows: return nil
    }
  }

  static let windows1252 = SingleByteTable([
    (0x80, "€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ"),
    (0xA0, String(String.UnicodeScalarView((0xA0...0xFF).compactMap(Unicode.Scalar.init)))),
  ])

  static let windows1258 = SingleByteTable(
    base: windows1252,
    [
      (0x8A, "?"), (0x8E, "?"), (0x9A, "?"), (0x9E, "?"), (0xC3, "Ă"), (0xCC, "\u{300}"),
      (0xD0, "Đ"), (0xD2, "\u{309}"), (0xD5, "Ơ"), (0xDD, "Ư\u{303}"), (0xE3, "ă"),
      (0xEC, "\u{301}"), (0xF0, "đ"), (0xF2, "\u{323}"), (0xF5, "ơ"), (0xFD, "ư₫"),
    ])

  static let tcvn3 = SingleByteTable(
    base: windows1252,
    [
      (0xA0, "\u{A0}ĂÂÊÔƠƯĐăâêôơưđẰ"), (0xB0, "\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ"),
      (0xC0, "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"), (0xD0, "éẹềểễếệìỉỄẾỒĩíịò"), (0xE0, "Ổỏõóọồổỗốộờởỡớợù"),
      (0xF0, "ỖủũúụừửữứựỳỷỹýỵỐ"),
    ])

  static let viscii = SingleByteTable(
    firstPlainByte: 0x20,
    [
      (0x02, "Ẳ"), (0x05, "ẴẪ"), (0x14, "Ỷ"), (0x19, "Ỹ"), (0x1E, "Ỵ"),
      (0x80, "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"), (0x90, "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"), (0xA0, "Õắằặấầẩậẽẹếềểễệố"),
      (0xB0, "ồổỗỠƠộờởịỰỨỪỬơớƯ"), (0xC0, "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"), (0xD0, "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"),
      (0xE0, "àáâãảăữẫèéêẻìíĩỉ"), (0xF0, "đựòóôõỏọụùúũủýợỮ"),
    ])

  /// What the bytes of VNI stand for that are no marks; the marks are in ``VNIMark``.
  static let vniLetters = SingleByteTable(
    base: windows1252,
    [
      (0xC0, "??????Ỉ?????ÌÍỴ?"), (0xD0, "?ĐỊĨƠ?Ư?????????"), (0xE0, "??????ỉ?????ìíỵ?"),
      (0xF0, "?địĩơ?ư?????????"),
    ])
}

extension SingleByteTable {
  /// The bytes of `text` as a program wrote them that took each byte for a character of this
  /// table; nil where a character has no byte.
  ///
  /// Bytes that the table leaves undefined are what Windows makes of them, the control codes 80 to
  /// 9F.
  func bytes(of text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        bytes.append(UInt8(scalar.value))
      } else if let byte = byte(of: scalar) {
        bytes.append(byte)
      } else {
        return nil
      }
    }
    return bytes
  }

  private func byte(of scalar: Unicode.Scalar) -> UInt8? {
    let value = scalar.value
    // Most characters of a western table stand at their own code point.
    if value < 0x100, codePoints[Int(value)] == UInt16(value) { return UInt8(value) }
    if let place = codePoints.firstIndex(where: { UInt32($0) == value }), value < 0xFFFF {
      return UInt8(place)
    }
    let isLeftToControls = (0x80..<0xA0).contains(value) && codePoints[Int(value)] == Self.undefined
    return isLeftToControls ? UInt8(value) : nil
  }
}
