/// By how much a weight changes: g = F(u), where u = x′λ/v of a unit's auxiliary variables x.
///
/// F(0) = F′(0) = 1 and F increases, so that no change is wanted without a reason. Which F is a
/// choice of the distance between old and new weights that is made as small as possible (Deville
/// and Särndal 1992); the equations and the way to solve them are the same for all.
///
/// All lead to the same variance to first order. They differ in the weights that they permit.
public struct CalibrationFunction: Sendable {
  /// What the function is called.
  public let name: String

  /// F(u), held within the bounds.
  public let adjustment: @Sendable (_ u: Double, _ bounds: ClosedRange<Double>) -> Double

  /// F′(u), 0 where a bound holds F.
  public let derivative: @Sendable (_ u: Double, _ bounds: ClosedRange<Double>) -> Double

  /// What F can be without bounds.
  public let range: ClosedRange<Double>

  /// Whether the bounds must lie on both sides of 1 and be finite.
  public let needsBounds: Bool

  /// Makes a calibration function.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - range: What F can be without bounds.
  ///   - needsBounds: Whether the bounds must lie on both sides of 1 and be finite.
  ///   - adjustment: F(u) within bounds.
  ///   - derivative: F′(u) within bounds.
  public init(
    name: String, range: ClosedRange<Double> = -.infinity ... .infinity, needsBounds: Bool = false,
    adjustment: @escaping @Sendable (Double, ClosedRange<Double>) -> Double,
    derivative: @escaping @Sendable (Double, ClosedRange<Double>) -> Double
  ) {
    self.name = name
    self.range = range
    self.needsBounds = needsBounds
    self.adjustment = adjustment
    self.derivative = derivative
  }
}

extension CalibrationFunction {
  /// F(u) = 1 + u, cut off at the bounds: the generalised regression estimator (GREG).
  ///
  /// Unbounded, its solution is closed, and weights may be negative.
  public static let linear = CalibrationFunction(
    name: "linear", adjustment: { u, bounds in clamp(1 + u, to: bounds) },
    derivative: { u, bounds in isInside(1 + u, bounds) ? 1 : 0 })

  /// F(u) = exp u, cut off at the bounds: raking by the calibration equations.
  ///
  /// Weights stay positive. For classifications alone these are the weights that raking by cells
  /// converges to.
  public static let exponential = CalibrationFunction(
    name: "exponential", range: 0 ... .infinity,
    adjustment: { u, bounds in clamp(Libm.exponential(u), to: bounds) },
    derivative: { u, bounds in
      let value = Libm.exponential(u)
      return isInside(value, bounds) ? value : 0
    })

  /// The logit between bounds L < 1 < U, which it comes near and never meets.
  ///
  /// F(u) = (L(U − 1) + U(1 − L)e^(Au)) / (U − 1 + (1 − L)e^(Au)) with A = (U − L)/((1 − L)(U − 1)).
  public static let logit = CalibrationFunction(
    name: "logit", needsBounds: true,
    adjustment: { u, bounds in
      let (low, high) = (bounds.lowerBound, bounds.upperBound)
      let share = logisticShare(u, bounds)
      return low + (high - low) * share
    },
    derivative: { u, bounds in
      let (low, high) = (bounds.lowerBound, bounds.upperBound)
      let share = logisticShare(u, bounds)
      return (high - low) * (high - low) / ((1 - low) * (high - 1)) * share * (1 - share)
    })

  private static func clamp(_ value: Double, to bounds: ClosedRange<Double>) -> Double {
    min(max(value, bounds.lowerBound), bounds.upperBound)
  }

  private static func isInside(_ value: Double, _ bounds: ClosedRange<Double>) -> Bool {
    value > bounds.lowerBound && value < bounds.upperBound
  }

  /// (F − L)/(U − L) = (1 − L)e^(Au) / (U − 1 + (1 − L)e^(Au)), without overflow.
  private static func logisticShare(_ u: Double, _ bounds: ClosedRange<Double>) -> Double {
    let (low, high) = (bounds.lowerBound, bounds.upperBound)
    let power = (high - low) / ((1 - low) * (high - 1)) * u
    guard power > 0 else {
      let part = (1 - low) * Libm.exponential(power)
      return part / (high - 1 + part)
    }
    return (1 - low) / ((high - 1) * Libm.exponential(-power) + 1 - low)
  }
}
