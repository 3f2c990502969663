/// A way of reading tokens, and how it does.
struct TokenReading {
  private let kind: EncodingDecision.Reading
  private let names: Set<String>
  private let capitals: VietnameseWord.Capitals
  private let decode: ([UInt8]) -> String?

  init(
    _ kind: EncodingDecision.Reading, names: Set<String>,
    capitals: VietnameseWord.Capitals = .regular, decode: @escaping ([UInt8]) -> String?
  ) {
    self.kind = kind
    self.names = names
    if case .repair(.tcvn3) = kind {
      self.capitals = .withoutTones
    } else {
      self.capitals = capitals
    }
    self.decode = decode
  }

  /// What the words of one token say.
  private struct Verdicts {
    /// Whether there are words at all, and not only signs.
    var hasWords = false
    /// The words beyond ASCII.
    var words = 0
    var legal = 0
    var hits = 0
  }

  /// What the words of `token` say; nil where the token is no text.
  private func verdicts(_ token: [UInt8]) -> Verdicts? {
    guard let text = decode(token) else { return nil }
    var verdicts = Verdicts()
    // Cleaned as it will be: composed, and Ð and ð made đ.
    for word in VietnameseWord.words(of: CleanedText(text).text) {
      verdicts.hasWords = true
      let isName = !names.isEmpty && names.contains(String(word).lowercased())
      switch VietnameseWord.verdict(of: word, capitals: capitals) {
      case .silent: continue
      case .legal: verdicts.legal += 1
      case .illegal: verdicts.legal += isName ? 1 : 0
      }
      verdicts.words += 1
      verdicts.hits += isName ? 1 : 0
    }
    return verdicts
  }

  /// How this reading does on `sample`; what it gains is counted against `other`.
  func score(_ sample: TokenSample, against other: TokenReading?) -> EncodingDecision.Score {
    var words = 0
    var legal = 0
    var hits = 0
    var unreadable = sample.oversized
    var gained = 0
    for (token, count) in zip(sample.tokens, sample.counts) {
      guard let verdicts = verdicts(token) else {
        unreadable += count
        continue
      }
      words += verdicts.words * count
      legal += verdicts.legal * count
      hits += verdicts.hits * count
      if verdicts.words > 0, verdicts.legal == verdicts.words,
        let before = other?.verdicts(token), before.hasWords, before.legal < max(before.words, 1)
      {
        gained += 1
      }
    }
    return EncodingDecision.Score(
      reading: kind, words: words, legalWords: legal, nameHits: hits, unreadable: unreadable,
      gained: gained)
  }

  /// How many different tokens have a word that is illegal in this reading, or are no text.
  func illegalTokens(in sample: TokenSample) -> Int {
    sample.tokens.count { token in
      verdicts(token).map { $0.legal < $0.words } ?? true
    }
  }

  /// Up to three tokens that this reading changes, as `before` reads them and as it does.
  func samples(
    _ sample: TokenSample, before: TokenReading, among shown: Set<String>?
  ) -> [EncodingDecision.Sample] {
    let changed = sample.tokens.lazy.compactMap { token -> EncodingDecision.Sample? in
      guard let old = before.decode(token), let new = decode(token),
        !old.utf8.elementsEqual(new.utf8)
      else { return nil }
      if let shown, !NameWords.words(of: new).allSatisfy(shown.contains) { return nil }
      return EncodingDecision.Sample(before: old, after: new)
    }
    return Array(changed.prefix(3))
  }
}
