/// One event of an XML part; its characters stand in the bytes beside it.
struct XMLToken {
  enum Kind {
    case start
    /// An attribute of the element that started before it.
    case attribute
    /// Characters of a text-bearing element; several may follow each other.
    case text
    case end
  }

  let kind: Kind
  let name: XMLName
  let start: Int32
  var end: Int32
}

/// The events of a piece of XML.
struct XMLTokens {
  var tokens: [XMLToken] = []
  var bytes: [UInt8] = []

  /// The characters of an attribute or a text.
  func bytes(of token: XMLToken) -> ArraySlice<UInt8> { bytes[Int(token.start)..<Int(token.end)] }

  /// Calls `body` with each event that is no attribute, and with the attributes that follow it.
  func forEach(
    _ body: (XMLToken, XMLAttributes) throws(SpreadsheetError) -> Void
  ) throws(SpreadsheetError) {
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      let first = index + 1
      index = first
      while index < tokens.count, tokens[index].kind == .attribute { index += 1 }
      try body(token, XMLAttributes(all: self, range: first..<index))
    }
  }
}

/// The attributes of one element.
struct XMLAttributes {
  fileprivate let all: XMLTokens
  fileprivate let range: Range<Int>

  init(all: XMLTokens, range: Range<Int>) {
    self.all = all
    self.range = range
  }

  /// The bytes of an attribute; nil where it is absent.
  subscript(name: XMLName) -> ArraySlice<UInt8>? {
    for index in range where all.tokens[index].name == name {
      return all.bytes(of: all.tokens[index])
    }
    return nil
  }

  /// The text of an attribute; nil where it is absent.
  func text(_ name: XMLName) -> String? { self[name].map { String(decoding: $0, as: UTF8.self) } }

  /// Whether an attribute says yes.
  func isTrue(_ name: XMLName) -> Bool {
    let text = text(name)
    return text == "1" || text == "true"
  }
}
