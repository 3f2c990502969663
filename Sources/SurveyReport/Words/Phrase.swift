import SurveyModel

/// A fixed wording of the reports, in both languages side by side.
struct Phrase: Hashable, Sendable {
  /// The Vietnamese wording.
  let vi: String

  /// The English wording.
  let en: String

  /// The wording in a language.
  func text(in language: Language) -> String {
    switch language {
    case .vietnamese: vi
    case .english: en
    }
  }
}
