extension Estimates {
  /// Functions of the estimates whose covariance is that of the functions' own replicates, in place
  /// of the delta method (`svycontrast` of R *survey* on results with `return.replicates = TRUE`).
  ///
  /// - Parameter function: The functions of the estimates.
  /// - Returns: One estimate per function; `nil` for estimates without replicates.
  /// - Complexity: One evaluation for each replicate and function.
  public func replicated(
    _ function: ([DifferentiableNumber]) -> [DifferentiableNumber]
  ) -> Estimates? {
    let delta = transformed(function)
    guard let replication = delta.replication else { return nil }
    return Estimates(
      values: delta.values, covariance: replication.covariance(around: delta.values),
      variables: delta.variables, degreesOfFreedom: delta.degreesOfFreedom,
      sampleSizes: delta.sampleSizes, weightTotals: delta.weightTotals,
      replication: replication, unitCount: unitCount)
  }

  /// The standard error of a share that its replicates show on the scale of log-odds, brought back to
  /// that of the share; `nil` for estimates without replicates.
  func replicatedLogitError(at index: Int) -> Double? {
    let share = values[index]
    guard let replication, share > 0, share < 1 else { return nil }
    let error = replication.standardError(at: index, estimate: share) {
      Libm.naturalLog($0) - Libm.naturalLog(onePlus: -$0)
    }
    return error * share * (1 - share)
  }
}
