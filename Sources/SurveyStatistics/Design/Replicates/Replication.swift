/// Estimates under each set of replicate weights, and how they turn into a covariance.
struct Replication: Hashable, Sendable {
  /// One row per replicate and one column per estimate; NaN where an estimate does not exist.
  let values: Matrix
  let scale: Double
  let scales: [Double]
  let centre: ReplicateCentre

  /// The same replicates with other estimates.
  func replacing(_ values: Matrix) -> Replication {
    Replication(values: values, scale: scale, scales: scales, centre: centre)
  }

  /// s Σ_r s_r (θ_r − θ̄)(θ_r − θ̄)′.
  ///
  /// A replicate under which one of two estimates does not exist is left out of their covariance.
  ///
  /// - Parameter estimates: The full-sample estimates.
  /// - Returns: V; NaN for an estimate that no replicate gives.
  /// - Complexity: O(replicates × estimates²).
  func covariance(around estimates: [Double]) -> Matrix {
    let centres = estimates.indices.map { column in
      switch centre {
      case .fullSample: return estimates[column]
      case .replicateMean:
        let used = (0..<values.rows).filter { scales[$0] > 0 }
          .map { values[$0, column] }.filter { !$0.isNaN }
        return used.reduce(0, +) / Double(used.count)
      }
    }
    var result = Matrix(rows: estimates.count, columns: estimates.count)
    for i in estimates.indices {
      for j in 0...i {
        var sum = 0.0
        for row in 0..<values.rows {
          let product = (values[row, i] - centres[i]) * (values[row, j] - centres[j])
          if !product.isNaN { sum += scales[row] * product }
        }
        let isKnown = centres[i].isFinite && centres[j].isFinite
        result[i, j] = isKnown ? scale * sum : .nan
        result[j, i] = result[i, j]
      }
    }
    return result
  }

  /// The standard error that the replicates of one estimate show after a function of it.
  func standardError(
    at index: Int, estimate: Double, after function: (Double) -> Double
  ) -> Double {
    let column = (0..<values.rows).map { row in
      let value = function(values[row, index])
      return [value.isFinite ? value : .nan]
    }
    let variance = replacing(Matrix(column)).covariance(around: [function(estimate)])[0, 0]
    return variance.squareRoot()
  }
}
