/// A profile read as R reads it: by the cubic spline of Forsythe, Malcolm and Moler (1977), whose end
/// cubics fit the four outermost points, evaluated at three times as many even points, with straight
/// lines between them.
struct ProfileSpline {
  private let positions: [Double]
  private let heights: [Double]

  /// Makes the spline through at least four points, in ascending order of both coordinates.
  init?(knots: [Double], values: [Double]) {
    let count = knots.count
    guard count >= 4, let first = knots.first, let last = knots.last else { return nil }
    let gaps = (1..<count).map { knots[$0] - knots[$0 - 1] }
    let slopes = (1..<count).map { (values[$0] - values[$0 - 1]) / gaps[$0 - 1] }
    let bends = Self.bends(knots: knots, gaps: gaps, slopes: slopes)
    let pointCount = 3 * count
    var positions: [Double] = []
    var heights: [Double] = []
    var interval = 0
    for point in 0..<pointCount {
      let x = first + (last - first) * Double(point) / Double(pointCount - 1)
      while interval + 2 < count && x >= knots[interval + 1] { interval += 1 }
      let gap = gaps[interval]
      let offset = x - knots[interval]
      let linear = slopes[interval] - gap * (bends[interval + 1] + 2 * bends[interval])
      let cubic = (bends[interval + 1] - bends[interval]) / gap
      positions.append(x)
      heights.append(
        values[interval] + offset * (linear + offset * (3 * bends[interval] + offset * cubic)))
    }
    self.positions = positions
    self.heights = heights
  }

  /// The position at which the spline has a height; `nil` outside.
  func logOdds(at height: Double) -> Double? {
    guard let above = heights.firstIndex(where: { $0 >= height }), above > 0 else { return nil }
    let part = (height - heights[above - 1]) / (heights[above] - heights[above - 1])
    return positions[above - 1] + part * (positions[above] - positions[above - 1])
  }

  /// A sixth of the second derivatives at the knots, by elimination in a tridiagonal system.
  private static func bends(knots: [Double], gaps: [Double], slopes: [Double]) -> [Double] {
    let last = knots.count - 1
    var diagonal = (0...last).map { $0 == 0 || $0 == last ? 0 : 2 * (gaps[$0 - 1] + gaps[$0]) }
    var right = (0...last).map { $0 == 0 || $0 == last ? 0 : slopes[$0] - slopes[$0 - 1] }
    diagonal[0] = -gaps[0]
    diagonal[last] = -gaps[last - 1]
    let start =
      right[2] / (knots[3] - knots[1]) - right[1] / (knots[2] - knots[0])
    let end =
      right[last - 1] / (knots[last] - knots[last - 2])
      - right[last - 2] / (knots[last - 1] - knots[last - 3])
    right[0] = start * gaps[0] * gaps[0] / (knots[3] - knots[0])
    right[last] = -end * gaps[last - 1] * gaps[last - 1] / (knots[last] - knots[last - 3])
    for i in 1...last {
      let factor = gaps[i - 1] / diagonal[i - 1]
      diagonal[i] -= factor * gaps[i - 1]
      right[i] -= factor * right[i - 1]
    }
    right[last] /= diagonal[last]
    for i in (0..<last).reversed() {
      right[i] = (right[i] - gaps[i] * right[i + 1]) / diagonal[i]
    }
    return right
  }
}
