internal import SurveyModel
internal import SurveyStatistics
internal import SurveyWeighting

extension IndexPlan {
  /// Hides what is too small to publish, and what would give it back.
  ///
  /// Units are withheld parameter by parameter, one decision for all levels. Within a unit one withheld
  /// criterion of a factor could be computed from the others, so a second one is withheld too; and a
  /// composite in which a withheld factor or axis weighs anything is withheld, since two roll-ups of the
  /// same answers would give the part back.
  func suppress(
    _ estimates: [IndexEstimate], tally: AnswerTally, sample: WeightedSample
  ) -> [IndexEstimate] {
    let masks = masks(tally: tally, sample: sample)
    return estimates.enumerated().map { position, estimate in
      guard estimate.answered > 0, masks[position % parameters.count][estimate.unit] else {
        return estimate
      }
      var hidden = estimate
      hidden.status = .suppressed
      hidden.estimate = nil
      hidden.standardError = nil
      hidden.interval = nil
      hidden.designEffect = nil
      hidden.degreesOfFreedom = nil
      hidden.linearised = LinearisedVariable(units: [], values: [])
      return hidden
    }
  }

  /// For each line of the table which units are withheld.
  private func masks(
    tally: AnswerTally, sample: WeightedSample
  ) -> [PublicationRule.UnitMask] {
    let registry = sample.study.units
    let rule = sample.study.publication
    let respondents = sample.unitCounts(sample.sizes)
    let sizes = respondents.totals
    let seeds = rule.withheld(in: registry, counts: respondents, sizes: sizes)
    let counts = lineCounts(tally: tally, sample: sample)
    var masks = counts.map {
      rule.withheld(in: registry, counts: $0, sizes: sizes, seeds: seeds)
    }
    let families = families()
    let units: [Int?] = [nil] + registry.units.indices.filter { sizes[$0] > 0 }.map(Optional.init)
    var changed = true
    while changed {
      let before = masks
      for unit in units {
        // From the lowest nodes up, so that a composite sees what became of its parts.
        for family in families.reversed() {
          hideFamily(family, unit: unit, counts: counts, masks: &masks)
        }
      }
      for line in masks.indices where masks[line] != before[line] {
        masks[line] = rule.withheld(
          in: registry, counts: counts[line], sizes: sizes, seeds: masks[line])
      }
      changed = masks != before
    }
    return masks
  }

  private func hideFamily(
    _ family: Family, unit: Int?, counts: [PublicationRule.UnitCounts],
    masks: inout [PublicationRule.UnitMask]
  ) {
    guard !masks[family.total][unit] else { return }
    let parts = family.parts.filter { counts[$0][unit] > 0 }
    let hidden = parts.filter { masks[$0][unit] }
    guard family.areCriteria else {
      if hidden.contains(where: { family.weighing.contains($0) }) {
        masks[family.total][unit] = true
      }
      return
    }
    guard hidden.count == 1 else { return }
    let next = parts.filter { !masks[$0][unit] }.min {
      (counts[$0][unit], $0) < (counts[$1][unit], $1)
    }
    masks[next ?? family.total][unit] = true
  }

  /// For each line the answers by unit; of a composite, those of its most answered criterion.
  private func lineCounts(
    tally: AnswerTally, sample: WeightedSample
  ) -> [PublicationRule.UnitCounts] {
    let ofCriterion = criteria.map { criterion in
      sample.unitCounts(
        (0..<sample.cellCount).map { cell in
          zip(tally.counts(item: criterion.position, cell: cell), criterion.slotBase)
            .reduce(0) { $1.1 ? $0 + Int($1.0) : $0 }
        })
    }
    return parameters.map { parameter in
      switch parameter {
      case .criterion(let position, _): return ofCriterion[position]
      case .composite(let number):
        let below = composites[number].terms.map { ofCriterion[$0.criterion] }
        let most: (KeyPath<PublicationRule.UnitCounts, [Int]>) -> [Int] = { path in
          sample.study.units.units.indices.map { unit in
            below.map { $0[keyPath: path][unit] }.max() ?? 0
          }
        }
        return PublicationRule.UnitCounts(
          totals: most(\.totals), directs: most(\.directs), all: below.map(\.all).max() ?? 0)
      }
    }
  }

  /// A composite's line with the lines of the nodes or criteria directly below it.
  private struct Family {
    var total: Int
    var parts: [Int]
    var areCriteria: Bool
    /// The parts that weigh anything in the composite under the plan's roll-up.
    var weighing: Set<Int>
  }

  private func families() -> [Family] {
    let depths = parameters.map { parameter in
      switch parameter {
      case .composite(let number): composites[number].depth
      case .criterion(_, let depth): depth
      }
    }
    return parameters.indices.compactMap { line in
      guard case .composite(let number) = parameters[line] else { return nil }
      var parts: [Int] = []
      for below in (line + 1)..<max(line + 1, parameters.count) {
        guard depths[below] > depths[line] else { break }
        if depths[below] == depths[line] + 1 { parts.append(below) }
      }
      let weighing = Set(composites[number].terms.map(\.criterion))
      return Family(
        total: line, parts: parts, areCriteria: composites[number].node.children.isEmpty,
        weighing: Set(parts.filter { !weighing.isDisjoint(with: criteria(below: $0)) }))
    }
  }

  /// The criteria of a line: those below a node, or the criterion itself.
  private func criteria(below line: Int) -> Set<Int> {
    switch parameters[line] {
    case .criterion(let position, _): [position]
    case .composite(let number):
      Set(
        composites[number].node.allCriteria.compactMap { id in
          criteria.firstIndex { $0.item.id == id }
        })
    }
  }
}
