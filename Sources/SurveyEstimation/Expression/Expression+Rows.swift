internal import SurveyModel

/// A value of an expression in one row.
enum RowValue: Hashable, Sendable {
  case number(Double)
  case text(String)
  case truth(Bool)
  case missing
}

/// Why an expression cannot be evaluated over rows.
public enum RowExpressionError: Error, Hashable, Sendable {
  /// There is no column of this name.
  case noColumn(String, nearest: String?)
  /// The expression gives no true or false.
  case notACondition(String)
}

extension Expression {
  /// For each row whether the condition holds; a row where it cannot be told does not count as true.
  ///
  /// Missing follows three-valued logic: `missing and false` is false, `missing or true` is true, and
  /// everything else with a missing operand is missing.
  func mask(over data: DataColumns, source: String) throws(RowExpressionError) -> [Bool] {
    for name in names where data[name] == nil {
      throw .noColumn(name, nearest: nil)
    }
    var mask: [Bool] = []
    mask.reserveCapacity(data.rowCount)
    for row in 0..<data.rowCount {
      switch value(in: row, of: data) {
      case .truth(let truth): mask.append(truth)
      case .missing: mask.append(false)
      case .number, .text: throw .notACondition(source)
      }
    }
    return mask
  }

  private func value(in row: Int, of data: DataColumns) -> RowValue {
    switch self {
    case .number(let number, _, _): return .number(number)
    case .text(let text, _): return .text(text)
    case .name(let name, _):
      guard let column = data[name], !column.isMissing(row) else { return .missing }
      if let numbers = column.numbers { return .number(numbers[row]) }
      return .text(column.levels[column.codes[row]])
    case .negate(let operand):
      return operand.value(in: row, of: data).map { -$0 }
    case .call(let function, let operand):
      return operand.value(in: row, of: data).map { function.value($0) }
    case .not(let operand):
      if case .truth(let truth) = operand.value(in: row, of: data) { return .truth(!truth) }
      return .missing
    case .isMissing(let operand, let isNegated):
      return .truth((operand.value(in: row, of: data) == .missing) != isNegated)
    case .member(let operand, let list, let isNegated):
      let value = operand.value(in: row, of: data)
      guard value != .missing else { return .missing }
      let isMember = list.contains { value.equals($0.value(in: row, of: data)) == true }
      return .truth(isMember != isNegated)
    case .binary(.and, let left, let right):
      return RowValue.and(left.value(in: row, of: data), right.value(in: row, of: data))
    case .binary(.or, let left, let right):
      return RowValue.and(
        left.value(in: row, of: data).negated, right.value(in: row, of: data).negated
      ).negated
    case .binary(let operation, let left, let right):
      return operation.value(left.value(in: row, of: data), right.value(in: row, of: data))
    }
  }
}

extension RowValue {
  fileprivate var negated: RowValue {
    if case .truth(let truth) = self { .truth(!truth) } else { self }
  }

  fileprivate func map(_ function: (Double) -> Double) -> RowValue {
    if case .number(let number) = self { .arithmetic(function(number)) } else { .missing }
  }

  /// Whether two values are equal, nil where one is missing.
  ///
  /// A text is a number where it reads as one.
  fileprivate func equals(_ other: RowValue) -> Bool? {
    switch (self, other) {
    case (.missing, _), (_, .missing): nil
    case (.number(let left), .number(let right)): left == right
    case (.text(let left), .text(let right)): left == right
    case (.number(let number), .text(let text)), (.text(let text), .number(let number)):
      text.decimalNumber == number
    case (.truth(let left), .truth(let right)): left == right
    case (.truth, _), (_, .truth): false
    }
  }

  /// A result of arithmetic; what is no number, as 0/0, is missing.
  fileprivate static func arithmetic(_ result: Double) -> RowValue {
    result.isNaN ? .missing : .number(result)
  }

  fileprivate static func and(_ left: RowValue, _ right: RowValue) -> RowValue {
    switch (left, right) {
    case (.truth(false), _), (_, .truth(false)): .truth(false)
    case (.truth(true), .truth(true)): .truth(true)
    default: .missing
    }
  }
}

extension Expression.BinaryOperator {
  fileprivate func value(_ left: RowValue, _ right: RowValue) -> RowValue {
    switch self {
    case .equal: return left.equals(right).map { .truth($0) } ?? .missing
    case .notEqual: return left.equals(right).map { .truth(!$0) } ?? .missing
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return order(left, right)
    case .add, .subtract, .multiply, .divide, .power:
      guard case .number(let one) = left, case .number(let other) = right else { return .missing }
      return .arithmetic(arithmetic(one, other))
    case .and, .or: return .missing
    }
  }

  private func order(_ left: RowValue, _ right: RowValue) -> RowValue {
    switch (left, right) {
    case (.number(let one), .number(let other)): .truth(isOrdered(one, other))
    case (.text(let one), .text(let other)): .truth(isOrdered(one, other))
    default: .missing
    }
  }

  private func isOrdered<Value: Comparable>(_ one: Value, _ other: Value) -> Bool {
    switch self {
    case .less: one < other
    case .lessOrEqual: one <= other
    case .greater: one > other
    case .greaterOrEqual: one >= other
    case .add, .subtract, .multiply, .divide, .power, .equal, .notEqual, .and, .or: false
    }
  }
}
