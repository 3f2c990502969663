internal import SurveyModel

/// A constraint of an XLSForm that is a range: `. >= 0 and . <= 10`, `. > date('2024-01-01')`.
struct RangeExpression: Hashable {
  private(set) var lower: Bound?
  private(set) var upper: Bound?

  /// One end of a range.
  struct Bound: Hashable {
    var text: String
    var isIncluded: Bool
  }

  /// Reads a constraint; nil where it says more than two bounds do.
  init?(_ text: String) {
    for part in text.split(separator: " and ") {
      let squeezed = part.filter { !$0.isWhitespace }
      guard
        let match = squeezed.wholeMatch(
          of: /\(?\.(>=|<=|>|<)(?:date\()?['"‘]?([-0-9.\/]+)['"’]?\)*/)
      else { return nil }
      let bound = Bound(text: String(match.2), isIncluded: match.1.count == 2)
      if match.1.hasPrefix(">") {
        guard lower == nil else { return nil }
        lower = bound
      } else {
        guard upper == nil else { return nil }
        upper = bound
      }
    }
  }

  /// The range of a number; nil where a bound is no number, or left out of the range of a fraction.
  func numbers(isInteger: Bool) -> (minimum: Double?, maximum: Double?)? {
    guard let minimum = RangeExpression.number(lower, isInteger: isInteger, step: 1),
      let maximum = RangeExpression.number(upper, isInteger: isInteger, step: -1)
    else { return nil }
    return (minimum, maximum)
  }

  /// The range of a day; nil where a bound is no day, or left out of the range.
  func days() -> (minimum: CalendarDay?, maximum: CalendarDay?)? {
    guard let minimum = RangeExpression.day(lower), let maximum = RangeExpression.day(upper)
    else { return nil }
    return (minimum, maximum)
  }

  private static func number(_ bound: Bound?, isInteger: Bool, step: Double) -> Double?? {
    guard let bound else { return .some(nil) }
    guard let number = Double(bound.text), bound.isIncluded || isInteger else { return nil }
    return bound.isIncluded ? number : number + step
  }

  private static func day(_ bound: Bound?) -> CalendarDay?? {
    guard let bound else { return .some(nil) }
    guard bound.isIncluded, let day = CalendarDay(bound.text) else { return nil }
    return day
  }
}
