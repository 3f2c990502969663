/// The escapes of characters that XML cannot hold: `_x000B_` (ECMA-376, part 1, 22.9.2.19).
enum EscapedText {
  /// Decodes the escapes in `bytes` from `start` to the end.
  ///
  /// Each is a UTF-16 code unit, of which two may make a character; a half without its other half
  /// stays as it stands.
  static func decode(_ bytes: inout [UInt8], from start: Int) {
    guard var read = bytes[start...].firstIndex(of: underscore) else { return }
    var write = read
    while read < bytes.count {
      guard let unit = unit(in: bytes, at: read) else {
        bytes[write] = bytes[read]
        write += 1
        read += 1
        continue
      }
      var end = read + 7
      var scalar = Unicode.Scalar(UInt32(unit))
      if unit & 0xFC00 == 0xD800, let low = Self.unit(in: bytes, at: end), low & 0xFC00 == 0xDC00 {
        scalar = Unicode.Scalar(
          0x10000 + (UInt32(unit) & 0x3FF) << 10 + UInt32(low) & 0x3FF)
        end += 7
      }
      let decoded = scalar.map { Array(String($0).utf8) } ?? Array(bytes[read..<end])
      bytes.replaceSubrange(write..<write + decoded.count, with: decoded)
      write += decoded.count
      read = end
    }
    bytes.removeSubrange(write...)
  }

  /// The text with what XML cannot hold, and what would be taken for an escape, escaped; and the
  /// characters that were, but for CR, which is an ordinary line end.
  static func encode(_ text: String) -> (text: String, escaped: [Unicode.Scalar]) {
    let scalars = Array(text.unicodeScalars)
    let bytes = Array(text.utf8)
    guard scalars.contains(where: isForbidden) || bytes.contains(underscore) else {
      return (text, [])
    }
    var encoded = String.UnicodeScalarView()
    var escaped: [Unicode.Scalar] = []
    for (index, scalar) in scalars.enumerated() {
      let following = scalars[index...].prefix(7).map { $0.isASCII ? UInt8($0.value) : 0 }
      if isForbidden(scalar) {
        if scalar != "\r" { escaped.append(scalar) }
        encoded.append(contentsOf: escape(scalar).unicodeScalars)
      } else if unit(in: following, at: 0) != nil {
        encoded.append(contentsOf: escape(scalar).unicodeScalars)
      } else {
        encoded.append(scalar)
      }
    }
    return (String(encoded), escaped)
  }

  private static let underscore = UInt8(ascii: "_")

  /// Whether XML 1.0 cannot hold a character as it is; a lone CR it would make a line feed.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
  }

  /// The code unit that an escape at `start` stands for; nil where there is no escape.
  private static func unit(in bytes: [UInt8], at start: Int) -> UInt16? {
    guard start + 7 <= bytes.count, bytes[start] == underscore, bytes[start + 1] == 0x78,
      bytes[start + 6] == underscore, bytes[start + 2] != UInt8(ascii: "+"),
      bytes[start + 2] != UInt8(ascii: "-")
    else { return nil }
    return UInt16(String(decoding: bytes[start + 2..<start + 6], as: UTF8.self), radix: 16)
  }
}
