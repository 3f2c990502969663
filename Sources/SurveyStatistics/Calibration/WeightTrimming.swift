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
  /// Edge cases, where R gives other or no answers:
  /// - Weights of 0 stay 0; R lifts them to the lower limit.
  /// - Where every weight is beyond the limits, those at the far limit take what was cut off.
  ///
  /// - Parameters:
  ///   - limits: The limits, either of which may be infinite.
  ///   - repetition: Once, or until no weight is beyond the limits.
  /// - Returns: The design.
  /// - Throws: ``CalibrationError/trimmingImpossible(lower:upper:mean:)`` where the mean weight is
  ///   beyond the limits and trimming goes on until no weight is.
  /// - Complexity: O(*n*) for each round of trimming; one round where what was cut is not cut again.
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
  /// - Complexity: O(*n*) for each round of trimming; one round where what was cut is not cut again.
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
      guard repetition == .once || limits.contains(mean) else { break }
      let excess = outside.reduce(0) { $0 + result[$1] - clamp(result[$1], to: limits) }
      let isOutside = Set(outside)
      var receivers = used.filter { !isOutside.contains($0) }
      if receivers.isEmpty {
        // All were cut: those take the rest that were cut at the far limit.
        receivers = used.filter { excess > 0 ? result[$0] < mean : result[$0] > mean }
      }
      guard !receivers.isEmpty else { break }
      for unit in outside { result[unit] = clamp(result[unit], to: limits) }
      let share = excess / Double(receivers.count)
      for unit in receivers { result[unit] += share }
      if repetition == .once { return result }
      if share.magnitude <= 1e-15 * mean {
        return result.map { $0 == 0 ? 0 : clamp($0, to: limits) }
      }
    }
    throw .trimmingImpossible(
      lower: limits.lowerBound, upper: limits.upperBound, mean: mean)
  }
}

private func clamp(_ weight: Double, to limits: ClosedRange<Double>) -> Double {
  min(max(weight, limits.lowerBound), limits.upperBound)
}
