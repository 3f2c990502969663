internal import SurveyModel

extension Expression {
  /// What an expression gives, which decides how R must be asked for it.
  private enum Kind { case number, text, truth }

  /// The condition over the rows of `data` in R, with the same answer where values are missing.
  ///
  /// Names become columns, so it must be evaluated within the data. R compares a number with a text
  /// as two texts, which is not meant here: where the kinds differ the comparison is written out by
  /// their numbers.
  func rCondition(over data: DataColumns) -> String {
    kind(data) == .truth ? r(data) : "NA"
  }

  /// The formula of estimates in R.
  ///
  /// - Parameter names: What an estimate of this name is in R.
  /// - Returns: A formula for `quote`.
  func rFormula(names: (String) -> String) -> String {
    switch self {
    case .number(let number, _, _): return number.rNumber
    case .name(let name, _): return names(name)
    case .negate(let operand): return "(-\(operand.rFormula(names: names)))"
    // R has no derivative of abs.
    case .call(.abs, let operand): return "sqrt((\(operand.rFormula(names: names)))^2)"
    case .call(let function, let operand):
      return "\(function.rawValue)(\(operand.rFormula(names: names)))"
    case .binary(let operation, let left, let right):
      let operands = (left.rFormula(names: names), right.rFormula(names: names))
      return "(\(operands.0) \(operation.rawValue) \(operands.1))"
    case .text, .not, .member, .isMissing: return "NA"
    }
  }

  private func kind(_ data: DataColumns) -> Kind {
    switch self {
    case .number, .negate, .call: .number
    case .text: .text
    case .name(let name, _): data[name]?.numbers == nil ? .text : .number
    case .not, .member, .isMissing: .truth
    case .binary(let operation, _, _):
      switch operation {
      case .add, .subtract, .multiply, .divide, .power: .number
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or: .truth
      }
    }
  }

  private func r(_ data: DataColumns) -> String {
    switch self {
    case .number(let number, _, _): return number.rNumber
    case .text(let text, _): return text.rString
    case .name(let name, _): return name.rName
    case .negate(let operand): return operand.kind(data) == .number ? "(-\(operand.r(data)))" : "NA"
    case .call(let function, let operand):
      return operand.kind(data) == .number ? "\(function.rawValue)(\(operand.r(data)))" : "NA"
    case .isMissing(let operand, let isNegated):
      return "\(isNegated ? "!" : "")is.na(\(operand.r(data)))"
    case .not(let operand): return "!(\(operand.rCondition(over: data)))"
    case .member(let operand, let list, let isNegated):
      let found = list.map { "\(Self.equality(operand, $0, data)) %in% TRUE" }
      let value = "ifelse(is.na(\(operand.r(data))), NA, \(found.joined(separator: " | ")))"
      return isNegated ? "!\(value)" : value
    case .binary(let operation, let left, let right):
      return Self.r(operation, left, right, data)
    }
  }

  private static func r(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ data: DataColumns
  ) -> String {
    let kinds = (left.kind(data), right.kind(data))
    switch operation {
    case .equal: return equality(left, right, data)
    case .notEqual: return "!" + equality(left, right, data)
    case .and, .or:
      let sign = operation == .and ? "&" : "|"
      return "(\(left.rCondition(over: data)) \(sign) \(right.rCondition(over: data)))"
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard kinds.0 == kinds.1, kinds.0 != .truth else { return "NA" }
    case .add, .subtract, .multiply, .divide, .power:
      guard kinds == (.number, .number) else { return "NA" }
    }
    return "(\(left.r(data)) \(operation.rawValue) \(right.r(data)))"
  }

  private static func equality(
    _ left: Expression, _ right: Expression, _ data: DataColumns
  ) -> String {
    let (one, other) = (left.r(data), right.r(data))
    switch (left.kind(data), right.kind(data)) {
    case (.text, .number): return "same_number(\(other), \(one))"
    case (.number, .text): return "same_number(\(one), \(other))"
    case let (kind, otherKind) where kind == otherKind: return "(\(one) == \(other))"
    default: return "ifelse(is.na(\(one)) | is.na(\(other)), NA, FALSE)"
    }
  }
}
