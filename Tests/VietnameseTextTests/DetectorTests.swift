import Foundation
import Testing

@testable import VietnameseText

@Suite("Finding out the encoding")
struct DetectorTests {
  static func decision(
    _ bytes: [UInt8], names: [String] = [], piece: Int = .max
  ) throws -> EncodingDecision {
    var detector = EncodingDetector(names: names)
    var index = 0
    while index < bytes.count {
      let end = index + min(piece, bytes.count - index)
      detector.add(Array(bytes[index..<end]))
      index = end
    }
    return try detector.decision()
  }

  @Test("a shipped form is known in every encoding", arguments: Support.questionnaires)
  func forms(name: String) throws {
    let encoder = try Encoder()
    let text = try Support.questionnaire(name)
    for encoding in TextEncoding.allCases where encoding != .windows1252 {
      // Quotation marks and the like that an encoding lacks are left out.
      let lacking = Set(text).filter { encoder.bytes(of: String($0), in: encoding) == nil }
      let kept = text.filter { !lacking.contains($0) }
      let bytes = try #require(encoder.bytes(of: kept, in: encoding))
      let decision = try Self.decision(bytes)
      #expect(decision.encoding == encoding)
      #expect(decision.repair == nil)
      #expect(decision.isCertain == (encoding == .utf8))
      #expect((decision.scores.first?.legalShare ?? 0) > 0.99)
      let expected = encoding == .tcvn3 ? Encoder.withoutTonedCapitals(kept) : kept
      #expect(try decision.text(of: bytes) == expected)
    }
  }

  @Test("a shipped form is known after every wrong reading", arguments: TextRepair.allCases)
  func misreadForms(repair: TextRepair) throws {
    let encoder = try Encoder()
    let text = try Support.questionnaire("sipas-2023")
    let lacking = Set(text).filter { RepairTests.misread(String($0), repair, encoder) == nil }
    let kept = text.filter { !lacking.contains($0) }
    let misread = try #require(RepairTests.misread(kept, repair, encoder))
    let decision = try Self.decision(Array(misread.utf8))
    #expect(decision.encoding == .utf8)
    #expect(decision.repair == repair)
    #expect(!decision.isCertain)
    let expected = repair == .tcvn3 ? Encoder.withoutTonedCapitals(kept) : kept
    #expect(try decision.text(of: Array(misread.utf8)) == expected)
  }

  @Test("files that others encoded are known", arguments: DecoderTests.fixtures)
  func files(name: String, encoding: TextEncoding) throws {
    let bytes = try Support.fixture(name)
    let decision = try Self.decision(bytes)
    #expect(decision.encoding == encoding)
    #expect(decision.repair == nil)
    #expect(decision.isCertain == [.utf8, .utf16LittleEndian, .utf16BigEndian].contains(encoding))
    #expect(try Self.decision(bytes, piece: 1) == decision)
    #expect(try Self.decision(bytes, piece: 7) == decision)
  }

  @Test(
    "texts in other languages stay as they are, whole and word by word", arguments: ForeignTexts.all
  )
  func foreign(language: String, text: String) throws {
    let text = text.composedForm
    let whole = try Self.decision(Array(text.utf8))
    #expect(whole.encoding == .utf8)
    #expect(whole.repair == nil)
    #expect(whole.isCertain)
    #expect(whole.lostLetters == 0)
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    for length in 1...4 {
      for start in words.indices {
        var detector = EncodingDetector()
        for word in words[start..<min(start + length, words.count)] { detector.add(cell: word) }
        #expect(try detector.decision().repair == nil, "\(words[start...].prefix(length))")
      }
    }
  }

  @Test("western text in the western code page is read as such")
  func western() throws {
    let encoder = try Encoder()
    for text in [
      ForeignTexts.spanish, ForeignTexts.french, ForeignTexts.portuguese, ForeignTexts.german,
    ] {
      let bytes = try #require(encoder.bytes(of: text.composedForm, in: .windows1252))
      let decision = try Self.decision(bytes)
      #expect(decision.encoding == .windows1252)
      #expect(decision.basis == .remainder)
      #expect(!decision.isCertain)
    }
  }

  @Test("a decision shows words before and after, and all scores, the best first")
  func shown() throws {
    let misread = "Céng hßa x· héi chñ nghÜa ViÖt Nam - §éc lËp"
    let decision = try Self.decision(Array(misread.utf8))
    #expect(
      decision.samples == [
        .init(before: "Céng", after: "Cộng"), .init(before: "hßa", after: "hòa"),
        .init(before: "x·", after: "xã"),
      ])
    #expect(decision.scores.count == 1 + TextRepair.allCases.count)
    #expect(decision.scores.first?.reading == .repair(.tcvn3))
    #expect(decision.scores.first?.legalShare == 1)
    #expect(decision.basis == .validUTF8)

