extension SurveyDesign {
  /// The test that categories have given shares in the population.
  ///
  /// With O_i the estimated totals, N their sum and E_i = N p_i, X² = Σ (O_i − E_i)²/E_i is
  /// distributed as Σ λ χ²₁, where the λ are the eigenvalues of the linearised covariance of the
  /// (O_i − E_i)/√E_i (`svygofchisq` of R *survey*). X² is on the scale of the population, as there.
  ///
  /// - Parameters:
  ///   - levels: The category of each unit; units in none are outside.
  ///   - shares: The share of each category by hypothesis, above 0; they are divided by their sum.
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - method: How the p-value is computed: R takes Satterthwaite's approximation.
  /// - Returns: The test. ``ChiSquareMixture/satterthwaite`` of its mixture gives R's two parameters.
  /// - Throws: ``HypothesisError``.
  /// - Complexity: As ``total(of:in:by:)`` for one column per category, and O(k³) for k of them.
  public func goodnessOfFit(
    of levels: Grouping, to shares: [Double], in domain: [Bool]? = nil,
    method: ChiSquareMixture.Method = .satterthwaite
  ) throws(HypothesisError) -> HypothesisTest {
    precondition(shares.count == levels.count, "one share per category")
    precondition(shares.allSatisfy { $0 > 0 && $0.isFinite }, "shares are above 0")
    guard levels.count > 1 else { throw .tooFewGroups(levels.count) }
    let indicators = SampleDesign.indicators(ofLevels: levels.codes, count: levels.count)
    let totals = try estimating { () throws(EstimationError) in
      try total(of: indicators, in: domain)
    }
    if let missing = totals.values.firstIndex(where: { !$0.isFinite }) {
      throw .missingEstimate(missing)
    }
    let sum = shares.reduce(0, +)
    let all = totals.values.reduce(0, +)
    var statistic = 0.0
    var gradients: [[Double]] = []
    for (index, share) in shares.enumerated() {
      let expected = all * share / sum
      let departure = totals.values[index] - expected
      statistic += departure * departure / expected
      let root = expected.squareRoot()
      let ofAll = -share / sum * (1 / root + departure / (2 * expected * root))
      gradients.append(shares.indices.map { ofAll + ($0 == index ? 1 / root : 0) })
    }
    var covariance = Matrix(rows: shares.count, columns: shares.count)
    for i in shares.indices {
      for j in shares.indices {
        covariance[i, j] = totals.covariance.bilinearForm(gradients[i], gradients[j])
      }
    }
    let eigenvalues = SymmetricEigen(covariance).values.map { max(0, $0) }
    guard eigenvalues[0] > 0 else { throw .singularCovariance(hypotheses: shares.count) }
    return HypothesisTest(
      statistic: statistic,
      distribution: .mixture(ChiSquareMixture(weights: eigenvalues), method: method))
  }
}
