/// Why an answer is missing.
///
/// In a closed column a missing answer is one byte, ``code``, above every option index.
public enum MissingKind: String, Sendable, Hashable, CaseIterable {
  /// The field is empty though the item was asked.
  case blank
  /// The respondent would not say.
  case refused
  /// The respondent does not know.
  case dontKnow = "dont-know"
  /// The item was not asked, by a skip rule or by a code that says so.
  case notApplicable = "not-applicable"
  /// The field held something that is no answer to the item.
  case invalid

  /// The byte that stands for this kind in a closed column.
  public var code: UInt8 {
    switch self {
    case .blank: 255
    case .refused: 254
    case .dontKnow: 253
    case .notApplicable: 252
    case .invalid: 251
    }
  }

  /// The most options that a closed item may have, so that no option's byte is a missing kind's.
  public static let maximumOptionCount = 250

  /// The kind that `code` stands for, or nil where it is the index of an option.
  public init?(code: UInt8) {
    switch code {
    case 255: self = .blank
    case 254: self = .refused
    case 253: self = .dontKnow
    case 252: self = .notApplicable
    case 251: self = .invalid
    default: return nil
    }
  }
}
