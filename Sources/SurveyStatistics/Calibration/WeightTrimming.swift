/// How often trimming goes on.
public enum TrimmingRepetition: String, Hashable, Sendable, CaseIterable {
  /// Once: what is cut off may lift other weights beyond the limits (`strict = FALSE` in R).
  case once

  /// Until no weight is beyond the limits (`strict = TRUE` in R).
  case untilInside
}

extension SampleDesign {
  /// The design with weights cut off at limits, their sum kept and control totals not.
  ///
  /// What was cut off is shared equally by the units within the limits, as `trimWeights` of R
  /// *survey* does. The design's ``adjustments`` stay as they are: variances are those of the
  /// calibration before, with the trimmed weights (so in R). To keep the control totals use
  /// ``Calibration/trimmed(to:)``.
  ///
  /// Edge cases: weights of 0 stay 0, where R lifts them to the lower limit.
  ///
  /// - Parameters:
  ///   - limits: The limits, either of which may be infinite.
  ///   - repetition: Once, or until no weight is beyond the limits.
  /// - Returns: The design.
  /// - Throws: ``CalibrationError/trimmingImpossible(lower:upper:mean:)`` where the mean weight is
  ///   beyond the limits, or no unit is left to share with.
  public func trimmed(
    to limits: ClosedRange<Double>, repeating repetition: TrimmingRepetition = .once
  ) throws(CalibrationError) -> SampleDesign {
    let result = try Self.trimmed(weights, to: limits, repeating: repetition)
    do {
      return try replacing(weights: result)
    } catch {
      throw .unusableWeights(error)
    }
  }

  /// Weights cut off at limits, their sum kept; for replicates too.
  ///
  /// - Parameters:
  ///   - weights: The weights.
  ///   - limits: The limits, either of which may be infinite.
  ///   - repetition: Once, or until no weight is beyond the limits.
  /// - Returns: The weights after trimming.
  /// - Throws: As ``trimmed(to:repeating:)``.
  public static func trimmed(
    _ weights: [Double], to limits: ClosedRange<Double>, repeating repetition: TrimmingRepetition
  ) throws(CalibrationError) -> [Double] {
    let used = weights.indices.filter { weights[$0] != 0 }
    let mean = used.reduce(0) { $0 + weights[$1] } / Double(used.count)
    var result = weights
    // Each pass cuts off no more than the last one shared out, so it ends; rounding ends it sooner.
    for _ in 0..<10_000 {
      let outside = used.filter { !limits.contains(result[$0]) }
      if outside.isEmpty { return result }
      let insideCount = used.count - outside.count
      guard insideCount > 0, repetition == .once || limits.contains(mean) else { break }
      var excess = 0.0
      for unit in outside {
        let cut = min(max(result[unit], limits.lowerBound), limits.upperBound)
        excess += result[unit] - cut
        result[unit] = cut
      }
      let isOutside = Set(outside)
      let share = excess / Double(insideCount)
      for unit in used where !isOutside.contains(unit) { result[unit] += share }
      if repetition == .once { return result }
      if share.magnitude <= 1e-15 * mean {
        return result.map { $0 == 0 ? 0 : min(max($0, limits.lowerBound), limits.upperBound) }
      }
    }
    throw .trimmingImpossible(
      lower: limits.lowerBound, upper: limits.upperBound, mean: mean)
  }
}
