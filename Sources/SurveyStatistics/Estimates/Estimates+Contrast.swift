extension Estimates {
  /// A linear combination of the estimates, with its standard error.
  ///
  /// - Parameter coefficients: One coefficient per estimate; an estimate with coefficient 0 may be
  ///   NaN.
  /// - Returns: Σ cᵢ θᵢ and √(c′Vc).
  public func contrast(_ coefficients: [Double]) -> (value: Double, standardError: Double) {
    precondition(coefficients.count == values.count, "a contrast has one coefficient per estimate")
    let value = zip(coefficients, values).reduce(0) { $1.0 == 0 ? $0 : $0 + $1.0 * $1.1 }
    return (value, max(0, covariance.quadraticForm(coefficients)).squareRoot())
  }
}
