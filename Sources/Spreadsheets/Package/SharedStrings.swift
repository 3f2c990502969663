/// The texts that cells point to by number, one behind the other in one pool of bytes.
struct SharedStrings {
  private var bytes: [UInt8] = []
  /// Where each text ends in the pool, in half the memory of integers.
  private var ends: [UInt32] = []
  private var text = TextBuilder()

  /// No texts, as in a workbook without any.
  init() {}

  /// Reads the part that holds them.
  init(_ part: consuming PartReader, named name: String) throws(SpreadsheetError) {
    while let tokens = try part.next() {
      try tokens.forEach { (token, attributes) throws(SpreadsheetError) in
        if token.name == .si, token.kind == .end {
          bytes += text.finish()
          guard let end = UInt32(exactly: bytes.count) else {
            throw .contradictory(part: name, reason: "its texts have more than 4 GiB")
          }
          ends.append(end)
        } else {
          text.take(token, attributes, in: tokens)
        }
      }
    }
  }

  /// The number of texts.
  var count: Int { ends.count }

  /// The text of a number, which must be below ``count``.
  func text(_ index: Int) -> String {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return String(decoding: bytes[start..<Int(ends[index])], as: UTF8.self)
  }
}

/// A text that is put together from its runs, without what is said of its pronunciation.
struct TextBuilder {
  private var bytes: [UInt8] = []
  private var runStart = 0
  private var isRunOpen = false
  private var keepsBlanks = false
  private var isPhonetic = false

  mutating func take(_ token: XMLToken, _ attributes: XMLAttributes, in tokens: XMLTokens) {
    switch (token.name, token.kind) {
    case (.rPh, .start): isPhonetic = true
    case (.rPh, .end): isPhonetic = false
    case (.t, .start):
      runStart = bytes.count
      isRunOpen = !isPhonetic
      keepsBlanks = attributes.text(.space) == "preserve"
    case (.t, .text) where isRunOpen: bytes += tokens.bytes(of: token)
    case (.t, .end) where isRunOpen:
      isRunOpen = false
      if !keepsBlanks { trimRun() }
    default: break
    }
  }

  /// The text, its escapes decoded; the builder is empty again.
  mutating func finish() -> [UInt8] {
    EscapedText.decode(&bytes, from: 0)
    defer { self = TextBuilder() }
    return bytes
  }

  /// Takes the blanks away that a spreadsheet program takes away where it is not told to keep them.
  private mutating func trimRun() {
    while bytes.count > runStart, bytes[bytes.count - 1].isXMLBlank { bytes.removeLast() }
    let first = bytes[runStart...].firstIndex { !$0.isXMLBlank } ?? bytes.count
    bytes.removeSubrange(runStart..<first)
  }
}

extension UInt8 {
  /// Whether it is white space to XML.
  var isXMLBlank: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }
}
