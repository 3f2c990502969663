extension DotWhiskerChart {
  /// What is drawn for one unit.
  public enum Mark: Hashable, Sendable {
    /// A dot, and a whisker as far as there are bounds; without bounds there is the dot alone.
    case estimate(Double, lower: Double? = nil, upper: Double? = nil)

    /// No dot: the value is withheld to protect respondents.
    case suppressed

    /// No dot: the value could not be computed; an empty reason gives no explanation.
    case notAvailable(reason: String)

    /// The mark itself, or ``suppressed`` in its place where `isWithheld`.
    public func suppressed(when isWithheld: Bool) -> Mark { isWithheld ? .suppressed : self }

    /// The mark as the cell of a table: the estimate alone, or the marker in its place.
    func cell(digits: Int) -> Cell {
      switch self {
      case .estimate(let value, _, _): Cell.number(value, digits: digits).resolved
      case .suppressed: .suppressed
      case .notAvailable(let reason): .notAvailable(reason: reason)
      }
    }

    /// The bounds as the cell of a table; a missing bound is the estimate itself.
    func intervalCell(digits: Int) -> Cell {
      guard case .estimate(let value, let lower, let upper) = self, value.isFinite else {
        return cell(digits: digits)
      }
      guard lower != nil || upper != nil else { return .notAvailable(reason: "") }
      return Cell.interval(lower: lower ?? value, upper: upper ?? value, digits: digits).resolved
    }

    /// The ends of the whisker and the place of the dot, where there is something to draw.
    var drawn: (lower: Double, value: Double, upper: Double)? {
      guard case .estimate(let value, let lower, let upper) = self, value.isFinite else {
        return nil
      }
      return (lower ?? value, value, upper ?? value)
    }
  }
}

extension NumberStyle {
  /// A mark in words: the estimate, and its interval in brackets.
  func string(_ mark: DotWhiskerChart.Mark, digits: Int, legend: Legend) -> String {
    let value = string(mark.cell(digits: digits), legend: legend)
    let interval = mark.intervalCell(digits: digits)
    guard mark.drawn != nil, interval.isShown else { return value }
    return value + " (" + string(interval, legend: legend) + ")"
  }
}
