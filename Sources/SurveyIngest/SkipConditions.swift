internal import SurveyModel

/// The conditions under which one item is asked, over the columns of a row.
struct SkipConditions {
  /// What a row says about an item's having been asked.
  enum Verdict {
    case asked
    case notAsked
    /// An answer that decides is missing, or the file has no column for it.
    case unknown
  }

  private struct Condition {
    /// The columns of the item that decides; empty where the file has none.
    var columns: [Int]
    /// The bytes in a single choice's column, or the columns of a multiple choice's options.
    var codes: [UInt8] = []
    var ticks: [Int] = []
    var isMultiple: Bool
    var isIncluded: Bool
  }

  private let conditions: [Condition]

  init(of item: Item, study: Study, plan: ColumnPlan, layout: TableLayout) {
    let items = study.questionnaire.items
    conditions = item.askedIf.compactMap { rule in
      guard let position = items.firstIndex(where: { $0.id == rule.item }) else { return nil }
      let decider = items[position]
      // Of an identifier there is no code to look at.
      let columns = decider.pii == .direct ? [] : plan.columnsOfItem[position]
      var condition = Condition(
        columns: columns, isMultiple: decider.isMultiple, isIncluded: rule.isIncluded)
      if decider.isMultiple {
        condition.ticks = rule.codes.compactMap { code in
          layout.position(of: TableLayout.option(code, of: decider.id))
        }.filter(columns.contains)
        // An option without a column may have been ticked or not.
        if condition.ticks.count < rule.codes.count { condition.columns = [] }
      } else {
        let codes = decider.options.map(\.code)
        condition.codes = rule.codes.compactMap { codes.firstIndex(of: $0).map { UInt8($0) } }
      }
      return condition
    }
  }

  /// What the row says whose codes are given by column.
  func verdict(on code: (Int) -> UInt8) -> Verdict {
    var isKnown = true
    for condition in conditions {
      guard let holds = holds(condition, code) else {
        isKnown = false
        continue
      }
      if !holds { return .notAsked }
    }
    return isKnown ? .asked : .unknown
  }

  private func holds(_ condition: Condition, _ code: (Int) -> UInt8) -> Bool? {
    let isChosen: Bool
    if condition.columns.isEmpty { return nil }
    if condition.columns.allSatisfy({ code($0) == MissingKind.notApplicable.code }) {
      return false
    }
    if condition.isMultiple {
      guard condition.columns.contains(where: { code($0) <= 1 }) else { return nil }
      isChosen = condition.ticks.contains { code($0) == 1 }
      let isUnread = condition.ticks.contains { code($0) == MissingKind.invalid.code }
      if !isChosen && isUnread { return nil }
    } else {
      let chosen = code(condition.columns[0])
      guard MissingKind(code: chosen) == nil else { return nil }
      isChosen = condition.codes.contains(chosen)
    }
    return isChosen == condition.isIncluded
  }
}

extension Item {
  /// Whether any number of options may be chosen.
  var isMultiple: Bool {
    if case .multiple = content { true } else { false }
  }
}
