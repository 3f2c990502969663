/// What one place of a table, or one key figure, says.
///
/// A withheld or missing value is a case of its own, without a number in it: it is printed as a
/// marker (`[c]`, `[x]`) and explained below the table, never shown as a blank or a zero.
public enum Cell: Hashable, Sendable {
  /// Words, codes, or numbers that are names (years, unit codes).
  case text(String)

  /// A number shown with `digits` decimals; `nil` and values that are not finite are not available.
  case number(Double?, digits: Int)

  /// An interval shown with `digits` decimals; a bound that is not finite makes it not available.
  case interval(lower: Double, upper: Double, digits: Int)

  /// A value withheld to protect respondents, shown as `[c]`.
  case suppressed

  /// A value that could not be computed, shown as `[x]`; an empty reason gives no explanation.
  case notAvailable(reason: String)

  /// The cell itself, or ``suppressed`` in its place where `isWithheld`.
  public func suppressed(when isWithheld: Bool) -> Cell { isWithheld ? .suppressed : self }

  /// The cell with every number that cannot be printed turned into ``notAvailable(reason:)``.
  var resolved: Cell {
    switch self {
    case .number(let value, _):
      value?.isFinite == true ? self : .notAvailable(reason: "")
    case .interval(let lower, let upper, _):
      lower.isFinite && upper.isFinite ? self : .notAvailable(reason: "")
    case .text, .suppressed, .notAvailable: self
    }
  }

  /// Whether the cell says something besides a marker.
  var isShown: Bool {
    switch resolved {
    case .text, .number, .interval: true
    case .suppressed, .notAvailable: false
    }
  }
}
