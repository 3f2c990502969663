/// How the explained variance of an outcome divides among the predictors that explain it.
///
/// Both measures add up to R², the share of the outcome's variance that all predictors explain
/// together. They describe the prediction, not causes: a driver that respondents rate alike with
/// another one shares its importance with it.
public struct RelativeImportance: Hashable, Sendable {
  /// R² of all predictors, 0…1.
  public let explained: Double

  /// The part of each predictor; they sum to ``explained``.
  public let parts: [Double]

  /// The parts over their sum.
  public var shares: [Double] { parts.map { $0 / explained } }

  /// The mean gain in R² of each predictor over all orders of entering it (Lindeman, Merenda and
  /// Gold 1980): the Shapley value of the game R²(S), exactly.
  ///
  ///     LMG_j = Σ_{S ∌ j} |S|! (p − |S| − 1)!/p! × (R²(S ∪ j) − R²(S))
  ///
  /// A predictor that others determine wholly gains nothing when it comes after them, and is no
  /// error.
  ///
  /// - Parameters:
  ///   - covariance: The covariance, or correlation, of predictors and outcome, as from
  ///     ``Matrix/weightedCovariance(of:weights:)``.
  ///   - outcome: The row of the outcome; all other rows are predictors, at most 12 of them.
  /// - Returns: One part per predictor, in their order; `nil` where the outcome or a predictor has
  ///   no variance, or the matrix holds NaN.
  /// - Complexity: O(2ᵖ p²) for p predictors.
  public static func lmg(covariance: Matrix, outcome: Int) -> RelativeImportance? {
    guard let system = PredictorSystem(covariance: covariance, outcome: outcome) else {
      return nil
    }
    let count = system.count
    precondition(count <= 12, "exact importance takes at most 12 predictors")
    let explained = system.explainedBySubset()
    // weight[s] = s! (p − s − 1)!/p! = 1/(p × C(p − 1, s))
    var weights: [Double] = []
    var binomial = 1.0
    for size in 0..<count {
      weights.append(1 / (Double(count) * binomial))
      binomial *= Double(count - 1 - size) / Double(size + 1)
    }
    let parts = (0..<count).map { predictor in
      explained.indices.reduce(0.0) { sum, subset in
        guard subset & (1 << predictor) == 0 else { return sum }
        let gain = explained[subset | (1 << predictor)] - explained[subset]
        return sum + weights[subset.nonzeroBitCount] * gain
      }
    }
    return RelativeImportance(explained: explained[explained.count - 1], parts: parts)
  }

  /// Johnson's relative weights (2000), for any number of predictors.
  ///
  /// With the correlations R = PΔ²P′ of the predictors, Λ = PΔP′ relates them to the uncorrelated
  /// variables nearest to them; β* = Λ⁻¹r are the weights of those for the outcome, and the part of
  /// predictor j is Σ_k λ_jk² β*_k². It is close to ``lmg(covariance:outcome:)`` at a small part of
  /// its cost, and depends on which variables are called nearest.
  ///
  /// - Parameters:
  ///   - covariance: The covariance, or correlation, of predictors and outcome.
  ///   - outcome: The row of the outcome; all other rows are predictors.
  /// - Returns: One part per predictor, in their order; `nil` where the outcome or a predictor has
  ///   no variance, or a predictor is determined by the others.
  /// - Complexity: O(p³).
  public static func johnson(covariance: Matrix, outcome: Int) -> RelativeImportance? {
    guard let system = PredictorSystem(covariance: covariance, outcome: outcome) else {
      return nil
    }
    let eigen = SymmetricEigen(system.correlations)
    guard let least = eigen.values.last, least > 1e-12 else { return nil }
    let root = eigen.mapValues { $0.squareRoot() }
    let weights = eigen.mapValues { 1 / $0.squareRoot() } * system.withOutcome
    let parts = (0..<system.count).map { j in
      (0..<system.count).reduce(0) { sum, k in
        sum + root[j, k] * root[j, k] * weights[k] * weights[k]
      }
    }
    return RelativeImportance(explained: weights.reduce(0) { $0 + $1 * $1 }, parts: parts)
  }
}

/// The correlations of predictors with each other and with an outcome.
private struct PredictorSystem {
  let correlations: Matrix
  let withOutcome: [Double]
  var count: Int { withOutcome.count }

  init?(covariance: Matrix, outcome: Int) {
    precondition(covariance.rows == covariance.columns, "a covariance matrix is square")
    precondition(outcome >= 0 && outcome < covariance.rows, "the outcome is one of the rows")
    guard covariance.elements.allSatisfy(\.isFinite), covariance.diagonal.allSatisfy({ $0 > 0 })
    else { return nil }
    let all = covariance.correlations
    let predictors = (0..<covariance.rows).filter { $0 != outcome }
    guard !predictors.isEmpty else { return nil }
    correlations = all.restricted(to: predictors)
    withOutcome = predictors.map { all[$0, outcome] }
  }

  /// R² of each set of predictors, a set being a number with a bit per predictor.
  func explainedBySubset() -> [Double] {
    var result = [Double](repeating: 0, count: 1 << count)
    visit(0, from: 0, basis: [], explained: 0, into: &result)
    return result
  }

  /// Adds predictors in their order to a set whose Cholesky rows are known.
  private func visit(
    _ subset: Int, from next: Int, basis: [Row], explained: Double, into result: inout [Double]
  ) {
    result[subset] = explained
    for predictor in next..<max(next, count) {
      var row = Row(predictor: predictor, coefficients: [], pivot: 1, weight: 0)
      var rest = withOutcome[predictor]
      for known in basis {
        var sum = correlations[predictor, known.predictor]
        for (own, other) in zip(row.coefficients, known.coefficients) { sum -= own * other }
        let coefficient = sum / known.pivot
        row.coefficients.append(coefficient)
        row.pivot -= coefficient * coefficient
        rest -= coefficient * known.weight
      }
      guard row.pivot > 1e-12 else {
        // Determined by the set already: it adds nothing.
        visit(
          subset | (1 << predictor), from: predictor + 1, basis: basis, explained: explained,
          into: &result)
        continue
      }
      row.pivot = row.pivot.squareRoot()
      row.weight = rest / row.pivot
      visit(
        subset | (1 << predictor), from: predictor + 1, basis: basis + [row],
        explained: explained + row.weight * row.weight, into: &result)
    }
  }

  /// One row of the Cholesky factor of a set of predictors.
  private struct Row {
    let predictor: Int
    var coefficients: [Double]
    var pivot: Double
    var weight: Double
  }
}
