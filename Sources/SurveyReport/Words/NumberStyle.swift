public import SurveyModel

/// How numbers are written in a report of one language.
///
/// Vietnamese writes 1.234,5 and English 1,234.5. Decimals are fixed by the caller, rounding is
/// half away from zero on the decimal form, the minus sign is U+2212, and zero has no sign.
public struct NumberStyle: Hashable, Sendable {
  /// The language whose marks are used.
  public let language: Language

  /// The style of a language.
  public init(_ language: Language) { self.language = language }

  /// The mark before the decimals.
  private var decimalMark: String {
    switch language {
    case .vietnamese: ","
    case .english: "."
    }
  }

  /// The mark between groups of three digits.
  private var groupMark: String {
    switch language {
    case .vietnamese: "."
    case .english: ","
    }
  }

  /// A number with a fixed number of decimals.
  ///
  /// Edge cases:
  /// - A value that is not finite is written `[x]`, as in tables.
  public func string(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return Legend.unavailable }
    let number = FixedPoint(value, digits: digits)
    let sign = number.isNegative ? "\u{2212}" : ""
    let decimals = number.fraction.isEmpty ? "" : decimalMark + number.fraction
    return sign + grouped(number.integer) + decimals
  }

  /// An interval: `81,2–86,7`, or with a word between the bounds where one has a minus sign.
  public func string(lower: Double, upper: Double, digits: Int) -> String {
    guard lower.isFinite, upper.isFinite else { return Legend.unavailable }
    let bounds = [string(lower, digits: digits), string(upper, digits: digits)]
    let isSigned = bounds.contains { $0.hasPrefix("\u{2212}") }
    return bounds.joined(separator: isSigned ? " \(LocalizedText.to[language]) " : "–")
  }

  /// A cell in words, with the markers of `legend` where there is no value.
  func string(_ cell: Cell, legend: Legend) -> String {
    switch cell.resolved {
    case .text(let text): text
    case .number(let value, let digits): string(value ?? .nan, digits: digits)
    case .interval(let lower, let upper, let digits):
      string(lower: lower, upper: upper, digits: digits)
    case .suppressed: Legend.suppressed
    case .notAvailable(let reason): legend.marker(for: reason)
    }
  }

  private func grouped(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result += groupMark }
      result.append(digit)
    }
    return result
  }
}
