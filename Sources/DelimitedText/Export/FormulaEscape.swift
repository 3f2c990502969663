/// Text that no spreadsheet takes for a formula, and the way back.
///
/// An apostrophe is put where a spreadsheet could begin to read a formula:
///
/// - before a cell whose first sign, behind blanks and signs without width, is one of `= + - @ | %`,
///   a full-width `＝ ＋ － ＠`, or a TAB, CR, LF or NUL, which spreadsheets strip;
/// - before each of `= + - @ | %` and the full-width signs that follows, perhaps behind blanks, a
///   delimiter (`, ; | TAB`), a quote or a line break inside the cell: a program that cuts the file
///   otherwise begins a cell there.
///
/// Where apostrophes stand in such a place already, there is one more. So the escape loses nothing:
/// ``unescaped(_:)`` takes one away in each place that has any.
///
/// Source: OWASP, *CSV Injection*; CWE-1236; ASVS 5.0, 1.2.10.
public enum FormulaEscape {
  /// The text with its apostrophes.
  ///
  /// - Complexity: O(*n*); a text without any of the signs is given back as it is.
  public static func escaped(_ text: String) -> String {
    guard mayHoldFormula(text) else { return text }
    let scalars = Array(text.unicodeScalars)
    let places = places(in: scalars)
    guard !places.isEmpty else { return text }
    var result = String.UnicodeScalarView()
    var next = 0
    for place in places {
      result.append(contentsOf: scalars[next..<place.lowerBound])
      result.append("'")
      next = place.lowerBound
    }
    result.append(contentsOf: scalars[next...])
    return String(result)
  }

  /// The text that ``escaped(_:)`` was given.
  ///
  /// Edge cases:
  /// - A place without an apostrophe, which somebody typed into the file, stays as it is.
  ///
  /// - Complexity: O(*n*).
  public static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "'")), mayHoldFormula(text) else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var next = 0
    for place in places(in: scalars) where !place.isEmpty {
      result.append(contentsOf: scalars[next..<place.lowerBound])
      next = place.lowerBound + 1
    }
    result.append(contentsOf: scalars[next...])
    return String(result)
  }

  /// The runs of apostrophes, perhaps of none, in the places where a formula could begin.
  ///
  /// One apostrophe more or less in a place changes no place, so both ways find the same.
  private static func places(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    let quotes = scalars.prefix { $0 == "'" }.count
    let first = scalars[quotes...].first { !isInvisible($0) }
    if let first, isSign(first) || isStripped(first) { places.append(0..<quotes) }
    // Where the apostrophes behind a delimiter begin; nil outside such a place.
    var start: Int?
    var isAtStart = false
    for (index, scalar) in scalars.enumerated() {
      if isAtStart {
        if scalar == "'" {
          start = start ?? index
          continue
        }
        if isSign(scalar) {
          places.append((start ?? index)..<index)
        } else if start == nil, isInvisible(scalar) {
          continue
        }
      }
      isAtStart = isDelimiter(scalar)
      start = nil
    }
    return places
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠": true
    default: false
    }
  }

  private static func isStripped(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || scalar == "\r" || scalar == "\n" || scalar == "\0"
  }

  private static func isDelimiter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ";", "|", "\"", "\t", "\r", "\n": true
    default: false
    }
  }

  /// Whether a program may pass over the sign before it looks for a formula.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if isStripped(scalar) { return false }
    if scalar.isASCII { return scalar.value <= 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  private static func mayHoldFormula(_ text: String) -> Bool {
    text.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
        UInt8(ascii: "|"), UInt8(ascii: "%"), 0x00, 0x09, 0x0A, 0x0D, 0xEF:
        true
      default: false
      }
    }
  }
}
