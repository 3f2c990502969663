internal import SurveyModel

/// A list of names that is cut where it would be longer than anybody reads, and says so.
struct ShortList {
  let names: [String]
  let limit: Int

  /// - Parameters:
  ///   - names: All names.
  ///   - limit: How many are shown at most.
  init(_ names: [String], limit: Int) {
    self.names = names
    self.limit = limit
  }

  /// Whether names are left out.
  var isCut: Bool { names.count > limit }

  /// `a, b, c và 71 cột nữa`, with `noun` for what the names are names of.
  func text(_ noun: LocalizedText, in language: Language) -> String {
    let shown = names.prefix(limit).joined(separator: ", ")
    guard isCut else { return shown }
    let rest = language.grouped(names.count - limit)
    return language == .vietnamese
      ? "\(shown) và \(rest) \(noun.vietnamese) nữa" : "\(shown) and \(rest) more \(noun.english)"
  }
}
