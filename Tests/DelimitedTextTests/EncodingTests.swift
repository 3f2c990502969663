import DelimitedText
import Testing

@Suite("Encodings")
struct EncodingTests {
  @Test("a byte order mark names its encoding", arguments: ByteOrderMark.allCases)
  func marks(mark: ByteOrderMark) {
    #expect(ByteOrderMark(startOf: mark.bytes + [0x61, 0x00, 0x62, 0x00]) == mark)
    #expect(ByteOrderMark(startOf: mark.bytes) == mark)
    #expect(ByteOrderMark(startOf: [0x61] + mark.bytes) == nil)
    #expect(ByteOrderMark(startOf: mark.bytes.dropLast()) == nil || mark.bytes.count == 4)
  }

  @Test(
    "Vietnamese text, NUL and the last code point are UTF-8",
    arguments: ["", "Tiếng Việt", "Tie\u{302}\u{301}ng", "đ\0Đ", "\u{FEFF}", "\u{10FFFF}", "😀"])
  func valid(text: String) {
    #expect(UTF8Fault(firstIn: Array(text.utf8)) == nil)
  }

  @Test(
    "what is not UTF-8 is found where it begins",
    arguments: [
      ([0xE0], 0), ([0x61, 0xE1, 0xBA], 1), ([0x80], 0), ([0x61, 0xC0, 0x80], 1),
      ([0xED, 0xA0, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0), ([0xE1, 0xBA, 0xBF, 0xBF], 3),
      ([0xFF, 0xFE, 0x61, 0x00], 0),
    ] as [([UInt8], Int)])
  func invalid(bytes: [UInt8], offset: Int) {
    #expect(UTF8Fault(firstIn: bytes)?.byteOffset == offset)
  }

  @Test("the line of the fault counts LF, CR LF and lone CR")
  func line() {
    let fault = UTF8Fault(firstIn: Array("a\r\nb\rc\n\nd".utf8) + [0xE9, 0x0A])
    #expect(fault?.line == 5)
    #expect(fault?.byteOffset == 9)
  }

  @Test(
    "the whole of a long text is looked at, wherever its characters fall",
    arguments: ["ế", "đ", "a", "😀"], [0, 1, 2, 3])
  func longText(character: String, shift: Int) {
    let start = Array(repeating: UInt8(ascii: "\n"), count: shift)
    var text = start + Array(String(repeating: character, count: 50_000).utf8)
    #expect(UTF8Fault(firstIn: text) == nil)
    text.append(0xFF)
    #expect(UTF8Fault(firstIn: text)?.byteOffset == text.count - 1)
    #expect(UTF8Fault(firstIn: text)?.line == shift + 1)
  }
}
