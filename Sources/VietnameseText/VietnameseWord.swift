/// A word in a running text, judged for the share of legal words.
enum VietnameseWord {
  /// What a word says about the encoding it was read in.
  enum Verdict {
    /// ASCII, or an abbreviation: the same, or no syllable, in any encoding.
    case silent
    /// A Vietnamese syllable, with capitals where capitals can be.
    case legal
    case illegal
  }

  /// Judges `word`, which has no separator in it and the mixture of capitals that its encoding makes.
  static func verdict(of word: Substring.UnicodeScalarView, capitals: Capitals) -> Verdict {
    guard word.contains(where: { $0.value >= 0x80 }) else { return .silent }
    let text = String(word)
    if isAbbreviation(word) { return .silent }
    guard word.allSatisfy(\.properties.isAlphabetic) else { return .illegal }
    return VietnameseSyllable.isLegal(text) && capitals.allow(word) ? .legal : .illegal
  }

  /// Whether `word` is a syllable or an abbreviation with Đ.
  static func isKnown(_ word: String) -> Bool {
    VietnameseSyllable.isLegal(word)
      || (word.unicodeScalars.count > 1 && isAbbreviation(Substring(word).unicodeScalars))
  }

  /// Whether `word` is made of consonants with Đ, in capitals or as the đ of an amount: `HĐND`,
  /// `QĐ`, `50.000đ`.
  private static func isAbbreviation(_ word: Substring.UnicodeScalarView) -> Bool {
    word.allSatisfy(capitalConsonants.contains) || word.elementsEqual("đ".unicodeScalars)
  }

  private static let capitalConsonants = Set("BCDĐFGHJKLMNPQRSTVWXZ".unicodeScalars)

  /// Where in a word capitals may stand.
  enum Capitals {
    /// All, none or the first letter.
    case regular
    /// Also ASCII letters only, as the fonts of TCVN3 have no capitals with tones.
    case withoutTones

    func allow(_ word: Substring.UnicodeScalarView) -> Bool {
      let isCapital = word.map(\.properties.isUppercase)
      let isRegular = isCapital.allSatisfy { $0 } || !isCapital.dropFirst().contains(true)
      guard self == .withoutTones, !isRegular else { return isRegular }
      // The capitals that the fonts have are ASCII, and Ă Â Đ Ê Ô Ơ Ư.
      return zip(word, isCapital).allSatisfy { scalar, isCapital in
        isCapital || scalar.value >= 0x80
      }
    }
  }

  /// The words of `text`, which has no ASCII in it but letters.
  ///
  /// A word ends at punctuation and spaces. Other signs stay within it, since a sign in a word is
  /// what a wrong reading leaves; around it they are taken off.
  static func words(of text: String) -> [Substring.UnicodeScalarView] {
    Substring(text).unicodeScalars.split(whereSeparator: isSeparator).compactMap { piece in
      guard let first = piece.firstIndex(where: \.properties.isAlphabetic),
        let last = piece.lastIndex(where: \.properties.isAlphabetic)
      else { return nil }
      return piece[first...last]
    }
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x41, 0x5B..<0x61, 0x7B..<0x80, 0xA0, 0x2000...0x206F, 0x3000...0x303F: true
    default: false
    }
  }
}
