import Testing

@testable import SurveyStatistics

@Suite("Units against the whole")
struct WholeComparisonTests {
  private func differences(
    _ design: SampleDesign, _ values: [Double], by groups: Grouping
  ) throws -> DerivedEstimates {
    try design.differences(
      of: design.mean(of: [values], by: groups), from: design.mean(of: [values]))
  }

  @Test("differences and their errors are R's, with the covariance of part and whole")
  func reference() throws {
    let clustered = try DataTable(named: "apiclus1")
    let types = Grouping(codes: clustered.levels("stype"), count: 3)
    let found = try differences(
      ReferenceDesign.clustered(clustered), clustered.numbers("api00"), by: types)
    var expected = try ComparisonCases()("whole_apiclus1_stype")
    expectAgreement(found.values, try expected.column("estimate"), "estimate")
    expectAgreement(found.standardErrors, try expected.column("se"), "se")

    let stratified = try DataTable(named: "apistrat")
    let wide = Grouping(codes: stratified.levels("sch.wide"), count: 2)
    let other = try differences(
      ReferenceDesign.stratified(stratified), stratified.numbers("enroll"), by: wide)
    expected = try ComparisonCases()("whole_apistrat_schwide")
    expectAgreement(other.values, try expected.column("estimate"), "estimate")
    expectAgreement(other.standardErrors, try expected.column("se"), "se")
  }

  @Test("the contrast of the joint covariance is the variance of the written-out differences")
  func routes() throws {
    let table = try DataTable(named: "apiclus1")
    let design = try ReferenceDesign.clustered(table)
    let y = table.numbers("api00")
    let codes = table.levels("stype")
    let units = try design.mean(of: [y], by: Grouping(codes: codes, count: 3))
    let whole = try design.mean(of: [y])
    let found = try design.differences(of: units, from: whole)
    let weights = design.weights
    let total = weights.reduce(0, +)
    for unit in 0..<3 {
      let size = zip(weights, codes).reduce(0) { $0 + ($1.1 == unit ? $1.0 : 0) }
      let z = y.indices.map { i in
        weights[i]
          * ((codes[i] == unit ? (y[i] - units.values[unit]) / size : 0)
            - (y[i] - whole.values[0]) / total)
      }
      expectAgreement(
        found.covariance[unit, unit], try design.covariance(of: [z])[0, 0], relative: 1e-12, "z")
    }
    let pairs = try design.mean(of: [y, y.map { -$0 }], by: Grouping(codes: codes, count: 3))
    let both = try design.differences(of: pairs, from: design.mean(of: [y, y.map { -$0 }]))
    expectAgreement(both.values, found.values + found.values.map { -$0 }, "columns")
    expectAgreement(both.covariance[1, 5], -found.covariance[1, 2], "covariance of columns")
  }

  @Test("p-values come from t with the unit's degrees of freedom, and none without a variance")
  func degreesOfFreedom() throws {
    let design = try SampleDesign(
      weights: [1, 2, 1, 1, 3, 1, 2],
      stages: [.init(stratum: [0, 0, 0, 0, 0, 0, 0], cluster: [0, 1, 2, 2, 3, 4, 4])])
    let y: [Double] = [3, 5, 4, 6, 1, 2, 8]
    let groups = Grouping(codes: [0, 0, 0, 1, 1, 1, 2], count: 4)
    let found = try differences(design, y, by: groups)
    #expect(found.degreesOfFreedom == [2, 2, 0, 0])
    let t = found.values[0] / found.standardErrors[0]
    expectAgreement(
      found.pValues[0], 2 * StudentDistribution(degreesOfFreedom: 2).cumulative(-t.magnitude), "p")
    #expect(found.pValues[2].isNaN)
    #expect(found.values[3].isNaN && found.covariance[3, 0].isNaN)
    #expect(found.confidenceInterval(at: 2) == nil)
    let interval = try #require(found.confidenceInterval(at: 0))
    // t₂ at 97.5 % is 4.302652729911275.
    expectAgreement(
      interval.upper - found.values[0], 4.302652729911275 * found.standardErrors[0], "half width")
    // The family is of the two units that could be tested.
    let smallest = min(found.pValues[0], found.pValues[1])
    let adjusted = found.adjustedPValues(.holm)
    #expect(min(adjusted[0], adjusted[1]) == min(1, 2 * smallest))
    #expect(adjusted[2].isNaN)

    let all = try differences(design, y, by: Grouping(codes: y.map { _ in 0 }, count: 1))
    #expect(all.values == [0] && all.standardErrors == [0] && all.pValues[0].isNaN)
  }

  @Test("with fixed shares the whole is the weighted mean, and shares of 0 leave missing units out")
  func fixedShares() {
    let units = DerivedEstimates(
      values: [80, 90, .nan],
      covariance: Matrix([[4, 1, .nan], [1, 9, .nan], [.nan, .nan, .nan]]),
      degreesOfFreedom: [2, 5, 0])
    let found = units.differences(fromMeanWithShares: [0.75, 0.25, 0])
    expectAgreement(Array(found.values.prefix(2)), [-2.5, 7.5], "difference")
    // 0.25 (θ₀ − θ₁) has variance 0.0625 × (4 + 9 − 2).
    expectAgreement(found.covariance[0, 0], 0.6875, "variance")
    expectAgreement(found.covariance[0, 1], -3 * 0.6875, "covariance")
    #expect(found.degreesOfFreedom == [2, 5, 0])
    #expect(found.values[2].isNaN)
  }

  @Test("the effective size of weights is that of Kish")
  func kish() throws {
    let design = try SampleDesign(weights: [1, 1, 2, 0, 4], stages: [])
    expectAgreement(design.kishEffectiveSize(), 64.0 / 22, "all")
    #expect(design.kishEffectiveSize(in: [true, true, false, true, false]) == 2)
    #expect(design.kishEffectiveSize(in: [false, false, false, true, false]) == 0)
  }

  @Test("neither the scale of the weights nor the order of the units matters")
  func invariance() throws {
    let table = try DataTable(named: "apiclus1")
    let y = table.numbers("api00")
    let codes = table.levels("stype")
    let cluster = table.levels("dnum")
    var generator = SeededGenerator(seed: 8)
    let order = y.indices.shuffled(using: &generator)
    func found(_ order: [Int], scale: Double) throws -> DerivedEstimates {
      let design = try SampleDesign(
        weights: order.map { table.numbers("pw")[$0] * scale },
        stages: [.init(stratum: order.map { _ in 0 }, cluster: order.map { cluster[$0] })])
      return try differences(
        design, order.map { y[$0] }, by: Grouping(codes: order.map { codes[$0] }, count: 3))
    }
    let plain = try found(Array(y.indices), scale: 1)
    for other in [try found(order, scale: 1), try found(Array(y.indices), scale: 1e6)] {
      expectAgreement(other.pValues, plain.pValues, "p")
      expectAgreement(other.standardErrors, plain.standardErrors, "se")
    }
  }
}
