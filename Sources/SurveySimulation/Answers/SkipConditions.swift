internal import SurveyModel

/// The skip rules of a form by positions, and an order in which they can be followed.
struct SkipConditions {
  /// What became of an item.
  enum State: Hashable {
    /// Not reached yet.
    case open
    /// Not asked.
    case skipped
    /// Left empty, though it may have been asked.
    case blank
    /// Answered.
    case answered
  }

  /// One condition.
  private struct Condition {
    var decider: Int
    var options: [Int]
    var isIncluded: Bool
  }

  private let conditions: [[Condition]]
  /// The positions of the items, each behind the items that decide about it.
  let order: [Int]

  init(_ items: [Item]) {
    let conditions = items.map { item in
      item.askedIf.compactMap { rule in
        items.firstIndex { $0.id == rule.item }.map { decider in
          let codes = items[decider].options.map(\.code)
          return Condition(
            decider: decider, options: rule.codes.compactMap { codes.firstIndex(of: $0) },
            isIncluded: rule.isIncluded)
        }
      }
    }
    var order: [Int] = []
    var reached = Set<Int>()
    func place(_ item: Int) {
      // Rules that decide about each other in a circle are cut where the circle closes.
      guard reached.insert(item).inserted else { return }
      for condition in conditions[item] { place(condition.decider) }
      order.append(item)
    }
    for item in items.indices { place(item) }
    self.conditions = conditions
    self.order = order
  }

  /// Whether an item is asked; nil where an answer that decides is missing.
  func isAsked(_ item: Int, states: [State], ticked: [[Int]]) -> Bool? {
    var isKnown = true
    for condition in conditions[item] {
      switch states[condition.decider] {
      case .skipped: return false
      case .open, .blank: isKnown = false
      case .answered:
        let isMet = condition.options.contains { ticked[condition.decider].contains($0) }
        if isMet != condition.isIncluded { return false }
      }
    }
    return isKnown ? true : nil
  }
}
