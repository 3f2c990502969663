/// Reads expressions by recursive descent; `or` binds least, then `and`, `not`, comparisons, sums,
/// products, powers.
package struct ExpressionParser {
  private let text: String
  private let tokens: [Token]
  private var next = 0
  private var depth = 0

  /// The most nested an expression may be.
  private static let depthLimit = 200
  /// The most words and signs an expression may have; it bounds the steps of whoever walks it.
  private static let tokenLimit = 1000

  package static func parse(_ text: String) throws(ExpressionError) -> Expression {
    let tokens = try Token.tokens(of: text)
    guard tokens.count <= tokenLimit else {
      throw ExpressionError(
        text: text, position: tokens[tokenLimit].position, expected: .fewerWords(tokenLimit))
    }
    var parser = ExpressionParser(text: text, tokens: tokens)
    let expression = try parser.disjunction()
    guard case .end = parser.current.kind else { throw parser.error(.endOrOperator) }
    return expression
  }

  private init(text: String, tokens: [Token]) {
    self.text = text
    self.tokens = tokens
  }

  private var current: Token { tokens[next] }

  private func error(_ expected: ExpressionError.Expected) -> ExpressionError {
    ExpressionError(text: text, position: current.position, expected: expected)
  }

  private mutating func take(_ symbol: String) -> Bool {
    guard case .symbol(symbol) = current.kind else { return false }
    next += 1
    return true
  }

  private mutating func expect(_ symbol: String) throws(ExpressionError) {
    guard take(symbol) else { throw error(.sign(symbol)) }
  }

  private mutating func disjunction() throws(ExpressionError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw error(.lessNesting) }
    var left = try conjunction()
    while take("or") { left = .binary(.or, left, try conjunction()) }
    return left
  }

  private mutating func conjunction() throws(ExpressionError) -> Expression {
    var left = try negation()
    while take("and") { left = .binary(.and, left, try negation()) }
    return left
  }

  private mutating func negation() throws(ExpressionError) -> Expression {
    var isNegated = false
    while take("not") { isNegated.toggle() }
    let operand = try comparison()
    return isNegated ? .not(operand) : operand
  }

  private mutating func comparison() throws(ExpressionError) -> Expression {
    let left = try sum()
    for comparison in ["==", "!=", "<=", ">=", "<", ">"] where take(comparison) {
      guard let operation = Expression.BinaryOperator(rawValue: comparison) else { continue }
      return .binary(operation, left, try sum())
    }
    if case .name("is") = current.kind { return try missing(left) }
    let start = next
    let isNegated = take("not")
    guard take("in") else {
      next = start
      return left
    }
    try expect("(")
    var list = [try sum()]
    while take(",") { list.append(try sum()) }
    try expect(")")
    return .member(left, list, isNegated: isNegated)
  }

  /// `is missing` or `is not missing`, behind its operand.
  private mutating func missing(_ operand: Expression) throws(ExpressionError) -> Expression {
    next += 1
    let isNegated = take("not")
    guard case .name("missing") = current.kind else { throw error(.missing) }
    next += 1
    return .isMissing(operand, isNegated: isNegated)
  }

  private mutating func sum() throws(ExpressionError) -> Expression {
    var left = try product()
    while true {
      if take("+") {
        left = .binary(.add, left, try product())
      } else if take("-") {
        left = .binary(.subtract, left, try product())
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(ExpressionError) -> Expression {
    var left = try sign()
    while true {
      if take("*") {
        left = .binary(.multiply, left, try sign())
      } else if take("/") {
        left = .binary(.divide, left, try sign())
      } else {
        return left
      }
    }
  }

  private mutating func sign() throws(ExpressionError) -> Expression {
    var isNegative = false
    while true {
      if take("-") { isNegative.toggle() } else if !take("+") { break }
    }
    let operand = try power()
    return isNegative ? .negate(operand) : operand
  }

  private mutating func power() throws(ExpressionError) -> Expression {
    let base = try primary()
    guard take("^") else { return base }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw error(.lessNesting) }
    return .binary(.power, base, try sign())
  }

  private mutating func primary() throws(ExpressionError) -> Expression {
    let position = current.position
    switch current.kind {
    case .number(let number, let spelling):
      next += 1
      return .number(number, spelling: spelling, at: position)
    case .text(let text):
      next += 1
      return .text(text, at: position)
    case .name(let name):
      next += 1
      guard let function = ExpressionFunction(rawValue: name), take("(") else {
        return .name(name, at: position)
      }
      let operand = try disjunction()
      try expect(")")
      return .call(function, operand)
    case .symbol("("):
      next += 1
      let inner = try disjunction()
      try expect(")")
      return inner
    case .symbol, .end: throw error(.operand)
    }
  }
}
