/// Round values along a scale: multiples of 1, 2 or 5 times a power of ten.
struct AxisTicks: Hashable, Sendable {
  /// The values, ascending, all within the scale.
  let values: [Double]

  /// The number of decimals that tells neighbouring values apart.
  let digits: Int

  /// The ticks of a scale, with at most `intervals` steps between its ends.
  init(_ scale: ClosedRange<Double>, intervals: Int = 6) {
    let span = scale.upperBound - scale.lowerBound
    var magnitude = 1.0
    var digits = 0
    while magnitude * 10 < span / Double(intervals) { magnitude *= 10 }
    while magnitude > span / Double(intervals), digits < 12 {
      magnitude /= 10
      digits += 1
    }
    let step = [1, 2, 5, 10].map { $0 * magnitude }.first { span / $0 <= Double(intervals) }
    self.digits = (step ?? magnitude) >= magnitude * 10 ? max(0, digits - 1) : digits
    values = Self.multiples(of: step ?? magnitude * 10, in: scale)
  }

  private static func multiples(of step: Double, in scale: ClosedRange<Double>) -> [Double] {
    let first = (scale.lowerBound / step - 1e-9).rounded(.up)
    let last = (scale.upperBound / step + 1e-9).rounded(.down)
    // Multiplied out, not added up, so that the error of one step does not grow.
    return stride(from: first, through: last, by: 1).map {
      min(max($0 * step, scale.lowerBound), scale.upperBound)
    }
  }
}
