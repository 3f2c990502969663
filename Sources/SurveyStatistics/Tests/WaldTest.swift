/// Which distribution a Wald statistic is compared with.
public enum WaldForm: String, Hashable, Sendable, CaseIterable {
  /// W with χ² of q degrees of freedom: for many PSUs.
  case chiSquare = "chisq"

  /// W/q with F of q and d degrees of freedom (`regTermTest` of R *survey*).
  case fisher = "F"

  /// W (d − q + 1)/(q d) with F of q and d − q + 1, which allows for the covariance being estimated.
  case adjustedFisher = "adjusted-F"
}

extension HypothesisTest {
  /// Wald's test of linear hypotheses Cθ = c from estimates and their covariance.
  ///
  /// W = (Cθ − c)′ (CVC′)⁻¹ (Cθ − c).
  ///
  /// - Parameters:
  ///   - values: θ.
  ///   - covariance: V.
  ///   - hypotheses: C, one row per hypothesis; `nil` for the estimates themselves.
  ///   - targets: c; `nil` for zeros.
  ///   - degreesOfFreedom: d, those of the design; +∞ for many PSUs.
  ///   - form: What W is compared with.
  /// - Returns: The test.
  /// - Throws: ``HypothesisError`` where an estimate is missing, CVC′ has no inverse (as with more
  ///   hypotheses than PSUs less strata), or no degrees of freedom are left.
  /// - Complexity: O(q k² + q³) for q hypotheses and k estimates.
  public static func wald(
    values: [Double], covariance: Matrix, hypotheses: Matrix? = nil, targets: [Double]? = nil,
    degreesOfFreedom: Double, form: WaldForm = .fisher
  ) throws(HypothesisError) -> HypothesisTest {
    let contrasts = hypotheses ?? .identity(values.count)
    let count = contrasts.rows
    precondition(contrasts.columns == values.count, "a hypothesis has one coefficient per estimate")
    precondition(targets.map { $0.count == count } ?? true, "one target per hypothesis")
    precondition(count > 0, "a test needs a hypothesis")
    let rows = (0..<count).map { i in (0..<values.count).map { contrasts[i, $0] } }
    for (index, value) in values.enumerated()
    where !value.isFinite && rows.contains(where: { $0[index] != 0 }) {
      throw .missingEstimate(index)
    }
    let distances = rows.enumerated().map { index, row in
      zip(row, values).reduce(0) { $1.0 == 0 ? $0 : $0 + $1.0 * $1.1 } - (targets?[index] ?? 0)
    }
    var matrix = Matrix(rows: count, columns: count)
    for i in 0..<count {
      for j in 0..<count { matrix[i, j] = covariance.bilinearForm(rows[i], rows[j]) }
    }
    guard let factor = CholeskyFactor(matrix, tolerance: 1e-11) else {
      throw .singularCovariance(hypotheses: count)
    }
    let wald = zip(distances, factor.solve(distances)).reduce(0) { $0 + $1.0 * $1.1 }
    let q = Double(count)
    let left = form == .adjustedFisher ? degreesOfFreedom - q + 1 : degreesOfFreedom
    guard left > 0 || form == .chiSquare else { throw .tooFewDegreesOfFreedom(left) }
    switch form {
    case .chiSquare:
      return HypothesisTest(statistic: wald, distribution: .chiSquare(degreesOfFreedom: q))
    case .fisher:
      return HypothesisTest(
        statistic: wald / q, distribution: .fisher(numerator: q, denominator: left))
    case .adjustedFisher:
      let scale = degreesOfFreedom.isFinite ? left / degreesOfFreedom : 1
      return HypothesisTest(
        statistic: wald / q * scale, distribution: .fisher(numerator: q, denominator: left))
    }
  }
}

extension Estimates {
  /// Wald's test of linear hypotheses about these estimates.
  ///
  /// As ``HypothesisTest/wald(values:covariance:hypotheses:targets:degreesOfFreedom:form:)``.
  ///
  /// - Parameters:
  ///   - hypotheses: One row of coefficients per hypothesis; `nil` for the estimates themselves.
  ///   - targets: What the combinations are by hypothesis; `nil` for zeros.
  ///   - degreesOfFreedom: Those of the design.
  ///   - form: What the statistic is compared with.
  /// - Returns: The test.
  /// - Throws: ``HypothesisError``.
  public func waldTest(
    _ hypotheses: Matrix? = nil, equalTo targets: [Double]? = nil, degreesOfFreedom: Double,
    form: WaldForm = .fisher
  ) throws(HypothesisError) -> HypothesisTest {
    try .wald(
      values: values, covariance: covariance, hypotheses: hypotheses, targets: targets,
      degreesOfFreedom: degreesOfFreedom, form: form)
  }
}
