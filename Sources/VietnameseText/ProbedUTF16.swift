/// A text as it would be in UTF-16, until it is clear that it is not.
struct ProbedUTF16: Sendable {
  let encoding: TextEncoding
  private(set) var text: ProbedText
  private(set) var sample = TokenSample()
  /// Zero bytes at the places of high bytes, and at those of low bytes.
  private(set) var zeros = (high: 0, low: 0)
  private(set) var bytes = 0
  private var isDropped = false

  init(_ encoding: TextEncoding) {
    self.encoding = encoding
    text = ProbedText(encoding)
  }

  /// Takes the next piece of a text whose first two bytes are `mark`.
  mutating func add(_ piece: [UInt8], openingWith mark: ArraySlice<UInt8>?) {
    guard !isDropped else { return }
    let highPlace = encoding == .utf16LittleEndian ? 1 : 0
    for (place, byte) in piece.enumerated() where byte == 0 {
      if (bytes + place) % 2 == highPlace { zeros.high += 1 } else { zeros.low += 1 }
    }
    bytes += piece.count
    // Even a Vietnamese text has more blanks and letters of Latin-1 than that.
    if bytes > 4096, !isLikely, mark.map({ !$0.elementsEqual(self.mark) }) ?? true {
      isDropped = true
    } else {
      sample.add(text.add(piece))
    }
  }

  /// The byte order mark.
  var mark: [UInt8] { encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF] }

  mutating func finish() {
    sample.add(text.add([], isLast: true))
    sample.finish()
  }

  /// Whether the zeros are where UTF-16 has them.
  var isLikely: Bool {
    zeros.high > 0 && zeros.high * 10 >= bytes * 2 && zeros.low * 50 <= zeros.high
  }
}
