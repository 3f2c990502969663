internal import SurveyModel

/// An expression of the small language in which rows are chosen and contrasts are written.
///
/// It has no loops, no assignments and no way to reach anything but the names it is given.
indirect enum Expression: Hashable, Sendable {
  case number(Double)
  case text(String)
  case name(String)
  case negate(Expression)
  case not(Expression)
  case binary(BinaryOperator, Expression, Expression)
  case member(Expression, [Expression], isNegated: Bool)
  case call(ExpressionFunction, Expression)

  enum BinaryOperator: String, Hashable, Sendable {
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
  var names: [String] {
    var names: [String] = []
    collectNames(into: &names)
    return names
  }

  private func collectNames(into names: inout [String]) {
    switch self {
    case .number, .text: break
    case .name(let name): if !names.contains(name) { names.append(name) }
    case .negate(let operand), .not(let operand), .call(_, let operand):
      operand.collectNames(into: &names)
    case .binary(_, let left, let right):
      left.collectNames(into: &names)
      right.collectNames(into: &names)
    case .member(let operand, let list, _):
      operand.collectNames(into: &names)
      for entry in list { entry.collectNames(into: &names) }
    }
  }
}

/// The functions of the language.
enum ExpressionFunction: String, Hashable, Sendable, CaseIterable {
  case log
  case exp
  case sqrt
  case abs
}

/// What is wrong with an expression, and where.
public struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The expression.
  public var text: String
  /// The position of the mistake, 1 for the first character.
  public var position: Int
  /// What was expected.
  public var expected: Expected

  /// What can be expected at some place.
  public enum Expected: Hashable, Sendable {
    /// The end of the expression, or an operator.
    case endOrOperator
    /// An operator; a single `=` is none.
    case operation
    /// This sign.
    case sign(String)
    /// A quote that ends a text or a name.
    case closing(String)
    /// An expression that is nested less deeply.
    case lessNesting
    /// A number, text, name or bracket.
    case operand
    /// A number.
    case number
  }

  /// The mistake in English.
  public var description: String { statement.english }
}
