/// A condition on the answers of one respondent: true, false, or not to be told.
///
/// It cannot be told where an answer that decides is missing, with two exceptions: ``isMissing(_:)``
/// is always told of an item that the file has, and `all` and `any` need not know what cannot change
/// them (Kleene's three-valued logic).
public indirect enum Condition: Hashable, Sendable {
  /// The item has no answer, for whatever reason.
  case isMissing(String)
  /// The answer to a single choice is one of the codes; of a multiple choice one of them is ticked.
  case isOneOf(String, codes: [String])
  /// The answers to two single choices with the same codes, compared by the order of the form.
  case orders(String, Comparison, String)
  /// Two numbers or two days.
  case compares(Quantity, Comparison, Quantity)
  /// The contrary.
  case not(Condition)
  /// All of these; true of none.
  case all([Condition])
  /// At least one of these.
  case any([Condition])

  /// The items asked for, in the order in which they are written; some may come twice.
  public var items: [String] {
    switch self {
    case .isMissing(let item), .isOneOf(let item, _): [item]
    case .orders(let left, _, let right): [left, right]
    case .compares(let left, _, let right): left.items + right.items
    case .not(let condition): condition.items
    case .all(let conditions), .any(let conditions): conditions.flatMap(\.items)
    }
  }
}

/// A number or a day that a condition compares; days count from 1 January 1970.
public indirect enum Quantity: Hashable, Sendable {
  /// A number or day that the condition states.
  case number(Double)
  /// The answer to an item of numbers or days.
  case item(String)
  /// The study's reference date; missing where the study has none.
  case referenceDate
  /// The result of a calculation; what is no number, as 1/0, is missing.
  case result(Quantity, Operation, Quantity)

  /// What can be calculated.
  public enum Operation: String, Hashable, Sendable {
    /// The sum.
    case plus = "+"
    /// The difference.
    case minus = "-"
    /// The product.
    case times = "*"
    /// The quotient.
    case over = "/"
  }

  var items: [String] {
    switch self {
    case .number, .referenceDate: []
    case .item(let item): [item]
    case .result(let left, _, let right): left.items + right.items
    }
  }
}

/// How two values are compared.
public enum Comparison: String, Hashable, Sendable {
  /// Equal.
  case equal = "="
  /// Not equal.
  case notEqual = "!="
  /// Less, or earlier.
  case less = "<"
  /// Less or equal.
  case lessOrEqual = "<="
  /// Greater, or later.
  case greater = ">"
  /// Greater or equal.
  case greaterOrEqual = ">="

  /// Whether two values stand so.
  package func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}
