extension EncodingDetector {
  /// What the text is that was added so far.
  ///
  /// - Throws: ``EncodingDetectionError`` where no encoding fits.
  /// - Complexity: O(tokens in the sample × readings).
  public func decision() throws(EncodingDetectionError) -> EncodingDecision {
    var probe = self
    probe.sample.finish()
    probe.utf8.add([], isLast: true)
    for place in probe.utf16.indices { probe.utf16[place].finish() }
    return try probe.finishedDecision()
  }

  private func finishedDecision() throws(EncodingDetectionError) -> EncodingDecision {
    guard !head.starts(with: [0xFF, 0xFE, 0, 0]), !head.starts(with: [0, 0, 0xFE, 0xFF]) else {
      throw .utf32
    }
    for probed in utf16 where head.starts(with: probed.mark) {
      if let fault = probed.text.fault { throw .contradictsByteOrderMark(fault) }
      return unicodeDecision(probed.encoding, probed.sample, .byteOrderMark)
    }
    let isMarked = head.starts(with: [0xEF, 0xBB, 0xBF])
    if isMarked, let fault = utf8.fault { throw .contradictsByteOrderMark(fault) }
    for probed in utf16 where probed.isLikely && probed.text.fault == nil && !isMarked {
      return unicodeDecision(probed.encoding, probed.sample, .zeroBytes)
    }
    guard let fault = utf8.fault else {
      let basis: EncodingDecision.Basis =
        isMarked ? .byteOrderMark : occurring[0x80...].contains(true) ? .validUTF8 : .ascii
      return unicodeDecision(.utf8, sample, basis)
    }
    guard !isMostlyUTF8 else { throw .brokenUTF8(fault) }
    return try legacyDecision(fault)
  }

  /// Whether most tokens are UTF-8, though the text is not: then a few bytes of it are damaged, and
  /// no other encoding is meant.
  private var isMostlyUTF8: Bool {
    let valid = sample.tokens.count { String(validating: $0, as: UTF8.self) != nil }
    return valid * 2 > sample.tokens.count
  }

  // MARK: - Unicode, perhaps misread before

  private func unicodeDecision(
    _ encoding: TextEncoding, _ sample: TokenSample, _ basis: EncodingDecision.Basis
  ) -> EncodingDecision {
    let plain = Reading(.encoding(encoding), names: names) {
      String(validating: $0, as: UTF8.self)
    }
    let asIs = plain.score(sample, against: nil)
    var repairs: [(repair: TextRepair, reading: Reading, score: EncodingDecision.Score)] = []
    if !sample.tokens.isEmpty {
      for repair in TextRepair.allCases {
        let reading = Reading(.repair(repair), names: names) {
          String(validating: $0, as: UTF8.self).flatMap(repair.repaired)
        }
        repairs.append((repair, reading, reading.score(sample, against: plain)))
      }
    }
    repairs.sort { Self.rank($0.score) > Self.rank($1.score) }
    let chosen = repairs.first { isSound($0.score, over: asIs) }
    // Where a repair mends half of what is illegal, though not all, two fonts may be mixed.
    let illegal = plain.illegalTokens(in: sample)
    let tempting = repairs.contains {
      $0.score.gained > 0 && $0.score.gained * 2 >= illegal
    }
    let scores = ([asIs] + repairs.map(\.score)).sortedByRank(first: chosen?.score ?? asIs)
    return EncodingDecision(
      encoding: encoding, repair: chosen?.repair, basis: basis,
      isCertain: chosen == nil && !tempting && basis != .zeroBytes, scores: scores,
      samples: chosen.map { $0.reading.samples(sample, before: plain) } ?? [],
      lostLetters: sample.lostLetters)
  }

  private func isSound(
    _ score: EncodingDecision.Score, over asIs: EncodingDecision.Score
  ) -> Bool {
    score.unreadable == 0 && score.legalShare >= Self.leastRepairedShare
      && score.legalShare >= asIs.legalShare + Self.leastGain
      && (score.gained >= Self.leastGainedWords || (score.gained > 0 && score.nameHits > 0))
  }

