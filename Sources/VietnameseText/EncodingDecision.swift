/// What a text was found to be, and why.
public struct EncodingDecision: Hashable, Sendable {
  /// What the decision rests on.
  public enum Basis: String, Hashable, Sendable {
    /// The first bytes name the encoding.
    case byteOrderMark = "byte order mark"
    /// Every byte is ASCII, which nearly all encodings share.
    case ascii = "ASCII"
    /// The whole text is valid UTF-8, which other encodings hardly ever are by accident.
    case validUTF8 = "valid UTF-8"
    /// Every second byte is 0, or nearly.
    case zeroBytes = "zero bytes"
    /// More words are Vietnamese than in any other reading.
    case legalWords = "legal words"
    /// Nothing fits well; the western code page is what is left.
    case remainder
  }

  /// A way of reading the text.
  public enum Reading: Hashable, Sendable {
    /// The bytes, in an encoding.
    case encoding(TextEncoding)
    /// The text in a Unicode encoding, repaired.
    case repair(TextRepair)
  }

  /// How well a reading does.
  public struct Score: Hashable, Sendable {
    /// The reading.
    public let reading: Reading
    /// The words with a character beyond ASCII in this reading, each as often as it occurs.
    public let words: Int
    /// Those that are Vietnamese syllables, or among the given names.
    public let legalWords: Int
    /// Those that are in the given names.
    public let nameHits: Int
    /// Tokens that are no text in this reading, one of which rules it out.
    public let unreadable: Int
    /// Different tokens that are Vietnamese in this reading, and not as they stand.
    public let gained: Int

    /// ``legalWords`` as a share of ``words`` and what is unreadable; 0 where there are none.
    public var legalShare: Double {
      words + unreadable == 0 ? 0 : Double(legalWords) / Double(words + unreadable)
    }
  }

  /// A word before and after.
  public struct Sample: Hashable, Sendable {
    /// As a program shows it that knows nothing of the encoding.
    public let before: String
    /// As it is read.
    public let after: String
  }

  /// The encoding of the bytes.
  public let encoding: TextEncoding
  /// What is to be undone after decoding; nil for nothing.
  public let repair: TextRepair?
  /// What the decision rests on.
  public let basis: Basis
  /// Whether the text itself says so; otherwise it is a guess, to be shown with ``samples``.
  public let isCertain: Bool
  /// All readings that were tried, the best first.
  public let scores: [Score]
  /// Up to three words that the decision changes; empty for plain Unicode.
  public let samples: [Sample]
  /// How many question marks stand right before a letter, as in "H?i Phòng".
  ///
  /// They are letters that were lost for good when the file was saved in a code page without them;
  /// only the program that made the file can give them again, as UTF-8.
  public let lostLetters: Int
}

extension EncodingDecision {
  /// The text of `bytes`, read and repaired as decided.
  ///
  /// - Throws: ``EncodingFault`` where `bytes` are not those that were decided about.
  /// - Returns: nil where the repair cannot read all of them.
  /// - Complexity: O(*n*).
  public func text(of bytes: [UInt8]) throws(EncodingFault) -> String? {
    let text = try encoding.text(of: bytes)
    guard let repair else { return text }
    return repair.repaired(text)
  }
}
