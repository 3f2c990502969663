extension Matrix {
  /// The weighted covariance matrix of columns: n/(n − 1) × Σ wᵢ(xᵢ − x̄)(xᵢ − x̄)′/Σ wᵢ over the n
  /// units without a missing value (`svyvar` of R *survey*).
  ///
  /// Unlike that it is summed by deviations from the weighted means, so a large constant does not
  /// cost digits. NaN with fewer than two units.
  ///
  /// - Parameters:
  ///   - columns: One value per unit in each; NaN where it is missing.
  ///   - weights: One weight per unit; units of weight 0 are left out.
  /// - Returns: One row and column per column.
  /// - Complexity: O(*n* k²).
  public static func weightedCovariance(of columns: [[Double]], weights: [Double]) -> Matrix {
    precondition(columns.allSatisfy { $0.count == weights.count }, "one value per column and unit")
    return weightedCovariance(
      of: columns, weights: weights,
      units: weights.indices.filter { unit in
        weights[unit] > 0 && columns.allSatisfy { !$0[unit].isNaN }
      })
  }

  /// The same over given units, none of them with a missing value.
  static func weightedCovariance(
    of columns: [[Double]], weights: [Double], units: [Int]
  ) -> Matrix {
    let size = Double(units.count)
    guard size > 1 else {
      return Matrix(rows: columns.count, columns: columns.count, repeating: .nan)
    }
    let total = units.reduce(0) { $0 + weights[$1] }
    let centred = columns.map { column in
      let mean = units.reduce(0) { $0 + weights[$1] * column[$1] } / total
      return units.map { column[$0] - mean }
    }
    let scales = units.map { weights[$0] / total * size / (size - 1) }
    var result = Matrix(rows: columns.count, columns: columns.count)
    for i in columns.indices {
      let scaled = zip(centred[i], scales).map { $0 * $1 }
      for j in i..<columns.count {
        result[i, j] = zip(scaled, centred[j]).reduce(0) { $0 + $1.0 * $1.1 }
        result[j, i] = result[i, j]
      }
    }
    return result
  }

  /// The covariance of each pair of columns over the units that have both values.
  static func pairwiseCovariance(
    of columns: [[Double]], weights: [Double], units: [Int]
  ) -> Matrix {
    var result = Matrix(rows: columns.count, columns: columns.count)
    for i in columns.indices {
      for j in i..<columns.count {
        let both = units.filter { !columns[i][$0].isNaN && !columns[j][$0].isNaN }
        let pair = weightedCovariance(of: [columns[i], columns[j]], weights: weights, units: both)
        result[i, j] = pair[0, 1]
        result[j, i] = pair[0, 1]
      }
    }
    return result
  }

  /// The correlations that a covariance matrix stands for; NaN where a variance is 0.
  var correlations: Matrix {
    var result = Matrix(rows: rows, columns: rows, repeating: 1)
    for i in 0..<rows {
      for j in 0..<rows {
        let scale = (self[i, i] * self[j, j]).squareRoot()
        if i != j || !(scale > 0) { result[i, j] = scale > 0 ? self[i, j] / scale : .nan }
      }
    }
    return result
  }
}
