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
  private let names: UnitNames

  /// Names are looked for among the units in force on `day`, and among the others only where none of
  /// these bears it.
  init(_ registry: UnitRegistry, on day: CalendarDay?) {
    self.registry = registry
    byBareCode = Dictionary(grouping: registry.units.map(\.code), by: UnitFinder.withoutZeros)
    names = UnitNames(registry, on: day)
    for isInForce in [true, false] { take(registry, isInForce: isInForce, on: day) }
  }

  private mutating func take(_ registry: UnitRegistry, isInForce: Bool, on day: CalendarDay?) {
    let (names, folds) = (byName, byFold)
    for (position, unit) in registry.units.enumerated() where unit.isInForce(on: day) == isInForce {
      let name = unit.name.composed
      let fold = FoldedText(name)
      if names[name] == nil {
        byName[name] = byName[name] == nil ? .unit(position) : .ambiguous
      }
      if folds[fold] == nil {
        byFold[fold] = byFold[fold] == nil ? .unit(position) : .ambiguous
      }
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

  /// The unit of which a text is the name without its kind, or with the kind abbreviated; nil where that is
  /// none or several.
  func unitWithoutKind(_ text: String) -> AdministrativeUnit? {
    names.position(of: text).map { registry.units[$0] }
  }

  /// The name of the unit that a text is most like.
  func nearest(to text: String) -> String? {
    names.nearest(to: text).map { registry.units[$0].name }
  }

  /// Whether a text names one unit, whatever it says of the unit's kind.
  mutating func names(_ text: String) -> Bool {
    if case .unit = find(text) { return true }
    return find(text) == .unknown && unitWithoutKind(text) != nil
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
    var finder = UnitFinder(study.units, on: study.referenceDate)
    guard let sheets, !sheets.isEmpty,
      sheets.allSatisfy({ finder.names($0) })
    else { return self }
    var profile = self
    profile.sheets = nil
    profile.hasSheetForEachUnit = true
    return profile
  }
}
