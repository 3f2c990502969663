internal import SurveyModel

/// Finds the unit that a cell names: by code, else by name, else by name after folding.
struct UnitFinder {
  enum Answer: Hashable {
    case unit(Int)
    case ambiguous
    case unknown
  }

  private let registry: UnitRegistry
  private var byName: [String: Answer] = [:]
  private var byFold: [FoldedText: Answer] = [:]
  private var cache: [String: Answer] = [:]

  init(_ registry: UnitRegistry) {
    self.registry = registry
    for (position, unit) in registry.units.enumerated() {
      let name = unit.name.composed
      let fold = FoldedText(name)
      byName[name] = byName[name] == nil ? .unit(position) : .ambiguous
      byFold[fold] = byFold[fold] == nil ? .unit(position) : .ambiguous
    }
  }

  mutating func find(_ raw: String) -> Answer {
    if let known = cache[raw] { return known }
    let text = raw.trimmed.composed
    let answer: Answer
    if let position = registry.position(of: text) {
      answer = .unit(position)
    } else {
      answer = byName[text] ?? byFold[FoldedText(text)] ?? .unknown
    }
    cache[raw] = answer
    return answer
  }
}

extension ImportProfile {
  /// This profile, where the names of its sheets are those of units with a sheet for each unit.
  ///
  /// Which units come is not the same in every file, so their names are no rule.
  func naming(sheetsOf study: Study) -> ImportProfile {
    var finder = UnitFinder(study.units)
    guard let sheets, !sheets.isEmpty,
      sheets.allSatisfy({ if case .unit = finder.find($0) { true } else { false } })
    else { return self }
    var profile = self
    profile.sheets = nil
    profile.hasSheetForEachUnit = true
    return profile
  }
}
