extension SurveyDesign {
  /// The test that groups have the same distribution, by the mean ranks of their values.
  ///
  /// The ranks in the population are estimated, scored, and compared as means: two groups by t with
  /// one degree of freedom less than PSUs less strata, more by Wald's F with q = groups − 1 and
  /// PSUs − strata − q (`svyranktest` of R *survey*, Lumley and Scott 2013). The scores are taken as
  /// fixed. With replicate weights the mean scores are computed again under each; R sums their
  /// linearised variable there.
  ///
  /// - Parameters:
  ///   - values: One value per unit; NaN puts the unit outside.
  ///   - groups: The groups; units in none are outside, and groups without members are left out.
  ///   - score: What a rank counts as.
  ///   - ties: Which rank equal values share; R's digits need ``TiedRanks/rowOrder``.
  ///   - domain: Which units belong to the domain; `nil` for all.
  /// - Returns: The test; for two groups with the difference of mean scores, second less first. For
  ///   more, R prints q F as the statistic.
  /// - Throws: ``HypothesisError``.
  /// - Complexity: O(*n* log *n*), and as ``mean(of:in:by:)``.
  public func rankTest(
    of values: [Double], between groups: Grouping, score: RankScore = .wilcoxon,
    ties: TiedRanks = .middle, in domain: [Bool]? = nil
  ) throws(HypothesisError) -> HypothesisTest {
    precondition(
      values.count == count && groups.codes.count == count, "one value and one group per unit")
    let units = weights.indices.filter { unit in
      weights[unit] > 0 && groups.codes[unit] >= 0 && !values[unit].isNaN && (domain?[unit] ?? true)
    }
    let scores = score.scores(of: values, weights: weights, units: units, ties: ties)
    let means = try groupMeans(of: scores, by: groups, in: domain)
    guard means.present.count > 1 else { throw .tooFewGroups(means.present.count) }
    let hypotheses = means.present.count - 1
    let freedom = Double(means.degreesOfFreedom - hypotheses)
    var contrasts = Matrix(rows: hypotheses, columns: groups.count)
    for (row, group) in means.present.dropFirst().enumerated() {
      contrasts[row, means.present[0]] = -1
      contrasts[row, group] = 1
    }
    if hypotheses == 1 {
      let (difference, error) = means.estimates.contrast(contrasts.elements)
      return try Self.studentTest(difference, error, degreesOfFreedom: freedom)
    }
    return try means.estimates.waldTest(contrasts, degreesOfFreedom: freedom)
  }
}
