internal import SurveyModel

/// What changed of the axis tree; nodes are matched by their ids.
struct AxisComparison {
  let older: Questionnaire
  let newer: Questionnaire
  let map: EditionMap

  private typealias Change = QuestionnaireDifference.Change

  /// The changes in the order of the newer tree, what was removed last.
  var changes: [QuestionnaireDifference.Change] {
    let before = Self.placed(older.index, below: nil)
    let after = Self.placed(newer.index, below: nil)
    let inNewer = after.flatMap { node, parent -> [Change] in
      guard let (old, oldParent) = before.first(where: { $0.node.id == node.id }) else {
        return [Change(.nodeAdded, node.id, after: node.label)]
      }
      return changes(from: old, below: oldParent, to: node, below: parent)
    }
    let removed = before.filter { old in !after.contains { $0.node.id == old.node.id } }
    return inNewer + removed.map { Change(.nodeRemoved, $0.node.id, before: $0.node.label) }
  }

  private func changes(
    from before: Axis, below oldParent: String?, to after: Axis, below newParent: String?
  ) -> [Change] {
    var changes: [Change] = []
    if before.label != after.label {
      changes.append(
        Change(.nodeReworded, after.id, before: before.label, after: after.label))
    }
    if before.kind != after.kind {
      changes.append(
        Change(
          .nodeReworded, after.id, part: "kind", before: before.kind.name, after: after.kind.name))
    }
    if oldParent != newParent {
      changes.append(
        Change(
          .nodeMoved, after.id, before: oldParent.map { LocalizedText($0) },
          after: newParent.map { LocalizedText($0) }))
    }
    // In the newer form's ids; a criterion without a counterpart keeps its own, marked as gone.
    let old = before.criteria.map { id in map.pair(of: id)?.to ?? "\(id)@\(older.id)" }
    let left = old.filter { !after.criteria.contains($0) }
    let came = after.criteria.filter { !old.contains($0) }
    if !left.isEmpty || !came.isEmpty {
      let words = { (ids: [String]) -> LocalizedText? in
        ids.isEmpty ? nil : LocalizedText(ids.joined(separator: ", "))
      }
      changes.append(Change(.criteriaChanged, after.id, before: words(left), after: words(came)))
    }
    return changes
  }

  private static func placed(
    _ node: Axis, below parent: String?
  ) -> [(node: Axis, parent: String?)] {
    [(node, parent)] + node.children.flatMap { placed($0, below: node.id) }
  }
}
