internal import SurveyModel

/// Makes conditions of expressions; every mistake is reported with its position, reading goes on.
struct ConditionReader {
  /// The items by their ids.
  let items: [String: Item]
  /// Takes what is wrong and the position in the text, 1 for its first character.
  let report: (SchemaProblem.Kind, Int) -> Void

  /// The name of the study's reference date, unless an item bears it.
  static let referenceDate = "reference_date"

  /// What stands on one side of a comparison.
  private enum Operand {
    case closed(Item, ResponseScale)
    case quantity(Quantity, QuantityKind)
    /// A number or text that may be a code or a day.
    case literal(String, Double?)
  }

  private enum QuantityKind { case number, day }

  func condition(_ expression: Expression) -> Condition? {
    switch expression {
    case .not(let inner): return condition(inner).map { .not($0) }
    case .isMissing(let operand, let isNegated):
      guard let item = itemOfMissing(operand) else { return nil }
      return isNegated ? .not(.isMissing(item)) : .isMissing(item)
    case .member(let operand, let list, let isNegated):
      guard let member = member(operand, list) else { return nil }
      return isNegated ? .not(member) : member
    case .binary(.and, let left, let right): return both(left, right).map { .all($0) }
    case .binary(.or, let left, let right): return both(left, right).map { .any($0) }
    case .binary(let operation, let left, let right):
      guard let comparison = operation.comparison else {
        report(.condition(.noCondition), expression.position)
        return nil
      }
      return compare(left, comparison, right)
    case .number, .text, .name, .negate, .call:
      if case .name(let name, _) = expression, items[name] == nil { _ = operand(expression) }
      report(.condition(.noCondition), expression.position)
      return nil
    }
  }

  /// The conditions on both sides; each is read, so that the mistakes of both are told.
  private func both(_ left: Expression, _ right: Expression) -> [Condition]? {
    let (one, other) = (condition(left), condition(right))
    guard let one, let other else { return nil }
    return [one, other]
  }

  private func itemOfMissing(_ operand: Expression) -> String? {
    guard case .name(let name, let position) = operand, name != Self.referenceDate else {
      report(.condition(.noItem), operand.position)
      return nil
    }
    return item(name, position)?.id
  }

  private func item(_ name: String, _ position: Int) -> Item? {
    guard let item = items[name] else {
      let known = items.keys.sorted()
      report(.unknownName(name, what: .item, nearest: name.nearest(among: known)), position)
      return nil
    }
    guard item.pii != .direct else {
      report(.condition(.directItem(name)), position)
      return nil
    }
    return item
  }

  // MARK: - Comparisons

  private func compare(
    _ left: Expression, _ comparison: Comparison, _ right: Expression
  ) -> Condition? {
    let (one, other) = (operand(left), operand(right))
    guard let one, let other else { return nil }
    switch (one, other) {
    case (.closed(let item, let scale), .closed(let second, let secondScale)):
      guard item.isSingle, second.isSingle,
        scale.options.map(\.code) == secondScale.options.map(\.code)
      else {
        report(.condition(.differentOptions(item.id, second.id)), left.position)
        return nil
      }
      return .orders(item.id, comparison, second.id)
    case (.closed(let item, let scale), .literal(let code, _)):
      return choice(item, scale, comparison, code, at: right.position)
    case (.literal(let code, _), .closed(let item, let scale)):
      return choice(item, scale, comparison.mirrored, code, at: left.position)
    case (.closed(let item, _), .quantity):
      report(.condition(.noCode(item.id)), right.position)
    case (.quantity, .closed(let item, _)):
      report(.condition(.noCode(item.id)), left.position)
    case (.quantity(let quantity, let kind), .literal(let text, let number)):
      return value(text, number, as: kind, at: right.position).map {
        .compares(quantity, comparison, .number($0))
      }
    case (.literal(let text, let number), .quantity(let quantity, let kind)):
      return value(text, number, as: kind, at: left.position).map {
        .compares(.number($0), comparison, quantity)
      }
    case (.quantity(let quantity, let kind), .quantity(let second, let secondKind)):
      guard kind == secondKind else {
        report(.condition(.numberAndDay), left.position)
        return nil
      }
      return .compares(quantity, comparison, second)
    case (.literal, .literal): report(.condition(.noItem), left.position)
    }
    return nil
  }

