/// Whether a key is printable ASCII without blanks.
@inline(__always)
func isPlainKey(_ text: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Bool {
  guard count > 0, count <= 1024, let text = unsafe text else { return false }
  var index = 0
  while index < count {
    // Bytes past the end count as printable.
    let rest = count &- index
    let word = unsafe firstBytes(text + index, min(8, rest))
    let filler: UInt64 = rest >= 8 ? 0 : 0x3030_3030_3030_3030 &<< UInt64(8 &* rest)
    let bytes = word | filler
    // A byte below 0x21 borrows, one above 0x7E carries, one above 0x7F has the bit already.
    let low = bytes &- 0x2121_2121_2121_2121
    let high = bytes &+ 0x0101_0101_0101_0101
    if (low | high | bytes) & 0x8080_8080_8080_8080 != 0 { return false }
    index &+= 8
  }
  return true
}

enum TextKind {
  case plain, irregular, notUTF8
}

/// Whether a short text is ASCII.
@inline(__always)
func isShortASCII(_ text: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
  unsafe count <= 8 && firstBytes(text, count) & 0x8080_8080_8080_8080 == 0
}

/// Whether a text is UTF-8, and without control characters other than TAB and line ends.
func textKind(_ text: UnsafeMutablePointer<UInt8>, _ count: Int) -> TextKind {
  var kind = TextKind.plain
  var lineEnds = 0
  var index = 0
  while index < count {
    let byte = unsafe text[index]
    index &+= 1
    if byte < 0x80 {
      if byte >= 0x20 && byte != 0x7F { continue }
      if byte == 0x0A || byte == 0x0D {
        lineEnds &+= 1
      } else if byte != 0x09 {
        kind = .irregular
      }
      continue
    }
    let length = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
    guard byte >= 0xC2, byte <= 0xF4, index &+ length <= count else { return .notUTF8 }
    let second = unsafe text[index]
    // The first byte narrows the second: no overlong form, no surrogate, nothing beyond U+10FFFF.
    let lowest: UInt8 = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF
    guard second >= lowest, second <= highest else { return .notUTF8 }
    if byte == 0xC2, second < 0xA0 { kind = .irregular }
    var rest = 1
    while rest < length {
      if unsafe text[index &+ rest] & 0xC0 != 0x80 { return .notUTF8 }
      rest &+= 1
    }
    index &+= length
  }
  // A field on many lines may be an unclosed quote, which is not decided here.
  return lineEnds > 100 ? .irregular : kind
}
