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
    let plain = TokenReading(.encoding(encoding), names: names) {
      String(validating: $0, as: UTF8.self)
    }
    let asIs = plain.score(sample, against: nil)
    var repairs: [(repair: TextRepair, reading: TokenReading, score: EncodingDecision.Score)] = []
    if !sample.tokens.isEmpty {
      for repair in TextRepair.allCases {
        let reading = TokenReading(.repair(repair), names: names) {
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
      samples: chosen.map { $0.reading.samples(sample, before: plain, among: shown) } ?? [],
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
    let western = TokenReading(.encoding(.windows1252), names: names, decode: Self.shown)
    var readings = candidates.filter(hasAllBytes).map { encoding in
      let reading = TokenReading(
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
        samples: best.reading.samples(sample, before: western, among: shown),
        lostLetters: sample.lostLetters)
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
