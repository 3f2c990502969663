/// An expression of the small language in which rows are chosen, contrasts are written and the checks
/// of a form are stated.
///
/// It has no loops, no assignments and no way to reach anything but the names it is given. Numbers,
/// texts and names carry their position in the text, 1 for its first character.
package indirect enum Expression: Hashable, Sendable {
  case number(Double, spelling: String, at: Int)
  case text(String, at: Int)
  case name(String, at: Int)
  case negate(Expression)
  case not(Expression)
  case binary(BinaryOperator, Expression, Expression)
  case member(Expression, [Expression], isNegated: Bool)
  case isMissing(Expression, isNegated: Bool)
  case call(ExpressionFunction, Expression)

  package enum BinaryOperator: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and
    case or
  }

  /// The names that the expression asks for, in the order in which they first come.
  package var names: [String] {
    var names: [String] = []
    collectNames(into: &names)
    return names
  }

  private func collectNames(into names: inout [String]) {
    switch self {
    case .number, .text: break
    case .name(let name, _): if !names.contains(name) { names.append(name) }
    case .negate(let operand), .not(let operand), .call(_, let operand), .isMissing(let operand, _):
      operand.collectNames(into: &names)
    case .binary(_, let left, let right):
      left.collectNames(into: &names)
      right.collectNames(into: &names)
    case .member(let operand, let list, _):
      operand.collectNames(into: &names)
      for entry in list { entry.collectNames(into: &names) }
    }
  }

  /// Where the first number, text or name stands.
  package var position: Int {
    switch self {
    case .number(_, _, let position), .text(_, let position), .name(_, let position): position
    case .negate(let operand), .not(let operand), .call(_, let operand), .isMissing(let operand, _),
      .binary(_, let operand, _), .member(let operand, _, _):
      operand.position
    }
  }
}

/// The functions of the language.
package enum ExpressionFunction: String, Hashable, Sendable, CaseIterable {
  case log
  case exp
  case sqrt
  case abs
}
