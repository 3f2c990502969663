extension Estimates {
  /// A linear combination of the estimates, with its standard error.
  ///
  /// - Parameter coefficients: One coefficient per estimate; an estimate with coefficient 0 may be
  ///   NaN.
  /// - Returns: Σ cᵢ θᵢ and √(c′Vc); NaN where an estimate that has a coefficient does not exist.
  /// - Complexity: O(estimates²).
  public func contrast(_ coefficients: [Double]) -> (value: Double, standardError: Double) {
    precondition(coefficients.count == values.count, "a contrast has one coefficient per estimate")
    let value = zip(coefficients, values).reduce(0) { $1.0 == 0 ? $0 : $0 + $1.0 * $1.1 }
    let variance = covariance.quadraticForm(coefficients)
    // `max(0, NaN)` is 0, and what does not exist has no standard error.
    return (value, variance.isNaN ? .nan : max(0, variance).squareRoot())
  }

  /// Linear combinations of the estimates, with the covariance of all of them.
  ///
  /// θ* = Cθ with covariance CVC′ and linearised variables Cz (`svycontrast` of R *survey*).
  ///
  /// - Parameter rows: The rows of C, one coefficient per estimate in each; an estimate with
  ///   coefficient 0 may be NaN.
  /// - Returns: One estimate per row. Its degrees of freedom are the least of the estimates it is
  ///   made of, its sample size and sum of weights those of all units it is made of.
  /// - Complexity: O(coefficients × (rows + estimates)), and the number of units for each row.
  public func combined(_ rows: [[Double]]) -> Estimates {
    precondition(
      rows.allSatisfy { $0.count == values.count }, "a contrast has one coefficient per estimate")
    let combinations = rows.map { LinearCombination($0) }
    return derived(values: combinations.map { $0.value(of: values) }, jacobian: combinations) {
      replicate in combinations.map { $0.value(of: replicate) }
    }
  }

  /// Smooth functions of the estimates, with their covariance to first order (the delta method).
  ///
  /// θ* = g(θ) with covariance JVJ′ and linearised variables Jz, where J holds the derivatives of g
  /// at θ, found exactly by forward differentiation (`svycontrast` of R *survey* with a quoted
  /// expression). A ratio of the first two estimates is `transformed { [$0[0] / $0[1]] }`.
  ///
  /// Edge cases:
  /// - A function that is not finite at θ gives NaN, with NaN covariances.
  /// - An estimate that the function does not depend on may be NaN.
  ///
  /// - Parameter function: The functions of the estimates.
  /// - Returns: One estimate per function, as ``combined(_:)``.
  /// - Complexity: One evaluation with a derivative for each estimate, and one for each replicate.
  public func transformed(
    _ function: ([DifferentiableNumber]) -> [DifferentiableNumber]
  ) -> Estimates {
    let count = values.count
    let results = function(
      values.enumerated().map { DifferentiableNumber($1, variable: $0, of: count) })
    return derived(
      values: results.map(\.value),
      jacobian: results.map { LinearCombination($0.gradient(count: count)) }
    ) { replicate in
      function(replicate.map { DifferentiableNumber($0) }).map(\.value)
    }
  }

  /// Smooth functions of the estimates, for functions that know numbers only.
  ///
  /// As ``transformed(_:)``. Without a Jacobian the derivatives are central differences of fourth
  /// order; for functions that are smooth on the scale of 10⁻³ of each estimate they are right to
  /// some 11 digits.
  ///
  /// - Parameters:
  ///   - function: The functions of the estimates.
  ///   - jacobian: The derivatives at the estimates, one row per function and one column per
  ///     estimate; `nil` to find them by differences.
  /// - Returns: One estimate per function.
  /// - Complexity: Four evaluations for each estimate, without a Jacobian, and one for each replicate.
  public func transformed(
    function: ([Double]) -> [Double], jacobian: (([Double]) -> [[Double]])?
  ) -> Estimates {
    let results = function(values)
    let rows = jacobian?(values) ?? differences(of: function, count: results.count)
    precondition(
      rows.count == results.count && rows.allSatisfy { $0.count == values.count },
      "a Jacobian has one row per function and one column per estimate")
    return derived(
      values: results, jacobian: rows.map { LinearCombination($0) }, replicate: function)
  }

  private func differences(of function: ([Double]) -> [Double], count: Int) -> [[Double]] {
    var rows = [[Double]](
      repeating: [Double](repeating: 0, count: values.count), count: count)
    for (column, value) in values.enumerated() where value.isFinite {
      // A power of two, so that the steps are exact.
      let scale = value == 0 ? 1 : value.magnitude.binade
      let step = scale * 0x1p-10
      func moved(_ steps: Double) -> [Double] {
        var point = values
        point[column] += steps * step
        return function(point)
      }
      let (far, near, less, least) = (moved(2), moved(1), moved(-1), moved(-2))
      for row in 0..<count {
        rows[row][column] =
          (8 * (near[row] - less[row]) - (far[row] - least[row])) / (12 * step)
      }
    }
    return rows
  }
}