  // MARK: - Other encodings

  private func legacyDecision(
    _ fault: EncodingFault
  ) throws(EncodingDetectionError) -> EncodingDecision {
    // In this order where two do equally well.
    let candidates: [TextEncoding] = [.windows1258, .tcvn3, .vniWindows, .viscii, .windows1252]
    let shown = Reading(.encoding(.windows1252), names: names, decode: Self.shown)
    var readings = candidates.filter(hasAllBytes).map { encoding in
      let reading = Reading(
        .encoding(encoding), names: names,
        capitals: encoding == .tcvn3 ? .withoutTones : .regular
      ) { try? encoding.text(of: $0) }
      return (encoding: encoding, reading: reading, score: reading.score(sample, against: nil))
    }
    // `sorted` is stable here: equals keep the order above.
    readings = readings.enumerated().sorted {
      (Self.rank($1.element.score), $0.offset) < (Self.rank($0.element.score), $1.offset)
    }.map(\.element)
    let scores = readings.map(\.score)
    if let best = readings.first(where: { $0.score.unreadable == 0 }),
      best.score.legalShare >= Self.leastLegalShare
    {
      return EncodingDecision(
        encoding: best.encoding, repair: nil, basis: .legalWords, isCertain: false, scores: scores,
        samples: best.reading.samples(sample, before: shown), lostLetters: sample.lostLetters)
    }
    guard hasAllBytes(of: .windows1252) else { throw .nothingFits(fault) }
    return EncodingDecision(
      encoding: .windows1252, repair: nil, basis: .remainder, isCertain: false, scores: scores,
      samples: [], lostLetters: sample.lostLetters)
  }

  /// Whether `encoding` has every byte that occurs; of VNI without regard to what a mark is on.
  private func hasAllBytes(of encoding: TextEncoding) -> Bool {
    guard let table = SingleByteTable(of: encoding) else {
      return occurring.indices.allSatisfy { byte in
        !occurring[byte] || VNIMark(UInt8(byte)) != nil
          || SingleByteTable.vniLetters.codePoints[byte] != SingleByteTable.undefined
      }
    }
    return occurring.indices.allSatisfy { byte in
      !occurring[byte] || table.codePoints[byte] != SingleByteTable.undefined
    }
  }

  /// `bytes` as a western program shows them.
  private static func shown(_ bytes: [UInt8]) -> String? {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      let value = SingleByteTable.windows1252.codePoints[Int(byte)]
      let scalar = value == SingleByteTable.undefined ? Unicode.Scalar(byte) : Unicode.Scalar(value)
      guard let scalar else { return nil }
      text.append(scalar)
    }
    return String(text)
  }

  /// The number by which readings are compared; what cannot read everything comes last.
  static func rank(_ score: EncodingDecision.Score) -> Double {
    let hits = score.words == 0 ? 0 : Double(score.nameHits) / Double(score.words)
    return score.legalShare + hits - (score.unreadable > 0 ? 2 : 0)
  }
}

/// A way of reading tokens, and how it does.
struct Reading {
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
  func score(_ sample: TokenSample, against other: Reading?) -> EncodingDecision.Score {
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
  func samples(_ sample: TokenSample, before: Reading) -> [EncodingDecision.Sample] {
    let changed = sample.tokens.lazy.compactMap { token -> EncodingDecision.Sample? in
      guard let old = before.decode(token), let new = decode(token),
        !old.utf8.elementsEqual(new.utf8)
      else { return nil }
      return EncodingDecision.Sample(before: old, after: new)
    }
    return Array(changed.prefix(3))
  }
}

extension [EncodingDecision.Score] {
  /// The scores with the chosen one first and the others by rank, in a fixed order.
  fileprivate func sortedByRank(first chosen: EncodingDecision.Score) -> [EncodingDecision.Score] {
    let others = filter { $0.reading != chosen.reading }.enumerated().sorted {
      (EncodingDetector.rank($1.element), $0.offset) < (
        EncodingDetector.rank($0.element), $1.offset
      )
    }
    return [chosen] + others.map(\.element)
  }
}
