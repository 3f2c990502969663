internal import SurveyModel
internal import SurveyStatistics

extension IndexPlan {
  /// Hides what is too small to publish, and what would give it back.
  ///
  /// The estimates are those of all together, then those of each unit, in the order of the plan; the
  /// sizes are the respondents of all together and of each unit.
  func suppress(
    _ estimates: [IndexEstimate], unitSizes: [Int], rule: PublicationRule
  ) -> [IndexEstimate] {
    let width = parameters.count
    let unitCount = unitSizes.count - 1
    var groups: [PublicationRule.Group] = []
    for position in 0..<width where unitCount > 0 {
      // All together is the total of the units, parameter by parameter.
      groups.append(
        PublicationRule.Group(
          total: position, parts: (1...unitCount).map { $0 * width + position }))
    }
    for unit in 0...unitCount {
      for (total, parts) in familyGroups() {
        groups.append(
          PublicationRule.Group(
            total: unit * width + total, parts: parts.map { unit * width + $0 }))
      }
    }
    let hidden = rule.suppressed(
      answers: estimates.map(\.answered),
      sizes: unitSizes.flatMap { Array(repeating: $0, count: width) }, groups: groups)
    return zip(estimates, hidden).map { estimate, isHidden in
      guard isHidden else { return estimate }
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

  /// Each node's line with the lines of its children or criteria.
  private func familyGroups() -> [(total: Int, parts: [Int])] {
    let depths = parameters.map { parameter in
      switch parameter {
      case .composite(let number): composites[number].depth
      case .criterion(_, let depth): depth
      }
    }
    return parameters.indices.compactMap { line in
      guard case .composite = parameters[line] else { return nil }
      var parts: [Int] = []
      for below in (line + 1)..<max(line + 1, parameters.count) {
        guard depths[below] > depths[line] else { break }
        if depths[below] == depths[line] + 1 { parts.append(below) }
      }
      return (line, parts)
    }
  }
}
