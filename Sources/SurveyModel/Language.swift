/// A language in which findings and reports are written.
///
/// The raw value is the BCP 47 tag, as in `<html lang="vi">` and in a study file.
public enum Language: String, Hashable, Sendable, CaseIterable {
  /// Vietnamese: decimal comma, digits grouped with a point.
  case vietnamese = "vi"

  /// English: decimal point, digits grouped with a comma.
  case english = "en"
}
