internal import SurveyModel

/// A condition of an XLSForm, as far as skip rules can say it.
///
/// Read are comparisons of a question with a text or a number by `=` and `!=`, `selected(…)`,
/// `and`, `or`, `not(…)` and parentheses; everything else makes it nil.
indirect enum ConditionExpression: Hashable {
  /// The answer to an item is, or is not, this code.
  case answer(item: String, code: String, isIncluded: Bool)
  case all([ConditionExpression])
  case any([ConditionExpression])
  /// Stands in parentheses, so that its terms are not its neighbours'.
  case group(ConditionExpression)

  init?(_ text: String) {
    guard let tokens = ConditionToken.tokens(of: text) else { return nil }
    var parser = ConditionParser(tokens: tokens)
    guard let expression = parser.disjunction(), parser.isAtEnd else { return nil }
    self = expression
  }

  /// The items that the condition asks for.
  var items: [String] {
    switch self {
    case .answer(let item, _, _): [item]
    case .all(let terms), .any(let terms): terms.flatMap(\.items)
    case .group(let term): term.items
    }
  }

  /// The skip rules that together say the same; nil where none do.
  ///
  /// `${q} != ''` alone means that any code of `q` was answered; beside "none of these codes" it is
  /// what such a rule means anyway.
  ///
  /// - Parameter codes: The codes of the item with an id.
  /// - Returns: The rules, all of which must hold.
  func rules(codes: (String) -> [String]) -> [SkipRule]? {
    merged()?.map { rule in
      guard rule.codes.contains("") else { return rule }
      let stated = rule.codes.filter { !$0.isEmpty }
      return stated.isEmpty
        ? SkipRule(item: rule.item, codes: codes(rule.item))
        : SkipRule(item: rule.item, codes: stated, isIncluded: rule.isIncluded)
    }
  }

  private func merged() -> [SkipRule]? {
    switch self {
    case .answer(let item, let code, let isIncluded):
      // "Is empty" is no rule: a question may be unanswered for many reasons.
      return isIncluded && code.isEmpty
        ? nil : [SkipRule(item: item, codes: [code], isIncluded: isIncluded)]
    case .group(let term): return term.merged()
    case .all(let terms):
      var rules: [SkipRule] = []
      for term in terms {
        guard let below = term.merged() else { return nil }
        if case .answer = term, let rule = below.first, !rule.isIncluded,
          let last = rules.indices.last, !rules[last].isIncluded, rules[last].item == rule.item
        {
          rules[last].codes += rule.codes
        } else {
          rules += below
        }
      }
      return rules
    case .any(let terms):
      let rules = terms.map { $0.merged() }
      guard let first = rules.first??.first,
        rules.allSatisfy({ rule in
          rule?.count == 1 && rule?.first?.item == first.item && rule?.first?.isIncluded == true
        })
      else { return nil }
      let codes = rules.flatMap { $0?.first?.codes ?? [] }
      return [SkipRule(item: first.item, codes: codes)]
    }
  }

  /// The opposite of the condition.
  fileprivate var negated: ConditionExpression {
    switch self {
    case .answer(let item, let code, let isIncluded):
      .answer(item: item, code: code, isIncluded: !isIncluded)
    case .all(let terms): .any(terms.map(\.negated))
    case .any(let terms): .all(terms.map(\.negated))
    case .group(let term): .group(term.negated)
    }
  }
}

/// A word or sign of a condition.
private enum ConditionToken: Hashable {
  case reference(String)
  case literal(String)
  case word(String)
  case sign(String)

  static func tokens(of text: String) -> [ConditionToken]? {
    var tokens: [ConditionToken] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest = rest.dropFirst()
      } else if rest.hasPrefix("${") {
        guard let end = rest.firstIndex(of: "}") else { return nil }
        tokens.append(.reference(String(rest[rest.startIndex..<end].dropFirst(2)).trimmed))
        rest = rest[end...].dropFirst()
      } else if let closing = quotes[first] {
        guard let end = rest.dropFirst().firstIndex(of: closing) else { return nil }
        tokens.append(.literal(String(rest[..<end].dropFirst())))
        rest = rest[end...].dropFirst()
      } else if first.isNumber {
        let number = rest.prefix { $0.isNumber || $0 == "." }
        tokens.append(.literal(String(number)))
        rest = rest.dropFirst(number.count)
      } else if first.isLetter {
        let word = rest.prefix { $0.isLetter || $0 == "-" || $0 == "_" }
        tokens.append(.word(String(word)))
        rest = rest.dropFirst(word.count)
      } else if let sign = signs.first(where: { rest.hasPrefix($0) }) {
        tokens.append(.sign(sign))
        rest = rest.dropFirst(sign.count)
      } else {
        return nil
      }
    }
    return tokens
  }

  // Word processors turn straight quotation marks into curly ones, and forms are written in them.
  private static let quotes: [Character: Character] = ["'": "'", "\"": "\"", "‘": "’", "“": "”"]
  private static let signs = ["!=", "=", "(", ")", ","]
}

/// Reads a condition by recursive descent: `or` binds less than `and`.
private struct ConditionParser {
  let tokens: [ConditionToken]
  private var position = 0
  private var depth = 0

  init(tokens: [ConditionToken]) { self.tokens = tokens }

  var isAtEnd: Bool { position == tokens.count }

  mutating func disjunction() -> ConditionExpression? {
    terms(joinedBy: "or") { $0.conjunction() }.map { $0.count == 1 ? $0[0] : .any($0) }
  }

  private mutating func conjunction() -> ConditionExpression? {
    terms(joinedBy: "and") { $0.primary() }.map { $0.count == 1 ? $0[0] : .all($0) }
  }

  private mutating func terms(
    joinedBy word: String, _ term: (inout ConditionParser) -> ConditionExpression?
  ) -> [ConditionExpression]? {
    guard let first = term(&self) else { return nil }
    var terms = [first]
    while take(.word(word)) {
      guard let next = term(&self) else { return nil }
      terms.append(next)
    }
    return terms
  }

  private mutating func primary() -> ConditionExpression? {
    depth += 1
    defer { depth -= 1 }
    // Deeper than anyone writes; a hostile cell must not exhaust the stack.
    guard depth < 50 else { return nil }
    if take(.sign("(")) {
      guard let inner = disjunction(), take(.sign(")")) else { return nil }
      return .group(inner)
    }
    if take(.word("not")) {
      guard take(.sign("(")), let inner = disjunction(), take(.sign(")")) else { return nil }
      return inner.negated
    }
    if take(.word("selected")) {
      guard take(.sign("(")), let item = reference(), take(.sign(",")), let code = literal(),
        take(.sign(")"))
      else { return nil }
      return .answer(item: item, code: code, isIncluded: true)
    }
    guard let item = reference() else { return nil }
    let isIncluded = take(.sign("="))
    guard isIncluded || take(.sign("!=")), let code = literal() else { return nil }
    return .answer(item: item, code: code, isIncluded: isIncluded)
  }

  private mutating func take(_ token: ConditionToken) -> Bool {
    guard position < tokens.count, tokens[position] == token else { return false }
    position += 1
    return true
  }

  private mutating func reference() -> String? {
    guard position < tokens.count, case .reference(let name) = tokens[position] else { return nil }
    position += 1
    return name
  }

  private mutating func literal() -> String? {
    guard position < tokens.count, case .literal(let text) = tokens[position] else { return nil }
    position += 1
    return text
  }
}
