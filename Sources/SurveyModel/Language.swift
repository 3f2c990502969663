/// A language of reports and messages.
public enum Language: String, Sendable, Hashable, CaseIterable {
  /// Vietnamese, the language of the reports' readers.
  case vietnamese = "vi"
  /// English.
  case english = "en"
}