  private func choice(
    _ item: Item, _ scale: ResponseScale, _ comparison: Comparison, _ code: String, at position: Int
  ) -> Condition? {
    let codes = scale.options.map(\.code)
    guard let place = codes.firstIndex(of: code) else {
      report(.unknownName(code, what: .code, nearest: code.nearest(among: codes)), position)
      return nil
    }
    switch comparison {
    case .equal: return .isOneOf(item.id, codes: [code])
    case .notEqual: return .not(.isOneOf(item.id, codes: [code]))
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard item.isSingle else {
        report(.condition(.ticksHaveNoOrder(item.id)), position)
        return nil
      }
      let chosen = codes.indices.filter { comparison.holds($0, place) }.map { codes[$0] }
      return .isOneOf(item.id, codes: chosen)
    }
  }

  private func member(_ operand: Expression, _ list: [Expression]) -> Condition? {
    guard let one = self.operand(operand) else { return nil }
    switch one {
    case .closed(let item, let scale):
      let codes = list.compactMap { entry -> String? in
        guard case .literal(let code, _)? = self.operand(entry) else {
          report(.condition(.noCode(item.id)), entry.position)
          return nil
        }
        return choice(item, scale, .equal, code, at: entry.position).map { _ in code }
      }
      return codes.count == list.count ? .isOneOf(item.id, codes: codes) : nil
    case .quantity:
      let equal = list.compactMap { compare(operand, .equal, $0) }
      return equal.count == list.count ? .any(equal) : nil
    case .literal:
      report(.condition(.noItem), operand.position)
      return nil
    }
  }

  // MARK: - Operands

  private func operand(_ expression: Expression) -> Operand? {
    switch expression {
    case .number(let number, let spelling, _): return .literal(spelling, number)
    case .text(let text, _): return .literal(text.composed, nil)
    case .negate(.number(let number, let spelling, _)): return .literal("-" + spelling, -number)
    case .name(let name, let position): return operand(named: name, at: position)
    case .negate(let inner):
      guard case .quantity(let quantity, .number)? = self.operand(inner) else { break }
      return .quantity(.result(.number(0), .minus, quantity), .number)
    case .binary(let operation, let left, let right):
      guard let operation = operation.calculation else { break }
      return calculation(left, operation, right)
    case .not, .member, .isMissing, .call: break
    }
    report(.condition(.noValue), expression.position)
    return nil
  }

  private func operand(named name: String, at position: Int) -> Operand? {
    if name == Self.referenceDate, items[name] == nil { return .quantity(.referenceDate, .day) }
    guard let item = item(name, position) else { return nil }
    switch item.content {
    case .single(let scale), .multiple(let scale): return .closed(item, scale)
    case .number: return .quantity(.item(name), .number)
    case .date: return .quantity(.item(name), .day)
    case .text:
      report(.condition(.textItem(name)), position)
      return nil
    }
  }

  private func calculation(
    _ left: Expression, _ operation: Quantity.Operation, _ right: Expression
  ) -> Operand? {
    let (one, other) = (term(left), term(right))
    guard let one, let other else { return nil }
    let kind: QuantityKind? =
      switch (one.kind, operation, other.kind) {
      case (.number, _, .number), (.day, .minus, .day): .number
      case (.day, .plus, .number), (.number, .plus, .day), (.day, .minus, .number): .day
      default: nil
      }
    guard let kind else {
      report(.condition(.numberAndDay), left.position)
      return nil
    }
    return .quantity(.result(one.quantity, operation, other.quantity), kind)
  }

  private func term(_ expression: Expression) -> (quantity: Quantity, kind: QuantityKind)? {
    switch operand(expression) {
    case nil: return nil
    case .quantity(let quantity, let kind): return (quantity, kind)
    case .literal(_, let number?): return (.number(number), .number)
    case .literal(let text, nil):
      return value(text, nil, as: .day, at: expression.position).map { (.number($0), .day) }
    case .closed:
      report(.condition(.noValue), expression.position)
      return nil
    }
  }

  private func value(
    _ text: String, _ number: Double?, as kind: QuantityKind, at position: Int
  ) -> Double? {
    switch kind {
    case .number: if let number { return number }
    case .day:
      if number == nil, let day = CalendarDay(text) { return Double(day.daysSince1970) }
    }
    report(kind == .day ? .date : .number(minimum: nil, maximum: nil), position)
    return nil
  }
}

extension Item {
  fileprivate var isSingle: Bool {
    if case .single = content { true } else { false }
  }
}

extension Comparison {
  /// The comparison with its sides changed.
  fileprivate var mirrored: Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

extension Expression.BinaryOperator {
  fileprivate var comparison: Comparison? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .add, .subtract, .multiply, .divide, .power, .and, .or: nil
    }
  }

  fileprivate var calculation: Quantity.Operation? {
    switch self {
    case .add: .plus
    case .subtract: .minus
    case .multiply: .times
    case .divide: .over
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or, .power: nil
    }
  }
}
