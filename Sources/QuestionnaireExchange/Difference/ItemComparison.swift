internal import SurveyModel

/// What changed of the items themselves, their options apart.
struct ItemComparison {
  let older: Questionnaire
  let newer: Questionnaire
  let map: EditionMap

  private typealias Change = QuestionnaireDifference.Change

  /// The changes in the order of the newer form, what was removed last.
  var changes: [QuestionnaireDifference.Change] {
    let moved = movedItems
    let sources = Dictionary(map.pairs.map { ($0.to, $0) }, uniquingKeysWith: { first, _ in first })
    let inNewer = newer.items.flatMap { item -> [Change] in
      guard let pair = sources[item.id], let before = older.item(pair.from) else {
        return [Change(.itemAdded, item.id, after: item.label)]
      }
      return changes(from: before, to: item, pair: pair, moved: moved)
    }
    let removed = older.items.filter { item in
      map.pair(of: item.id).flatMap { newer.item($0.to) } == nil
    }
    return inNewer + removed.map { Change(.itemRemoved, $0.id, before: $0.label) }
  }

  private func changes(
    from before: Item, to after: Item, pair: EditionMap.Pair, moved: Set<String>
  ) -> [Change] {
    var changes: [Change] = []
    if moved.contains(after.id) {
      changes.append(
        Change(
          .itemMoved, before.id, renamedTo: after.id, before: position(of: before, in: older),
          after: position(of: after, in: newer)))
    }
    if before.label != after.label {
      changes.append(
        Change(
          .itemReworded, before.id, renamedTo: after.id, before: before.label, after: after.label))
    }
    let compare = { (part: String, old: LocalizedText, new: LocalizedText) in
      if old != new {
        changes.append(
          Change(
            .itemChanged, before.id, renamedTo: after.id, part: part, before: old, after: new))
      }
    }
    compare("type", before.contentWords, after.contentWords)
    compare("required", .truth(before.isRequired), .truth(after.isRequired))
    compare("unique", .truth(before.isUnique), .truth(after.isUnique))
    compare("severity", before.severityWords, after.severityWords)
    compare("reversed", .truth(before.isReversed), .truth(after.isReversed))
    compare(
      "asked-if", conditionWords(translated(before.askedIf)), conditionWords(after.askedIf))
    compare("pii", before.pii.name, after.pii.name)
    compare(
      "missing", LocalizedText(before.missingCodes.plainText),
      LocalizedText(after.missingCodes.plainText))
    compare(
      "base", LocalizedText(before.base?.plainText ?? ""),
      LocalizedText(after.base?.plainText ?? ""))
    var incident = before.incident
    incident?.reportCodes = before.incident?.reportCodes.map(pair.code) ?? []
    compare("incident", incidentWords(incident), incidentWords(after.incident))
    return changes
  }

  /// The conditions in the ids and codes of the newer form, as far as the map has them.
  private func translated(_ rules: [SkipRule]) -> [SkipRule] {
    rules.map { rule in
      guard let pair = map.pair(of: rule.item) else { return rule }
      return SkipRule(
        item: pair.to, codes: rule.codes.map(pair.code), isIncluded: rule.isIncluded)
    }
  }

  private func conditionWords(_ rules: [SkipRule]) -> LocalizedText {
    LocalizedText(
      rules.map { rule in
        "\(rule.item) \(rule.isIncluded ? "=" : "≠") \(rule.codes.joined(separator: ", "))"
      }.joined(separator: "; "))
  }

  private func incidentWords(_ incident: IncidentDefinition?) -> LocalizedText {
    guard let incident else { return LocalizedText("") }
    let codes = incident.reportCodes.joined(separator: ", ")
    return LocalizedText(
      vi: "\(incident.kind.name.vietnamese), \(incident.basis.name.vietnamese): \(codes)",
      en: "\(incident.kind.name.english), \(incident.basis.name.english): \(codes)")
  }

  private func position(of item: Item, in form: Questionnaire) -> LocalizedText? {
    form.items.firstIndex { $0.id == item.id }.map { LocalizedText("\($0 + 1)") }
  }

  /// The fewest items that must move so that the items of both forms stand in one order.
  ///
  /// All but the longest subsequence that keeps its order, so that one item taken to the front is
  /// one move and not a move of all others.
  private var movedItems: Set<String> {
    let places = Dictionary(
      newer.items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let targets = older.items.compactMap { item in
      map.pair(of: item.id).flatMap { pair in places[pair.to].map { (id: pair.to, place: $0) } }
    }
    var lengths: [Int] = []
    var previous: [Int?] = []
    for (position, target) in targets.enumerated() {
      let best = targets[..<position].indices.filter { targets[$0].place < target.place }
        .max { (lengths[$0], $1) < (lengths[$1], $0) }
      lengths.append(1 + (best.map { lengths[$0] } ?? 0))
      previous.append(best)
    }
    var kept: Set<String> = []
    var next = lengths.indices.max { (lengths[$0], $1) < (lengths[$1], $0) }
    while let position = next {
      kept.insert(targets[position].id)
      next = previous[position]
    }
    return Set(targets.map(\.id)).subtracting(kept)
  }
}

extension Item {
  /// What an answer looks like, options apart, in both languages.
  fileprivate var contentWords: LocalizedText {
    LocalizedText(vi: contentText(in: .vietnamese), en: contentText(in: .english))
  }
}

extension LocalizedText {
  fileprivate static func truth(_ value: Bool) -> LocalizedText {
    value ? .init(vi: "có", en: "yes") : .init(vi: "không", en: "no")
  }
}

extension Item {
  /// How much the rules of the item weigh, as its file says: `required: warning, range: warning`.
  var severityWords: LocalizedText {
    LocalizedText(
      ItemRule.allCases.compactMap { rule in
        severities[rule].map { "\(rule.rawValue): \($0.rawValue)" }
      }.joined(separator: ", "))
  }
}
