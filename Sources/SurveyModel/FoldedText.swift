internal import Foundation

/// A key under which spellings of one Vietnamese text are the same.
///
/// Case, spaces, punctuation, tone and vowel marks, composed and decomposed forms, and đ/Đ/Ð are
/// folded away: `Mức độ  HÀI LÒNG` and `muc do hai long` have one key. Two different texts may share
/// a key ("ma", "má"), so a match by key counts only where it is the only one.
public struct FoldedText: Hashable, Sendable {
  /// The folded text: lower-case ASCII letters, other letters and digits, one space between words.
  public let key: String

  /// Folds `text`.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public init(_ text: String) {
    var key = ""
    var pendingSpace = false
    for scalar in text.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .spacingMark, .format, .control:
        if scalar == "\t" || scalar == "\n" || scalar == "\r" { pendingSpace = true }
      case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter,
        .decimalNumber, .letterNumber, .otherNumber:
        if pendingSpace && !key.isEmpty { key.append(" ") }
        pendingSpace = false
        // đ has no decomposition; ð is what Ð (U+00D0), a frequent stand-in for Đ, becomes.
        key.unicodeScalars.append(scalar == "đ" || scalar == "ð" ? "d" : scalar)
      default:
        pendingSpace = true
      }
    }
    self.key = key
  }
}

extension String {
  /// The text in Unicode normalisation form C, in which everything is kept and compared.
  public var composed: String {
    // ASCII is composed already, and most fields are ASCII.
    utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
  }

  /// The text with each line ended by LF, so that the same words from a text and from a workbook,
  /// which knows no other end of a line, are the same.
  public var lineFed: String {
    utf8.contains(0x0D) ? replacing("\r\n", with: "\n").replacing("\r", with: "\n") : self
  }

  /// The text without blanks, no-break spaces, zero-width characters and line ends around it.
  public var trimmed: String {
    let dropped: (Unicode.Scalar) -> Bool = { scalar in
      scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
        || scalar == "\u{200C}" || scalar == "\u{200D}"
    }
    let scalars = unicodeScalars.drop(while: dropped)
    guard let last = scalars.lastIndex(where: { !dropped($0) }) else { return "" }
    return String(scalars[...last])
  }

  /// The text with control characters and marks that turn the direction of writing made visible, so
  /// that printing it does to a terminal nothing but print.
  public var printable: String {
    var text = ""
    for scalar in unicodeScalars {
      let turns =
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      text.unicodeScalars.append(
        scalar.properties.generalCategory == .control || turns ? "·" : scalar)
    }
    return text
  }
}
