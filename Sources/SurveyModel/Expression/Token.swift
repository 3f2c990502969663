/// A token of an expression, with its position.
package struct Token {
  enum Kind {
    /// A number and how it was spelt, since `01` may be a code.
    case number(Double, spelling: String)
    case text(String)
    case name(String)
    case symbol(String)
    case end
  }

  var kind: Kind
  /// 1 for the first character.
  var position: Int

  /// The tokens of `text`, the last being ``Kind/end``.
  ///
  /// A name begins with a letter and holds letters, digits, `.`, `_` and `:`, or stands in
  /// backquotes, or has a group in brackets behind it: `api00[E]`. Texts stand in single or double
  /// quotes; a day, as 2024-12-31, is a text without them.
  static func tokens(of text: String) throws(ExpressionError) -> [Token] {
    var scanner = Scanner(text: text)
    var tokens: [Token] = []
    while true {
      let token = try scanner.token()
      tokens.append(token)
      if case .end = token.kind { return tokens }
    }
  }

  /// A name as it can be typed, in backquotes where it holds other signs than those of a name.
  package static func typed(_ name: String) -> String {
    let end = name.hasSuffix("]") ? name.lastIndex(of: "[") ?? name.endIndex : name.endIndex
    let isPlain =
      if case .name(name)? = (try? tokens(of: name))?.first?.kind { true } else { false }
    return isPlain ? name : "`\(name[..<end])`\(name[end...])"
  }

  private struct Scanner {
    let text: String
    let characters: [Character]
    var offset = 0

    init(text: String) {
      self.text = text
      characters = Array(text)
    }

    var peek: Character? { offset < characters.count ? characters[offset] : nil }

    mutating func token() throws(ExpressionError) -> Token {
      while let character = peek, character.isWhitespace { offset += 1 }
      let position = offset + 1
      guard let character = peek else { return Token(kind: .end, position: position) }
      if character.isNumber || (character == "." && follows { $0.isNumber }) {
        if let day = day() { return Token(kind: .text(day), position: position) }
        let start = offset
        let number = try number(at: position)
        let spelling = String(characters[start..<offset])
        return Token(kind: .number(number, spelling: spelling), position: position)
      }
      if character == "'" || character == "\"" || character == "`" {
        let inner = try quoted(by: character, at: position)
        return Token(
          kind: character == "`" ? .name(inner + group()) : .text(inner), position: position)
      }
      if character.isLetter || character == "_" {
        let word = take { $0.isLetter || $0.isNumber || "._:".contains($0) }
        if ["and", "or", "not", "in"].contains(word) {
          return Token(kind: .symbol(word), position: position)
        }
        return Token(kind: .name(word + group()), position: position)
      }
      for symbol in ["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "^", "(", ")", ",", "="]
      where characters[offset...].starts(with: symbol) {
        offset += symbol.count
        return Token(kind: .symbol(symbol == "=" ? "==" : symbol), position: position)
      }
      throw ExpressionError(
        text: text, position: position, expected: .operation)
    }

    private func follows(by distance: Int = 1, _ condition: (Character) -> Bool) -> Bool {
      offset + distance < characters.count && condition(characters[offset + distance])
    }

    private mutating func take(while condition: (Character) -> Bool) -> String {
      var taken = ""
      while let character = peek, condition(character) {
        taken.append(character)
        offset += 1
      }
      return taken
    }

    /// A group in brackets, brackets included; empty where there is none.
    private mutating func group() -> String {
      guard peek == "[", let end = characters[offset...].firstIndex(of: "]") else { return "" }
      let group = String(characters[offset...end])
      offset = end + 1
      return group
    }

    /// A day without quotes, four digits, two and two; nil where there is none.
    private mutating func day() -> String? {
      let text = characters[offset...].prefix(10)
      guard text.count == 10, !follows(by: 10, { $0.isLetter || $0.isNumber || "._-".contains($0) })
      else { return nil }
      let isDay = zip(text, "0000-00-00").allSatisfy { own, pattern in
        pattern == "-" ? own == "-" : own.isASCII && own.isNumber
      }
      guard isDay else { return nil }
      offset += 10
      return String(text)
    }

    private mutating func number(at position: Int) throws(ExpressionError) -> Double {
      var digits = take { $0.isNumber || $0 == "." }
      if peek == "e" || peek == "E", follows({ $0.isNumber || $0 == "-" || $0 == "+" }) {
        digits.append("e")
        offset += 1
        if let sign = peek, sign == "-" || sign == "+" {
          digits.append(sign)
          offset += 1
        }
        digits += take { $0.isNumber }
      }
      guard let number = Double(digits) else {
        throw ExpressionError(text: text, position: position, expected: .number)
      }
      return number
    }

    private mutating func quoted(
      by quote: Character, at position: Int
    ) throws(ExpressionError) -> String {
      offset += 1
      let inner = take { $0 != quote }
      guard peek == quote else {
        throw ExpressionError(text: text, position: position, expected: .closing(String(quote)))
      }
      offset += 1
      return inner
    }
  }
}
