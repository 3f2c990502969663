/// How far calibrated weights may go.
public enum CalibrationBounds: Hashable, Sendable {
  /// As far as the calibration function takes them.
  case none

  /// The ratio g = w/d of each weight to the one before lies within the bounds.
  case ratio(ClosedRange<Double>)

  /// The weight itself lies within the bounds (R *survey*'s `bounds.const = TRUE`).
  case weight(ClosedRange<Double>)

  /// The bounds on the ratio for a unit of weight d.
  func ratio(forWeight weight: Double) -> ClosedRange<Double> {
    switch self {
    case .none:
      return -.infinity ... .infinity
    case .ratio(let bounds):
      return bounds
    case .weight(let bounds):
      guard weight > 0 else { return -.infinity ... .infinity }
      return bounds.lowerBound / weight...bounds.upperBound / weight
    }
  }

  /// The bounds as given; unbounded for none.
  var given: ClosedRange<Double> {
    switch self {
    case .none: -.infinity ... .infinity
    case .ratio(let bounds), .weight(let bounds): bounds
    }
  }
}
