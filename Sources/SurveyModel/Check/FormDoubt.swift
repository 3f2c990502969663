/// Something in a form that is allowed and hardly meant.
public enum FormDoubt: Hashable, Sendable {
  /// No answers fulfil the condition under which the check is asked.
  case checkNeverApplies(String)
  /// No answers that the check applies to fulfil it.
  case checkNeverHolds(String)
  /// No answers break the check.
  case checkNeverFails(String)
  /// No answers lead to the item.
  case itemNeverAsked(String)

  /// What is doubtful.
  public var statement: LocalizedText {
    switch self {
    case .checkNeverApplies(let id):
      .init(
        vi: "quy tắc \"\(id)\": không câu trả lời nào thoả điều kiện \"if\"",
        en: "check \"\(id)\": no answers fulfil its \"if\"")
    case .checkNeverHolds(let id):
      .init(
        vi: "quy tắc \"\(id)\": không câu trả lời nào thoả \"then\"",
        en: "check \"\(id)\": no answers fulfil its \"then\"")
    case .checkNeverFails(let id):
      .init(
        vi: "quy tắc \"\(id)\": không câu trả lời nào trái quy tắc này",
        en: "check \"\(id)\": no answers can break it")
    case .itemNeverAsked(let id):
      .init(
        vi: "câu \"\(id)\": không câu trả lời nào dẫn đến câu này (asked-if)",
        en: "item \"\(id)\": no answers lead to it (asked-if)")
    }
  }
}

extension Questionnaire {
  /// What in the form's checks and skip rules is allowed and hardly meant.
  ///
  /// All answers to the items concerned are gone through, so only rules about items with options are
  /// looked at, and of these no more than have 20,000 combinations.
  ///
  /// - Complexity: O(*rules* × 20,000).
  public var doubts: [FormDoubt] {
    checks.compactMap(doubt) + items.compactMap(doubt)
  }

  private func doubt(_ check: CrossCheck) -> FormDoubt? {
    guard let answers = AllAnswers(to: check.items, of: self) else { return nil }
    let premise = check.premise.map { answers.truths($0.condition) }
    let requirement = answers.truths(check.requirement.condition)
    let applied = requirement.indices.filter { row in premise.map { $0[row] == true } ?? true }
    if applied.isEmpty { return .checkNeverApplies(check.id) }
    if !applied.contains(where: { requirement[$0] == true }) { return .checkNeverHolds(check.id) }
    return applied.contains { requirement[$0] == false } ? nil : .checkNeverFails(check.id)
  }

  private func doubt(_ item: Item) -> FormDoubt? {
    guard !item.askedIf.isEmpty else { return nil }
    // An item is asked where those that decide are asked, too.
    var rules = item.askedIf
    var seen: Set<String> = [item.id]
    var next = 0
    while next < rules.count {
      let decider = rules[next].item
      next += 1
      if seen.insert(decider).inserted { rules += self.item(decider)?.askedIf ?? [] }
    }
    let condition = Condition.all(
      rules.map { rule in
        let isChosen = Condition.isOneOf(rule.item, codes: rule.codes)
        return rule.isIncluded ? isChosen : .not(isChosen)
      })
    guard let answers = AllAnswers(to: condition.items, of: self) else { return nil }
    return answers.truths(condition).contains(true) ? nil : .itemNeverAsked(item.id)
  }
}

/// Every combination of answers to some items with options, missing ones included, as a table.
private struct AllAnswers: AnswerColumns {
  private static let limit = 20_000

  let form: Questionnaire
  let rowCount: Int
  private var closed: [[UInt8]] = []
  private var layout: [ColumnLayout] = []
  private var columns: [String: [Int]] = [:]

  /// Nil where an item has no options, or where there are too many combinations.
  init?(to ids: [String], of form: Questionnaire) {
    self.form = form
    // For each item its states, each with the bytes of its columns.
    var states: [[[UInt8]]] = []
    for id in Set(ids).sorted() {
      guard let item = form.item(id), !item.options.isEmpty else { return nil }
      let options = item.options
      let blank = MissingKind.blank.code
      if case .multiple = item.content {
        guard options.count <= 12 else { return nil }
        columns[id] = Array(layout.count..<layout.count + options.count)
        layout += options.map {
          ColumnLayout(
            name: TableLayout.option($0.code, of: id), kind: .closed(optionCount: 2))
        }
        let ticks = (0..<(1 << options.count)).map { number in
          options.indices.map { UInt8(number >> $0 & 1) }
        }
        states.append(ticks + [options.map { _ in blank }])
      } else {
        columns[id] = [layout.count]
        layout.append(ColumnLayout(name: id, kind: .closed(optionCount: options.count)))
        states.append(options.indices.map { [UInt8($0)] } + [[blank]])
      }
    }
    var count = 1
    for state in states {
      count *= state.count
      guard count <= AllAnswers.limit else { return nil }
    }
    let rows = count
    rowCount = rows
    var repeats = 1
    for state in states {
      for column in state[0].indices {
        closed.append((0..<rows).map { state[$0 / repeats % state.count][column] })
      }
      repeats *= state.count
    }
  }

  func truths(_ condition: Condition) -> [Bool?] {
    ConditionProgram(
      condition, form: form, referenceDate: nil, layout: TableLayout(columns: layout),
      columns: columns
    ).answers(of: self)
  }

  func codes(_ column: Int) -> [UInt8] { closed[column] }
  func numbers(_: Int) -> [Double] { [] }
  func hasText(_: Int) -> [Bool] { [] }
  func isUnread(_: Int) -> Bool { false }
}