    let bytes = try #require(SingleByteTable.windows1252.bytes(of: misread))
    let legacy = try Self.decision(bytes)
    #expect(legacy.encoding == .tcvn3)
    #expect(legacy.samples == decision.samples)
    #expect(legacy.basis == .legalWords)
  }

  @Test(
    "what the text says itself is certain",
    arguments: [
      (Array("plain".utf8), .utf8, .ascii), ([], .utf8, .ascii),
      (Array("Tiếng Việt".utf8), .utf8, .validUTF8),
      ([0xEF, 0xBB, 0xBF, 0x61], .utf8, .byteOrderMark),
      ([0xFF, 0xFE, 0x61, 0x00], .utf16LittleEndian, .byteOrderMark),
      ([0xFE, 0xFF, 0x1E, 0xBF], .utf16BigEndian, .byteOrderMark),
    ] as [([UInt8], TextEncoding, EncodingDecision.Basis)])
  func certain(bytes: [UInt8], encoding: TextEncoding, basis: EncodingDecision.Basis) throws {
    let decision = try Self.decision(bytes)
    #expect(decision.encoding == encoding)
    #expect(decision.basis == basis)
    #expect(decision.isCertain)
    #expect(decision.repair == nil)
  }

  @Test("UTF-16 without a mark is known by its zeros, and looked through for wrong readings too")
  func unmarkedUTF16() throws {
    let encoder = try Encoder()
    let bytes = try #require(
      encoder.bytes(of: "Phường: Coäng hoøa\n", in: .utf16LittleEndian))
    #expect(try Self.decision(bytes).encoding == .utf16LittleEndian)
    let misread = try #require(
      encoder.bytes(of: "Coäng hoøa xaõ hoäi chuû nghóa", in: .utf16BigEndian))
    let decision = try Self.decision(misread)
    #expect(decision.encoding == .utf16BigEndian)
    #expect(decision.repair == .vniWindows)
    #expect(try decision.text(of: misread) == "Cộng hòa xã hội chủ nghĩa")
  }

  @Test("what no encoding fits is an error that says where and what to do")
  func errors() throws {
    #expect(throws: EncodingDetectionError.utf32) {
      try Self.decision([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0])
    }
    let marked = #expect(throws: EncodingDetectionError.self) {
      try Self.decision([0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0xE1])
    }
    #expect(marked?.description.contains("line 2, byte offset 5") == true)
    let broken = #expect(throws: EncodingDetectionError.self) {
      try Self.decision(Array("Tiếng Việt\nđộc lập ".utf8) + [0xE1, 0xBA, 0x20])
    }
    #expect(
      broken?.description
        == "most of the text is UTF-8, but not line 2, byte offset 28; mend that line, or export the "
        + "file again")
    let nothing = #expect(throws: EncodingDetectionError.self) {
      try Self.decision([0x61, 0x81, 0x20, 0x8D, 0x20, 0xE7, 0xFF])
    }
    #expect(nothing?.description.hasPrefix("the text is in no known encoding: not UTF-8") == true)
  }

  @Test(
    "question marks that stand for lost letters are counted, others not",
    arguments: [
      ("H?i Phòng", 1), ("Xã h?i ch? ngh?a Vi?t Nam", 3), ("?à N?ng", 2), ("c?a ??i ", 3),
      ("Ông có hài lòng không? Vì sao?\nCó?,Không?", 0), ("http://x.vn/p?id=1 a@b?c", 0),
      ("\"Sao?\" “Thế nào?” (gì?) ??? ?!", 0), ("?", 0), ("", 0), ("a?b", 1),
    ])
  func lostLetters(text: String, count: Int) throws {
    let encoder = try Encoder()
    #expect(try Self.decision(Array(text.utf8)).lostLetters == count)
    let wide = [0xFF, 0xFE] + (encoder.bytes(of: text, in: .utf16LittleEndian) ?? [])
    #expect(try Self.decision(wide).lostLetters == count)
  }

  @Test("a repair that leaves words illegal is not made, and the decision not certain")
  func halfRepair() throws {
    let decision = try Self.decision(Array("Céng hßa x· héi café".utf8))
    #expect(decision.repair == nil)
    #expect(!decision.isCertain)
    #expect(decision.scores.contains { $0.reading == .repair(.tcvn3) && $0.legalWords == 4 })
  }

  @Test("words that are legal as they stand outweigh a few that a repair would make legal")
  func smallGain() throws {
    // In TCVN3 é is ộ, and each of these a word.
    let decision = try Self.decision(Array("bé té xé né hé lé mé vé cé gé".utf8))
    #expect(decision.repair == nil)
    #expect(decision.scores.first?.legalWords == 8)
  }

  @Test("words in the capitals of the ABC fonts are known, though tones come in small letters")
  func capitals() throws {
    let misread = "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM"
    let expected = "CộNG HòA Xã HộI CHủ NGHĩA VIệT NAM"
    let decision = try Self.decision(Array(misread.utf8))
    #expect(decision.repair == .tcvn3)
    #expect(try decision.text(of: Array(misread.utf8)) == expected)
    let bytes = try #require(SingleByteTable.windows1252.bytes(of: misread))
    #expect(try Self.decision(bytes).text(of: bytes) == expected)
  }

  @Test("a column in another font than the rest is found by asking about its cells")
  func columns() throws {
    var whole = EncodingDetector()
    var names = EncodingDetector()
    var answers = EncodingDetector()
    for (name, answer) in [
      ("Phường Bến Thủy", "Rất hài lòng"), ("Xã Nghĩa Đàn", "Không hài lòng"),
      ("Thị trấn Quỳ Hợp", "Bình thường"), ("Xã Hưng Lộc", "Đồng ý"),
    ] {
      let misread = try #require(RepairTests.misread(answer, .tcvn3, try Encoder()))
      whole.add(cell: "\(name),\(misread)")
      names.add(cell: name)
      answers.add(cell: misread)
    }
    #expect(try whole.decision().repair == nil)
    #expect(try !whole.decision().isCertain)
    #expect(try names.decision().repair == nil)
    #expect(try names.decision().isCertain)
    #expect(try answers.decision().repair == .tcvn3)
  }

  @Test("columns in bytes of different fonts are told apart")
  func columnsOfBytes() throws {
    let encoder = try Encoder()
    for encoding in [TextEncoding.tcvn3, .vniWindows, .windows1258] {
      var detector = EncodingDetector()
      for cell in ["Rất hài lòng", "Không hài lòng", "Bình thường"] {
        detector.add(cell: try #require(encoder.bytes(of: cell, in: encoding)))
      }
      #expect(try detector.decision().encoding == encoding)
    }
  }

  @Test("decomposed text is Vietnamese like composed text")
  func decomposed() throws {
    let text = try Support.text("text.txt")
    let decision = try Self.decision(Array(text.decomposedStringWithCanonicalMapping.utf8))
    #expect(decision.isCertain)
    #expect(decision.repair == nil)
    #expect(decision.scores.first?.legalShare == 1)
    #expect(
      decision.scores.first?.words == (try Self.decision(Array(text.utf8))).scores.first?.words)
  }

  @Test("given names decide where a single word would not")
  func names() throws {
    let misread = try #require(RepairTests.misread("Quảng Ngãi", .vniWindows, try Encoder()))
    let one = try #require(misread.split(separator: " ").first)
    #expect(try Self.decision(Array(one.utf8)).repair == nil)
    #expect(try !Self.decision(Array(one.utf8)).isCertain)
    #expect(try Self.decision(Array(one.utf8), names: ["Tỉnh Quảng Ngãi"]).repair == .vniWindows)
  }

  @Test("few words are enough")
  func fewWords() throws {
    let encoder = try Encoder()
    let words = try Support.text("text.txt").split { !$0.isLetter }.map { $0.lowercased() }
      .filter { word in word.contains { !$0.isASCII } }
    var generator = SeededGenerator(state: 11)
    var right: [Int: Int] = [:]
    var repaired: [Int: Int] = [:]
    let encodings: [TextEncoding] = [.windows1258, .tcvn3, .vniWindows, .viscii]
    for length in [1, 3, 5, 10, 20] {
      for _ in 0..<50 {
        let text = (0..<length).map { _ in words.randomElement(using: &generator) ?? "" }
          .joined(separator: " ")
        for encoding in encodings {
          let bytes = try #require(encoder.bytes(of: text, in: encoding))
          let decision = try? Self.decision(bytes)
          if let decision, try decision.text(of: bytes) == text { right[length, default: 0] += 1 }
        }
        for repair in TextRepair.allCases {
          let misread = try #require(RepairTests.misread(text, repair, encoder))
          if try Self.decision(Array(misread.utf8)).repair == repair {
            repaired[length, default: 0] += 1
          }
        }
      }
    }
    #expect(right[10, default: 0] >= 195)
    #expect(repaired[10, default: 0] >= 295)
    #expect(right[20] == 200)
    #expect(repaired[20] == 300)
  }
}
