/// A number written out in decimal with a fixed number of decimals.
///
/// The shortest decimal form that identifies the number (its `description`) is rounded half away
/// from zero, so that 83.945 with two decimals is 83.95 as on paper, although the nearest binary
/// number lies a little below 83.945.
struct FixedPoint {
  /// Whether a minus sign belongs before the digits; never so for zero.
  let isNegative: Bool

  /// The digits before the decimal mark, at least one.
  let integer: String

  /// The digits after the decimal mark, as many as were asked for.
  let fraction: String

  /// The decimal form of a finite number.
  init(_ value: Double, digits: Int) {
    precondition(value.isFinite && digits >= 0, "only finite numbers have a decimal form")
    var (figures, point) = Self.figures(of: value.magnitude)
    if point < 0 {
      figures.insert(contentsOf: repeatElement(0, count: -point), at: 0)
      point = 0
    }
    let kept = point + digits
    if kept < figures.count {
      let roundsUp = figures[kept] >= 5
      figures.removeSubrange(kept...)
      if roundsUp { Self.increment(&figures, point: &point) }
    }
    figures.append(contentsOf: repeatElement(0, count: max(0, point + digits - figures.count)))
    let whole = figures[..<point].drop { $0 == 0 }
    isNegative = value < 0 && figures.contains { $0 != 0 }
    integer = whole.isEmpty ? "0" : Self.text(whole)
    fraction = Self.text(figures[point...])
  }

  /// The significant figures of a number, and how many of them stand before the decimal mark.
  private static func figures(of magnitude: Double) -> (figures: [Int], point: Int) {
    let parts = magnitude.description.split(separator: "e")
    let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    let sides = parts[0].split(separator: ".")
    return (sides.joined().compactMap(\.wholeNumberValue), sides[0].count + exponent)
  }

  /// Adds one to the last figure, with its carries.
  private static func increment(_ figures: inout [Int], point: inout Int) {
    var index = figures.count - 1
    while index >= 0, figures[index] == 9 {
      figures[index] = 0
      index -= 1
    }
    if index >= 0 {
      figures[index] += 1
    } else {
      figures.insert(1, at: 0)
      point += 1
    }
  }

  private static func text(_ figures: ArraySlice<Int>) -> String {
    figures.map(String.init).joined()
  }
}
