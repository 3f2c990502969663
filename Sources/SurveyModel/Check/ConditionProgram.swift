/// The columns of a table while it is made, as conditions look at them.
package protocol AnswerColumns {
  /// The number of rows.
  var rowCount: Int { get }
  /// The bytes of a closed column.
  func codes(_ column: Int) -> [UInt8]
  /// The values of a number column, NaN where missing.
  func numbers(_ column: Int) -> [Double]
  /// For each row whether a text column holds a text.
  func hasText(_ column: Int) -> [Bool]
  /// Whether the column holds what could not be read, so that nothing can be told from it.
  func isUnread(_ column: Int) -> Bool
}

/// A condition made ready for the columns of a table; closed answers are looked up byte by byte.
package struct ConditionProgram: Sendable {
  private indirect enum Step: Sendable {
    /// The file has no column for an item.
    case unknown
    /// For each byte of a closed column what it says.
    case lookUp(column: Int, [Truth])
    /// Whether one of the options is ticked; `all` are the columns of the item.
    case ticked(columns: [Int], all: [Int])
    case untickedAll(columns: [Int])
    case noNumber(column: Int)
    case noText(column: Int)
    case orders(Int, Comparison, Int)
    case compares(Value, Comparison, Value)
    case not(Step)
    case all([Step])
    case any([Step])
  }

  private indirect enum Value: Sendable {
    case number(Double)
    case column(Int)
    case result(Value, Quantity.Operation, Value)
  }

  private let step: Step

  /// Makes a condition ready.
  ///
  /// - Parameters:
  ///   - condition: The condition.
  ///   - form: The form that it belongs to.
  ///   - referenceDate: The study's reference date.
  ///   - layout: The columns of the table.
  ///   - columns: The columns that hold each item; none where the file does not have it.
  package init(
    _ condition: Condition, form: Questionnaire, referenceDate: CalendarDay?, layout: TableLayout,
    columns: [String: [Int]]
  ) {
    let reader = StepMaker(
      form: form, referenceDate: referenceDate, layout: layout, columnsOf: columns)
    step = reader.step(condition)
  }

  /// The rows in which the condition certainly holds.
  ///
  /// - Complexity: O(*rows* × *size of the condition*).
  package func rows(of table: some AnswerColumns) -> [Int] {
    let truths = truths(step, table)
    return truths.indices.filter { truths[$0] == .yes }
  }

  /// For each row whether the condition holds; nil where it cannot be told.
  package func answers(of table: some AnswerColumns) -> [Bool?] {
    truths(step, table).map { $0 == .unknown ? nil : $0 == .yes }
  }

  // MARK: - Running

  /// Three-valued logic in which `and` is the least and `or` the greatest.
  private enum Truth: UInt8, Comparable, Sendable {
    case no = 0
    case unknown = 1
    case yes = 2

    init(_ truth: Bool) { self = truth ? .yes : .no }

    var contrary: Truth {
      switch self {
      case .no: .yes
      case .unknown: .unknown
      case .yes: .no
      }
    }

    static func < (left: Truth, right: Truth) -> Bool { left.rawValue < right.rawValue }
  }

  private func truths(_ step: Step, _ table: some AnswerColumns) -> [Truth] {
    let unknown = { [Truth](repeating: .unknown, count: table.rowCount) }
    switch step {
    case .unknown: return unknown()
    case .lookUp(let column, let meanings):
      guard !table.isUnread(column) else { return unknown() }
      return table.codes(column).map { meanings[Int($0)] }
    case .ticked(let columns, let all):
      guard !all.contains(where: table.isUnread) else { return unknown() }
      return ticked(columns, all: all, in: table)
    case .untickedAll(let columns):
      guard !columns.contains(where: table.isUnread) else { return unknown() }
      let codes = columns.map(table.codes)
      return (0..<table.rowCount).map { row in
        if codes.contains(where: { $0[row] == 1 }) { return .no }
        return codes.contains { $0[row] == MissingKind.invalid.code } ? .unknown : .yes
      }
    case .noNumber(let column):
      guard !table.isUnread(column) else { return unknown() }
      return table.numbers(column).map { Truth($0.isNaN) }
    case .noText(let column):
      guard !table.isUnread(column) else { return unknown() }
      return table.hasText(column).map { Truth(!$0) }
    case .orders(let left, let comparison, let right):
      guard !table.isUnread(left), !table.isUnread(right) else { return unknown() }
      return zip(table.codes(left), table.codes(right)).map { one, other in
        guard MissingKind(code: one) == nil, MissingKind(code: other) == nil else {
          return .unknown
        }
        return Truth(comparison.holds(one, other))
      }
    case .compares(let left, let comparison, let right):
      return zip(values(left, table), values(right, table)).map { one, other in
        one.isFinite && other.isFinite ? Truth(comparison.holds(one, other)) : .unknown
      }
    case .not(let inner): return truths(inner, table).map(\.contrary)
    case .all(let steps): return joined(steps, table, from: .yes) { min($0, $1) }
    case .any(let steps): return joined(steps, table, from: .no) { max($0, $1) }
    }
  }

  private func joined(
    _ steps: [Step], _ table: some AnswerColumns, from start: Truth,
    by join: (Truth, Truth) -> Truth
  ) -> [Truth] {
    var sum = [Truth](repeating: start, count: table.rowCount)
    for step in steps {
      for (row, truth) in truths(step, table).enumerated() { sum[row] = join(sum[row], truth) }
    }
    return sum
  }

  private func ticked(_ columns: [Int], all: [Int], in table: some AnswerColumns) -> [Truth] {
    let asked = columns.map(table.codes)
    let others = all.map(table.codes)
    return (0..<table.rowCount).map { row in
      if asked.contains(where: { $0[row] == 1 }) { return .yes }
      if asked.contains(where: { $0[row] == MissingKind.invalid.code }) { return .unknown }
      return others.contains { $0[row] <= 1 } ? .no : .unknown
    }
  }

  private func values(_ value: Value, _ table: some AnswerColumns) -> [Double] {
    switch value {
    case .number(let number): return Array(repeating: number, count: table.rowCount)
    case .column(let column):
      return table.isUnread(column)
        ? Array(repeating: .nan, count: table.rowCount) : table.numbers(column)
    case .result(let left, let operation, let right):
      return zip(values(left, table), values(right, table)).map { one, other in
        switch operation {
        case .plus: one + other
        case .minus: one - other
        case .times: one * other
        case .over: one / other
        }
      }
    }
  }

  // MARK: - Making

  private struct StepMaker {
    let form: Questionnaire
    let referenceDate: CalendarDay?
    let layout: TableLayout
    let columnsOf: [String: [Int]]

    private func columns(_ id: String) -> (item: Item, columns: [Int])? {
      guard let item = form.item(id), let columns = columnsOf[id], !columns.isEmpty else {
        return nil
      }
      return (item, columns)
    }

    func step(_ condition: Condition) -> Step {
      switch condition {
      case .isMissing(let id): return columns(id).map { missing($0, $1) } ?? .unknown
      case .isOneOf(let id, let codes):
        return columns(id).map { isOneOf($0, $1, codes) } ?? .unknown
      case .orders(let left, let comparison, let right):
        guard let one = columns(left), let other = columns(right) else { return .unknown }
        return .orders(one.columns[0], comparison, other.columns[0])
      case .compares(let left, let comparison, let right):
        guard let one = value(left), let other = value(right) else { return .unknown }
        return .compares(one, comparison, other)
      case .not(let inner): return .not(step(inner))
      case .all(let conditions): return .all(conditions.map(step))
      case .any(let conditions): return .any(conditions.map(step))
      }
    }

    private func missing(_ item: Item, _ columns: [Int]) -> Step {
      switch item.content {
      case .single:
        return .lookUp(
          column: columns[0],
          (0...UInt8.max).map { code in
            guard let kind = MissingKind(code: code) else { return .no }
            return kind == .invalid ? .unknown : .yes
          })
      case .multiple: return .untickedAll(columns: columns)
      case .number, .date: return .noNumber(column: columns[0])
      case .text: return .noText(column: columns[0])
      }
    }

    private func isOneOf(_ item: Item, _ columns: [Int], _ codes: [String]) -> Step {
      switch item.content {
      case .single(let scale):
        let wanted = Set(codes)
        let meanings = (0...UInt8.max).map { code -> Truth in
          guard Int(code) < scale.options.count else { return .unknown }
          return Truth(wanted.contains(scale.options[Int(code)].code))
        }
        return .lookUp(column: columns[0], meanings)
      case .multiple:
        let ticks = codes.compactMap { code in
          layout.position(of: TableLayout.option(code, of: item.id))
        }.filter(columns.contains)
        // An option without a column may have been ticked or not.
        guard ticks.count == codes.count else { return .unknown }
        return .ticked(columns: ticks, all: columns)
      case .number, .text, .date: return .unknown
      }
    }

    private func value(_ quantity: Quantity) -> Value? {
      switch quantity {
      case .number(let number): return .number(number)
      case .item(let id): return columns(id).map { .column($0.columns[0]) }
      case .referenceDate: return .number(referenceDate.map { Double($0.daysSince1970) } ?? .nan)
      case .result(let left, let operation, let right):
        guard let one = value(left), let other = value(right) else { return nil }
        return .result(one, operation, other)
      }
    }
  }
}
