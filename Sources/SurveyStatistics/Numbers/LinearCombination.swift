/// Coefficients of a few values among many: a contrast, or a row of a Jacobian.
public struct LinearCombination: Hashable, Sendable {
  /// The values that have a coefficient, in ascending order.
  public let indices: [Int]

  /// The coefficient of each of them.
  public let coefficients: [Double]

  /// Makes a combination of the values at `indices`, which ascend.
  public init(indices: [Int], coefficients: [Double]) {
    precondition(indices.count == coefficients.count, "a combination has a coefficient per value")
    precondition(zip(indices, indices.dropFirst()).allSatisfy { $0 < $1 }, "the indices ascend")
    self.indices = indices
    self.coefficients = coefficients
  }

  /// Makes a combination of one coefficient per value, those of 0 left out.
  public init(_ dense: [Double]) {
    indices = dense.indices.filter { dense[$0] != 0 }
    coefficients = dense.filter { $0 != 0 }
  }

  /// Σ cᵢ xᵢ; a value without coefficient may be NaN.
  ///
  /// - Complexity: O(coefficients).
  public func value(of values: [Double]) -> Double {
    zip(indices, coefficients).reduce(0) { $0 + $1.1 * values[$1.0] }
  }
}

extension Matrix {
  /// CMC′: the covariance of linear combinations of values that have this covariance.
  ///
  /// - Parameter combinations: The rows of C; what has no coefficient is left out, even NaN.
  /// - Returns: One row and column per combination. A combination of one value with coefficient 1
  ///   keeps its variance and covariances bit for bit.
  /// - Complexity: O(*rows*·*c* + *r*·*c*) for *c* coefficients in *r* combinations together.
  public func covariance(of combinations: [LinearCombination]) -> Matrix {
    precondition(rows == columns, "a covariance is square")
    // Flat, so that the inner loop touches no other arrays.
    let indices = combinations.flatMap(\.indices)
    let coefficients = combinations.flatMap(\.coefficients)
    precondition(indices.allSatisfy { $0 < rows }, "combinations are of the values")
    var ends: [Int] = []
    for combination in combinations { ends.append((ends.last ?? 0) + combination.indices.count) }
    var result = Matrix(rows: combinations.count, columns: combinations.count)
    for (i, combination) in combinations.enumerated() {
      var product = [Double](repeating: 0, count: columns)
      for (index, coefficient) in zip(combination.indices, combination.coefficients) {
        for j in 0..<columns { product[j] += coefficient * self[index, j] }
      }
      var place = 0
      for j in 0...i {
        var sum = 0.0
        while place < ends[j] {
          sum += coefficients[place] * product[indices[place]]
          place += 1
        }
        result[i, j] = sum
        result[j, i] = sum
      }
    }
    return result
  }
}
