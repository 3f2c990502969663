/// Which units an estimate of reliability uses.
public enum ItemMissingPolicy: String, Hashable, Sendable, CaseIterable {
  /// Units that answered all items.
  case complete

  /// For each pair of items the units that answered both. The covariances then come from different
  /// people, and need not form a possible covariance matrix.
  case pairwise
}

/// Cronbach's alpha: how well the sum of items measures one thing.
///
/// With V the weighted covariance matrix of k items,
///
///     α = k/(k − 1) × (1 − Σ_i V_ii / Σ_ij V_ij)
///
/// (Cronbach 1951; `svycralpha` of R *survey*). It is an estimate for the population that the
/// weights stand for. α rises with the number of items; it is not a test of one dimension, and for
/// items of 0/1 it is Kuder and Richardson's formula 20.
public struct CronbachAlpha: Hashable, Sendable {
  /// α, at most 1; below 0 where items run against each other; NaN where the sum has no variance.
  public let value: Double

  /// α of the items scaled to variance 1: k r̄/(1 + (k − 1) r̄) with r̄ the mean correlation.
  public let standardised: Double

  /// For each item α of the others; empty with two items.
  public let withoutItem: [Double]

  /// For each item its correlation with the sum of the others.
  public let restCorrelations: [Double]

  /// The weighted covariance matrix of the items that all of this was made of.
  public let covariance: Matrix

  /// How many units answered all items; the whole of the sample under ``ItemMissingPolicy/complete``.
  public let completeCount: Int

  /// How many units with a positive weight answered some items but not all.
  ///
  /// Under ``ItemMissingPolicy/complete`` they are left out, and α is that of the others.
  public let partialCount: Int

  /// The linearised variable of α, for its standard error under a design; `nil` under
  /// ``ItemMissingPolicy/pairwise`` and where α is NaN.
  ///
  /// With eᵢⱼ the deviation of item j from its mean, T = Σ_j V_jj and S = Σ V:
  /// zᵢ = −k/(k − 1) × wᵢ n/(n − 1)/W × (Σ_j eᵢⱼ²/S − T (Σ_j eᵢⱼ)²/S²).
  public let variable: LinearisedVariable?

  /// Estimates α.
  ///
  /// - Parameters:
  ///   - items: One column per item, at least 2; NaN where a unit did not answer.
  ///   - weights: One weight per unit; units of weight 0 are left out.
  ///   - missing: Which units to use.
  /// - Complexity: O(*n* k²) for *n* units and k items.
  public init(items: [[Double]], weights: [Double], missing: ItemMissingPolicy = .complete) {
    precondition(items.count >= 2, "alpha needs at least two items")
    precondition(items.allSatisfy { $0.count == weights.count }, "one answer per item and unit")
    let used = weights.indices.filter { weights[$0] > 0 }
    let complete = used.filter { unit in items.allSatisfy { !$0[unit].isNaN } }
    completeCount = complete.count
    partialCount = used.count { unit in items.contains { !$0[unit].isNaN } } - complete.count
    switch missing {
    case .complete:
      covariance = Matrix.weightedCovariance(of: items, weights: weights, units: complete)
    case .pairwise:
      covariance = Matrix.pairwiseCovariance(of: items, weights: weights, units: used)
    }
    let matrix = covariance
    let all = Array(items.indices)
    value = Self.alpha(matrix)
    standardised = Self.alpha(matrix.correlations)
    withoutItem =
      items.count < 3
      ? [] : all.map { item in Self.alpha(matrix.restricted(to: all.filter { $0 != item })) }
    restCorrelations = all.map { item in
      let own = all.map { $0 == item ? 1.0 : 0 }
      let rest = own.map { 1 - $0 }
      return matrix.bilinearForm(own, rest)
        / (matrix[item, item] * matrix.quadraticForm(rest)).squareRoot()
    }
    variable =
      missing == .complete && value.isFinite
      ? Self.linearised(items, weights: weights, units: complete, covariance: matrix) : nil
  }

  private static func alpha(_ covariance: Matrix) -> Double {
    let count = Double(covariance.rows)
    let total = covariance.elements.reduce(0, +)
    guard total > 0 else { return .nan }
    return count / (count - 1) * (1 - covariance.diagonal.reduce(0, +) / total)
  }

  private static func linearised(
    _ items: [[Double]], weights: [Double], units: [Int], covariance: Matrix
  ) -> LinearisedVariable {
    let weightTotal = units.reduce(0) { $0 + weights[$1] }
    let means = items.map { item in
      units.reduce(0) { $0 + weights[$1] * item[$1] } / weightTotal
    }
    let size = Double(units.count)
    let count = Double(items.count)
    let trace = covariance.diagonal.reduce(0, +)
    let total = covariance.elements.reduce(0, +)
    let factor = -count / (count - 1) * size / (size - 1) / weightTotal
    let values = units.map { unit in
      let deviations = zip(items, means).map { $0[unit] - $1 }
      let squares = deviations.reduce(0) { $0 + $1 * $1 }
      let sum = deviations.reduce(0, +)
      return factor * weights[unit] * (squares / total - trace * sum * sum / (total * total))
    }
    return LinearisedVariable(units: units, values: values)
  }
}
