import Testing

@testable import VietnameseText

@Suite("Vietnamese syllables")
struct SyllableTests {
  @Test("the words of common text and of official names are legal, in small letters and capitals")
  func words() throws {
    let words = try Support.words()
    #expect(words.count > 1_300)
    let misspelt = words.filter { !VietnameseSyllable.isLegal($0) }
    #expect(misspelt == [])
    #expect(words.filter { !VietnameseSyllable.isLegal($0.uppercased()) } == [])
  }

  @Test("the words of the shipped forms are legal", arguments: Support.questionnaires)
  func forms(name: String) throws {
    let words = Set(
      try Support.questionnaire(name).split { !$0.isLetter }.filter { word in
        word.contains { !$0.isASCII }
      })
    let misspelt = words.filter { !VietnameseSyllable.isLegal($0) }
    #expect(words.count > 100)
    // Abbreviations, and a Spanish word in a comment, are none.
    #expect(misspelt.filter { !["QĐ", "HĐND"].contains($0) } == [])
  }

  @Test(
    "a syllable is legal whichever vowel of oa, oe and uy has the tone, and however it is composed",
    arguments: [
      "hòa", "hoà", "Thủy", "Thuỷ", "khỏe", "khoẻ", "HOÀ", "quý", "già", "gìn", "giếng", "giường",
      "Quỳnh", "nguyễn", "NGHIÊNG", "đ\u{1B0}\u{1A1}\u{300}ng", "e\u{302}\u{301}", "ươu", "khuỷu",
      "ngoằn", "yểng", "ỉa", "Đắk", "Kạn", "ý", "ơi", "hai",
    ])
  func legal(word: String) {
    #expect(VietnameseSyllable.isLegal(word))
  }

  @Test(
    "what no rule of spelling gives is illegal",
    arguments: [
      "", "cê", "kà", "nghà", "ngề", "gế", "quưa", "bàt", "lảc", "mãch", "tấć", "hóà", "aò",
      "huớng",
      "nguời", "đuờng", "tỉềng", "ươà", "xaõ", "hoäi", "Vieät", "ViÖt", "Céng", "hßa", "Tiáº",
      "señor",
      "été", "Việtnam", "wế", "fà", "zô", "jế", "đđ", "mìnhf", "a1", "cà phê", "hà-nội", "ñaõ",
      "straße", "où", "yêt", "iên", "ngiêng", "qê", "giìn", "cat", "bat", "thà́", "nhữngg",
    ])
  func illegal(word: String) {
    #expect(!VietnameseSyllable.isLegal(word))
  }

  @Test(
    "words with marks in other languages are legal by accident only",
    arguments: [
      ("Spanish", ForeignTexts.spanish), ("French", ForeignTexts.french),
      ("Portuguese", ForeignTexts.portuguese), ("German", ForeignTexts.german),
    ])
  func foreign(language: String, text: String) {
    let words = Set(text.split { !$0.isLetter }).filter { $0.contains { !$0.isASCII } }
    let legal = words.filter(VietnameseSyllable.isLegal)
    #expect(words.count >= 20)
    #expect(legal.count * 4 <= words.count, "\(language): \(legal.sorted())")
  }

  @Test("the syllables are a closed set of the size that dictionaries know, and can be enumerated")
  func inventory() {
    let syllables = Inventory.syllables
    #expect(syllables.allSatisfy(VietnameseSyllable.isLegal))
    // About 6,800 are in use; the rules allow others that no word has.
    #expect((6_800..<20_000).contains(syllables.count), "\(syllables.count)")
    #expect(Set(syllables).count == syllables.count)
  }
}

/// Every syllable that the rules allow.
enum Inventory {
  static let syllables: [String] = {
    let onsets = [
      "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
      "nh",
      "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
    ]
    var syllables: Set<String> = []
    for onset in onsets {
      for rime in VietnameseSyllable.rimes.keys {
        let letters = Array(onset + rime)
        syllables.formUnion([onset + rime].filter(VietnameseSyllable.isLegal))
        for place in letters.indices where VietnameseSyllable.vowels.contains(letters[place]) {
          for tone in LetterTable.tones.compactMap(Unicode.Scalar.init) {
            var toned = String(letters[...place])
            toned.unicodeScalars.append(tone)
            let word = (toned + String(letters[(place + 1)...])).composedForm
            if VietnameseSyllable.isLegal(word) { syllables.insert(word) }
          }
        }
      }
    }
    return syllables.sorted()
  }()
}
