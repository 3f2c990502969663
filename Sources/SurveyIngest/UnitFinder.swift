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
  /// By code without the zeros before its numbers, the codes.
  private let byBareCode: [String: [String]]

  init(_ registry: UnitRegistry) {
    self.registry = registry
    byBareCode = Dictionary(grouping: registry.units.map(\.code), by: UnitFinder.withoutZeros)
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

  /// The code that a text was before it lost zeros, as `T1` of `T01`; nil where that may be several or none.
  func restoredCode(of text: String) -> String? {
    guard text.contains(where: { $0.isASCII && $0.isNumber }) else { return nil }
    let longer = (byBareCode[UnitFinder.withoutZeros(text)] ?? []).filter { $0.count > text.count }
    return longer.count == 1 ? longer[0] : nil
  }

  /// A code without the zeros before its numbers: `T1` of `T01`.
  private static func withoutZeros(_ code: String) -> String {
    var bare = ""
    var isInNumber = false
    let characters = Array(code)
    for (place, character) in characters.enumerated() {
      let isDigit = character.isASCII && character.isNumber
      let isLast =
        place + 1 == characters.count
        || !(characters[place + 1].isASCII && characters[place + 1].isNumber)
      if character == "0", !isInNumber, !isLast { continue }
      isInNumber = isDigit
      bare.append(character)
    }
    return bare
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
