/// Reads text in a Vietnamese encoding, piece by piece, and gives it as UTF-8 in normalisation form C.
///
/// ```swift
/// var decoder = TextDecoder(.tcvn3)
/// while let piece = nextPiece() { output += try decoder.decode(piece) }
/// output += try decoder.decode([], isLast: true)
/// ```
///
/// Every byte becomes text or is an ``EncodingFault``; nothing is left out and nothing replaced. A
/// byte order mark at the start is passed over in UTF-8 and UTF-16. However the text is cut, what
/// the calls give together is the same: a character cut off, and a letter whose marks may follow,
/// are held back.
///
/// Edge cases:
/// - Control characters, NUL and characters that Unicode has not assigned are text like any other.
/// - Ð (eth) stays eth; ``CleanedText`` makes Đ of it in Vietnamese words.
/// - After a fault every further call throws it again.
///
/// - Complexity: O(*n*) for the whole text; a piece is held in memory, and the last letter.
public struct TextDecoder: Sendable {
  /// The encoding in which the bytes are read.
  public let encoding: TextEncoding

  var text = ComposingBuffer()
  /// The bytes of a character that is not whole yet.
  var carried: [UInt8] = []
  /// The offset in the text of the next byte to come, ``carried`` not counted.
  var offset = 0
  private var lines = LineCounter()
  private var fault: EncodingFault?
  private var isStart = true
  private var isFinished = false

  /// A decoder at the start of a text in `encoding`.
  public init(_ encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// How many letters came in parts, or not as form C has them, and were composed.
  ///
  /// 0 for the encodings that always write letters in parts (windows-1258, VNI).
  public var composedLetters: Int {
    switch encoding {
    case .utf8, .utf16LittleEndian, .utf16BigEndian: text.composedSegments
    case .windows1258, .windows1252, .tcvn3, .vniWindows, .viscii: 0
    }
  }

  /// Reads the next piece of the text.
  ///
  /// - Parameters:
  ///   - bytes: The piece; it may be cut anywhere, and may be empty.
  ///   - isLast: Whether the text ends with it. Nothing can be read afterwards.
  /// - Returns: The UTF-8 that has become final, to be appended to what came before.
  /// - Throws: The first ``EncodingFault``. What the piece held before it is not given out.
  public mutating func decode(
    _ bytes: [UInt8], isLast: Bool = false
  ) throws(EncodingFault) -> [UInt8] {
    precondition(!isFinished, "a text ends once: make another decoder for the next")
    if let fault { throw fault }
    do {
      text.reserve(bytes.count + bytes.count / 2)
      try read(bytes, isLast: isLast)
      if isLast { text.closeSegment() }
    } catch {
      text.closeSegment()
      lines.count(text.takeOutput())
      let fault = EncodingFault(
        encoding: encoding, reason: error.reason, byteOffset: error.byteOffset,
        line: lines.lineOfNext)
      self.fault = fault
      throw fault
    }
    isFinished = isLast
    let decoded = text.takeOutput()
    lines.count(decoded)
    return decoded
  }

  private mutating func read(_ bytes: [UInt8], isLast: Bool) throws(Misfit) {
    switch encoding {
    case .utf8: try readUTF8(bytes, isLast: isLast)
    case .utf16LittleEndian: try readUTF16(bytes, isLast: isLast, lowByte: 0)
    case .utf16BigEndian: try readUTF16(bytes, isLast: isLast, lowByte: 1)
    case .windows1252: try readSingleBytes(bytes, in: .windows1252)
    case .windows1258: try readSingleBytes(bytes, in: .windows1258)
    case .tcvn3: try readSingleBytes(bytes, in: .tcvn3)
    case .viscii: try readSingleBytes(bytes, in: .viscii)
    case .vniWindows: try readVNI(bytes)
    }
  }

  /// Takes a character of a Unicode encoding, and leaves out the byte order mark at the start.
  @inline(__always)
  mutating func append(unicode value: UInt32) {
    if isStart {
      isStart = false
      if value == 0xFEFF { return }
    }
    text.append(value)
  }

  /// Notes that the text has begun, so that no byte order mark can follow.
  @inline(__always)
  mutating func leaveStart() {
    isStart = false
  }
}

/// What does not fit the encoding, and where; the line is found out later.
struct Misfit: Error {
  let reason: EncodingFault.Reason
  let byteOffset: Int
}
