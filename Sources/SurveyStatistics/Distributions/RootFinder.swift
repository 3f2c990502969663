/// Newton's method, kept inside a bracket by bisection.
enum RootFinder {
  /// The root of an increasing function.
  ///
  /// - Parameters:
  ///   - low: A point where the function is not above 0.
  ///   - high: A point where the function is not below 0.
  ///   - start: Where to begin, if it lies between the two.
  ///   - function: The value and the slope at a point.
  /// - Returns: The root, to about the last digit.
  static func increasing(
    from low: Double, to high: Double, start: Double,
    of function: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    var low = low
    var high = high
    var x = start > low && start < high ? start : 0.5 * (low + high)
    for _ in 0..<300 {
      let (value, slope) = function(x)
      if value == 0 { break }
      if value < 0 { low = x } else { high = x }
      let newton = x - value / slope
      let next = newton > low && newton < high ? newton : 0.5 * (low + high)
      let isSettled = (next - x).magnitude <= 1e-16 * x.magnitude
      x = next
      if isSettled { break }
    }
    return x
  }
}
