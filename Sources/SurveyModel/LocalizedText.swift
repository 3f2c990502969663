/// A text in Vietnamese and in English.
public struct LocalizedText: Hashable, Sendable, Codable {
  /// The Vietnamese text.
  public var vietnamese: String
  /// The English text.
  public var english: String

  /// Makes a text from its two versions.
  public init(vi vietnamese: String, en english: String) {
    self.vietnamese = vietnamese
    self.english = english
  }

  /// Makes a text that reads the same in both languages.
  public init(_ both: String) {
    self.init(vi: both, en: both)
  }

  /// The text in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .vietnamese: vietnamese
    case .english: english
    }
  }
}
