internal import SurveyModel

/// The interviews that are worth a look, from all signals.
struct EvidenceList {
  /// The evidence, by kind, then group, then position.
  let evidence: [QualityEvidence]

  init(
    _ sheet: AnswerSheet, nulls: [String: PatternNull], speed: Speed, timing: Timing,
    keys: RepeatedKeys
  ) {
    var labels = [String?](repeating: nil, count: sheet.rowCount)
    for group in sheet.groups { for row in group.rows { labels[row] = group.label } }
    var found: [QualityEvidence] = []
    func add(
      _ kind: QualityEvidence.Kind, _ row: Int, other: Int? = nil, value: Double? = nil
    ) {
      found.append(
        QualityEvidence(
          kind: kind, position: sheet.positions[row], group: labels[row],
          other: other.map { sheet.positions[$0] }, value: value))
    }
    for repeated in keys.repeats {
      add(
        repeated.isConflict ? .conflictingKey : .repeatedKey, repeated.row, other: repeated.first)
    }
    let straight = PatternNull.signals.firstIndex(of: .straightlining) ?? 0
    for group in sheet.groups {
      guard let null = nulls[group.label] else { continue }
      for (place, match) in null.matches.enumerated() where match.share > null.greatestMatch {
        add(
          match.share == 1 ? .duplicateAnswers : .nearCopy, group.rows.lowerBound + place,
          other: group.rows.lowerBound + match.other, value: match.share)
      }
      guard null.upperPValues[straight] <= PatternNull.gate else { continue }
      for (place, share) in null.runShares.enumerated() where share == 1 {
        add(.straightlining, group.rows.lowerBound + place)
      }
    }
    for row in 0..<sheet.rowCount {
      if speed.endsFirst[row] { add(.endedBeforeStarted, row) }
      if speed.isShort[row] { add(.short, row) }
    }
    for fact in timing.facts { add(fact.kind, fact.row, other: fact.other) }
    let places = Dictionary(
      uniqueKeysWithValues: QualityEvidence.Kind.allCases.enumerated().map { ($1, $0) })
    evidence = found.sorted { left, right in
      let kinds = (places[left.kind] ?? 0, places[right.kind] ?? 0)
      if kinds.0 != kinds.1 { return kinds.0 < kinds.1 }
      if left.group != right.group { return (left.group ?? "") < (right.group ?? "") }
      return left.position < right.position
    }
  }
}
