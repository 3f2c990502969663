internal import SurveyModel

/// What changed of options and their scores, once for each pair of scales.
struct ScaleComparison {
  let older: Questionnaire
  let newer: Questionnaire
  let map: EditionMap

  private typealias Change = QuestionnaireDifference.Change

  /// Items that use the same two scales, and recode them alike.
  private struct Usage {
    var before: ResponseScale
    var after: ResponseScale
    var pair: EditionMap.Pair
    var items: [String]
  }

  /// The changes in the order of the newer form.
  var changes: [QuestionnaireDifference.Change] {
    let usages = usages
    let profiles = older.profiles.filter { profile in
      newer.profiles.contains { $0.name == profile.name }
    }
    return usages.flatMap(optionChanges)
      + newer.profiles.filter { profile in !older.profiles.contains { $0.name == profile.name } }
      .map { Change(.profileAdded, $0.name, after: $0.label) }
      + older.profiles.filter { profile in !newer.profiles.contains { $0.name == profile.name } }
      .map { Change(.profileRemoved, $0.name, before: $0.label) }
      + profiles.flatMap { profile in usages.flatMap { rescored($0, in: profile.name) } }
  }

  private var usages: [Usage] {
    var usages: [Usage] = []
    let sources = Dictionary(map.pairs.map { ($0.to, $0) }, uniquingKeysWith: { first, _ in first })
    for item in newer.items {
      guard let pair = sources[item.id], let after = item.scale,
        let before = older.item(pair.from)?.scale
      else { continue }
      let isKnown = { (usage: Usage) in
        usage.before == before && usage.after == after && usage.pair.recodes == pair.recodes
      }
      if let known = usages.firstIndex(where: isKnown) {
        usages[known].items.append(item.id)
      } else {
        usages.append(Usage(before: before, after: after, pair: pair, items: [item.id]))
      }
    }
    return usages
  }

  private func optionChanges(_ usage: Usage) -> [Change] {
    let (before, after) = (usage.before, usage.after)
    var changes: [Change] = []
    let change = {
      (
        kind: QuestionnaireDifference.Kind, code: String?, old: LocalizedText?, new: LocalizedText?
      )
      in
      changes.append(
        Change(
          kind, before.id, renamedTo: after.id, part: code, before: old, after: new,
          items: usage.items))
    }
    // An item's own scale is named for the item, whose new id is no change of the scale.
    let isOwn = before.id == usage.pair.from && after.id == usage.pair.to
    if before.id != after.id, !isOwn {
      change(.scaleChanged, nil, LocalizedText(before.id), LocalizedText(after.id))
    }
    var targets: [String] = []
    for option in before.options {
      let code = usage.pair.code(for: option.code)
      guard let counterpart = after.options.first(where: { $0.code == code }) else {
        change(.optionRemoved, option.code, option.label, nil)
        continue
      }
      targets.append(code)
      if counterpart.label != option.label {
        change(.optionReworded, code, option.label, counterpart.label)
      }
      if counterpart.aliases != option.aliases {
        change(
          .aliasesChanged, code, LocalizedText(option.aliases.joined(separator: "; ")),
          LocalizedText(counterpart.aliases.joined(separator: "; ")))
      }
    }
    for option in after.options where !targets.contains(option.code) {
      change(.optionAdded, option.code, nil, option.label)
    }
    let order = after.options.map(\.code).filter(targets.contains)
    var seen: Set<String> = []
    let formerOrder = targets.filter { seen.insert($0).inserted }
    if order != formerOrder {
      change(
        .optionsReordered, nil, LocalizedText(formerOrder.joined(separator: ", ")),
        LocalizedText(order.joined(separator: ", ")))
    }
    return changes
  }

  private func rescored(_ usage: Usage, in profile: String) -> [Change] {
    let before = older.profile(profile)?.scores[usage.before.id] ?? [:]
    let after = newer.profile(profile)?.scores[usage.after.id] ?? [:]
    return usage.before.options.compactMap { option in
      let code = usage.pair.code(for: option.code)
      guard usage.after.options.contains(where: { $0.code == code }),
        before[option.code] != after[code]
      else { return nil }
      return Change(
        .optionRescored, profile, part: "\(usage.after.id).\(code)",
        before: before[option.code].map(\.words), after: after[code].map(\.words),
        items: usage.items)
    }
  }
}

extension Double {
  /// The number in both languages.
  fileprivate var words: LocalizedText {
    LocalizedText(vi: text(in: .vietnamese), en: text(in: .english))
  }
}
