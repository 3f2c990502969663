extension SurveyDesign {
  /// The test that the means of two groups are equal.
  ///
  /// t = (ȳ₂ − ȳ₁)/√(v₁ + v₂ − 2 cov), with the covariance that groups from the same PSUs have, and
  /// PSUs less strata less 1 degrees of freedom among the units compared (`svyttest(y ~ g)` of R
  /// *survey*).
  ///
  /// - Parameters:
  ///   - values: One value per unit; NaN puts the unit outside.
  ///   - groups: Two groups; units in none are outside.
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - degreesOfFreedom: `nil` for those above.
  /// - Returns: The test, with the second mean less the first as the estimate.
  /// - Throws: ``HypothesisError``.
  /// - Complexity: As ``mean(of:in:by:)``.
  public func tTest(
    of values: [Double], between groups: Grouping, in domain: [Bool]? = nil,
    degreesOfFreedom: Double? = nil
  ) throws(HypothesisError) -> HypothesisTest {
    let means = try groupMeans(of: values, by: groups, in: domain)
    guard means.present.count == 2, groups.count == 2 else {
      throw .tooFewGroups(means.present.count)
    }
    let freedom = degreesOfFreedom ?? Double(means.degreesOfFreedom - 1)
    let (difference, error) = means.estimates.contrast([-1, 1])
    return try Self.studentTest(difference, error, degreesOfFreedom: freedom)
  }

  /// The test that a mean has a given value.
  ///
  /// t = (ȳ − target)/√v with PSUs less strata degrees of freedom, as for every mean of the design.
  /// `svyttest(y ~ 0)` of R *survey* 4.1 takes one less, unlike its own regression on a constant.
  ///
  /// - Parameters:
  ///   - values: One value per unit; NaN puts the unit outside.
  ///   - target: The mean by hypothesis.
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - degreesOfFreedom: `nil` for those above.
  /// - Returns: The test, with the mean less the target as the estimate.
  /// - Throws: ``HypothesisError``.
  /// - Complexity: As ``mean(of:in:by:)``.
  public func tTest(
    of values: [Double], equalTo target: Double, in domain: [Bool]? = nil,
    degreesOfFreedom: Double? = nil
  ) throws(HypothesisError) -> HypothesisTest {
    let mean = try estimating { () throws(EstimationError) in
      try self.mean(of: [values], in: domain)
    }
    let freedom = degreesOfFreedom ?? Double(mean.degreesOfFreedom[0])
    guard mean.values[0].isFinite else { throw .missingEstimate(0) }
    return try Self.studentTest(
      mean.values[0] - target, mean.standardErrors[0], degreesOfFreedom: freedom)
  }

  /// An estimate over its standard error, against t.
  static func studentTest(
    _ estimate: Double, _ error: Double, degreesOfFreedom: Double
  ) throws(HypothesisError) -> HypothesisTest {
    guard degreesOfFreedom > 0 else { throw .tooFewDegreesOfFreedom(degreesOfFreedom) }
    guard error > 0 else { throw .singularCovariance(hypotheses: 1) }
    return HypothesisTest(
      statistic: estimate / error, distribution: .student(degreesOfFreedom: degreesOfFreedom),
      estimate: estimate, standardError: error)
  }

  /// The means of groups, with the groups that have members and the degrees of freedom of them all.
  func groupMeans(
    of values: [Double], by groups: Grouping, in domain: [Bool]?
  ) throws(HypothesisError) -> (estimates: Estimates, present: [Int], degreesOfFreedom: Int) {
    let estimates = try estimating { () throws(EstimationError) in
      try mean(of: [values], in: domain, by: groups)
    }
    let present = estimates.values.indices.filter { estimates.sampleSizes[$0] > 0 }
    let used = weights.indices.map { unit in
      groups.codes[unit] >= 0 && !values[unit].isNaN && (domain?[unit] ?? true)
    }
    return (estimates, present, degreesOfFreedom(in: used))
  }
}
