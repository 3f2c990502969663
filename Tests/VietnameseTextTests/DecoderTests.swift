import Foundation
import Testing

@testable import VietnameseText

@Suite("Decoding")
struct DecoderTests {
  /// The fixtures, and the text they hold.
  static let fixtures: [(name: String, encoding: TextEncoding)] = [
    ("text.txt", .utf8), ("text.utf16le.bin", .utf16LittleEndian),
    ("text.utf16be.bin", .utf16BigEndian), ("text.windows1258.bin", .windows1258),
    ("text.tcvn3.bin", .tcvn3), ("text.vni.bin", .vniWindows), ("text.viscii.bin", .viscii),
  ]

  @Test("each byte of a code page is what Python's codecs and iconv have")
  func tables() throws {
    let encoder = try Encoder()
    for encoding in [TextEncoding.windows1252, .windows1258, .tcvn3, .viscii] {
      let table = encoder.table(encoding)
      #expect(table.count == 256)
      for (byte, character) in table.enumerated() {
        // There the fonts of TCVN3 have punctuation, and not the standard's capitals.
        if encoding == .tcvn3 && (byte < 0x20 || (0x80..<0xA0).contains(byte)) { continue }
        let text = try? encoding.text(of: [UInt8(byte)])
        #expect(
          text.map { Array($0.unicodeScalars) } == character.map { Array($0.unicodeScalars) },
          "\(encoding) \(byte)")
      }
    }
  }

  @Test("each letter of VNI is what the fonts show")
  func vniTable() throws {
    let letters = try Encoder().vniLetters
    #expect(letters.count == 12 * 6 * 2 + 2)
    for (letter, written) in letters {
      let bytes = try #require(try Encoder().bytes(of: letter, in: .vniWindows))
      #expect(
        try TextEncoding.vniWindows.text(of: bytes).unicodeScalars.elementsEqual(
          letter.unicodeScalars), "\(written)")
    }
  }

  @Test("files that others encoded are read to the letter", arguments: fixtures)
  func files(name: String, encoding: TextEncoding) throws {
    let text = try Support.text("text.txt")
    let expected = encoding == .tcvn3 ? Encoder.withoutTonedCapitals(text) : text
    #expect(try encoding.utf8(of: try Support.fixture(name)) == Array(expected.utf8))
  }

  @Test("every Vietnamese syllable comes back from every encoding that has it")
  func roundTrip() throws {
    let encoder = try Encoder()
    let small = Inventory.syllables
    let syllables = (small + small.map { $0.uppercased() }).joined(separator: " ")
    for encoding in TextEncoding.allCases where encoding != .windows1252 {
      let expected =
        encoding == .tcvn3 ? Encoder.withoutTonedCapitals(syllables) : syllables
      let bytes = try #require(encoder.bytes(of: syllables, in: encoding), "\(encoding)")
      #expect(try encoding.utf8(of: bytes) == Array(expected.utf8), "\(encoding)")
    }
  }

  @Test("how a text is cut into pieces makes no difference", arguments: fixtures)
  func pieces(name: String, encoding: TextEncoding) throws {
    let bytes = try Support.fixture(name)
    let whole = try encoding.utf8(of: bytes)
    var generator = SeededGenerator(state: 7)
    for limit in [1, 2, 3, 5, 17, 200] {
      let decoded = try Support.decode(bytes, encoding) {
        limit < 4 ? limit : Int.random(in: 0...limit, using: &generator)
      }
      #expect(decoded == whole, "pieces of \(limit)")
    }
  }

  @Test(
    "marks are composed across pieces, in any order that means the same, and counted",
    arguments: [
      ("e\u{302}\u{301}", "ế", 1), ("\u{EA}\u{301}", "ế", 1), ("e\u{323}\u{302}", "ệ", 1),
      ("e\u{302}\u{323}", "ệ", 1), ("\u{1A1}\u{300}", "ờ", 1), ("o\u{300}\u{31B}", "ờ", 1),
      ("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", "Tiếng Việt", 2), ("n\u{303}", "ñ", 1),
      ("a\u{301}\u{301}", "á\u{301}", 1), ("\u{301}", "\u{301}", 0), ("x\u{301}", "x\u{301}", 0),
      ("\u{212B}", "Å", 1), ("\u{1112}\u{1161}\u{11AB}", "한", 1), ("\u{958}", "\u{915}\u{93C}", 1),
      ("Việt", "Việt", 0), ("ASCII", "ASCII", 0),
    ])
  func composition(text: String, expected: String, count: Int) throws {
    let bytes = Array(text.utf8)
    for length in [1, 2, 3, 100] {
      var decoder = TextDecoder(.utf8)
      var decoded: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: length) {
        decoded += try decoder.decode(Array(bytes[start..<min(start + length, bytes.count)]))
      }
      decoded += try decoder.decode([], isLast: true)
      #expect(decoded == Array(expected.utf8))
      #expect(decoder.composedLetters == count)
    }
  }

  @Test("VNI takes marks in capitals and small letters, and shape and tone apart in either order")
  func vniVariants() throws {
    let cases: [(String, String)] = [
      ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
      ("VIEÄT NAM", "VIỆT NAM"), ("VIEät", "VIỆt"), ("aâù", "ấ"), ("aùâ", "ấ"), ("aêï", "ặ"),
      ("aïê", "ặ"), ("ñöôïc", "được"), ("“Ñoïc” – 50%", "“Đọc” – 50%"),
    ]
    for (written, expected) in cases {
      let bytes = try #require(SingleByteTable.windows1252.bytes(of: written))
      #expect(try TextEncoding.vniWindows.text(of: bytes) == expected)
    }
  }

  @Test("a byte order mark at the start is passed over in Unicode, and elsewhere kept")
  func byteOrderMark() throws {
    #expect(try TextEncoding.utf8.text(of: Array("\u{FEFF}a\u{FEFF}".utf8)) == "a\u{FEFF}")
    #expect(try TextEncoding.utf16LittleEndian.text(of: [0xFF, 0xFE, 0x61, 0]) == "a")
    #expect(try TextEncoding.utf16LittleEndian.text(of: [0x61, 0]) == "a")
    #expect(try TextEncoding.utf16BigEndian.text(of: [0xFE, 0xFF, 0x1E, 0xBF]) == "ế")
    #expect(try TextEncoding.utf8.utf8(of: [0xEF, 0xBB, 0xBF]) == [])
    #expect(try TextEncoding.utf8.utf8(of: []) == [])
  }

  @Test("characters beyond the basic plane and control characters are text")
  func otherCharacters() throws {
    let text = "\0\t👍🏽 𠮷 \u{7F}\u{10FFFF}"
    let encoder = try Encoder()
    for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
      let bytes = try #require(encoder.bytes(of: text, in: encoding))
      #expect(try encoding.utf8(of: bytes) == Array(text.utf8))
      #expect(try Support.decode(bytes, encoding) { 1 } == Array(text.utf8))
    }
  }
}
