import Testing

@testable import SurveyStatistics

@Suite("Identities of tests")
struct HypothesisIdentityTests {
  /// 60 units in 12 PSUs of 3 strata with unequal weights and tied values.
  private static func sample(
    order: [Int]? = nil, scale: Double = 1
  ) throws -> (
    design: SampleDesign, values: [Double], groups: Grouping
  ) {
    var generator = SeededGenerator(seed: 5)
    let rows = (0..<60).map { unit in
      (
        weight: scale * (1 + 3 * generator.uniform()), stratum: unit / 20, cluster: unit / 5,
        value: Double(generator.index(below: 6)), group: generator.index(below: 3)
      )
    }
    let moved = (order ?? Array(0..<60)).map { rows[$0] }
    let design = try SampleDesign(
      weights: moved.map(\.weight),
      stages: [.init(stratum: moved.map(\.stratum), cluster: moved.map(\.cluster))])
    return (design, moved.map(\.value), Grouping(codes: moved.map(\.group), count: 3))
  }

  @Test("moving rows and scaling weights change no p-value")
  func invariance() throws {
    let plain = try pValues(try Self.sample())
    var generator = SeededGenerator(seed: 9)
    let order = (0..<60).shuffled(using: &generator)
    let moved = try pValues(try Self.sample(order: order, scale: 1000))
    #expect(plain.count == 11)
    for (left, right) in zip(plain, moved) {
      #expect(left > 0 && left < 1)
      expectAgreement(right, left, relative: 1e-9, "p-value")
    }
  }

  private func pValues(
    _ sample: (design: SampleDesign, values: [Double], groups: Grouping)
  ) throws -> [Double] {
    let (design, values, groups) = sample
    var result = try RankScore.allCases.map {
      try design.rankTest(of: values, between: groups, score: $0).pValue
    }
    let table = try design.twoWayTable(
      rows: groups, columns: Grouping(codes: values.map { $0 > 2 ? 1 : 0 }, count: 2))
    result += try AssociationForm.allCases.map { try table.associationTest($0).pValue }
    let two = Grouping(codes: groups.codes.map { min($0, 1) }, count: 2)
    result.append(try design.tTest(of: values, between: two).pValue)
    result.append(try design.tTest(of: values, equalTo: 2.2).pValue)
    return result
  }

  @Test("in a simple random sample the design effects are 1, but for n over n − 1")
  func simpleRandomSample() throws {
    let counts = [[12, 7, 11], [5, 14, 9]]
    var rows: [Int] = []
    var columns: [Int] = []
    for (i, row) in counts.enumerated() {
      for (j, count) in row.enumerated() {
        rows += Array(repeating: i, count: count)
        columns += Array(repeating: j, count: count)
      }
    }
    let design = try SampleDesign(weights: rows.map { _ in 10 }, stages: [])
    let table = try design.twoWayTable(
      rows: Grouping(codes: rows, count: 2), columns: Grouping(codes: columns, count: 3))
    // scipy 1.17.1: chi2_contingency([[12, 7, 11], [5, 14, 9]])
    expectAgreement(table.pearson, 5.35308590102708, relative: 1e-12, "Pearson's X²")
    let effects = try table.designEffects()
    #expect(effects.count == 2)
    // The departures from independence keep the effects from being 1 exactly.
    for effect in effects { #expect((effect - 58.0 / 57).magnitude < 0.1) }
    #expect(table.sampleSize == 58 && table.degreesOfFreedom == 57)
  }

  @Test("two groups give the same p-value by t and by Wald's F, and 2 × 2 tables by Wald's forms")
  func squares() throws {
    let (design, values, groups) = try Self.sample()
    let two = Grouping(codes: groups.codes.map { min($0, 1) }, count: 2)
    let student = try design.tTest(of: values, between: two)
    let wald = try design.mean(of: [values], by: two).waldTest(
      Matrix([[1, -1]]), degreesOfFreedom: 8)
    expectAgreement(wald.statistic, student.statistic * student.statistic, "t² is F")
    expectAgreement(wald.pValue, student.pValue, "p-value")
    let table = try design.twoWayTable(
      rows: two, columns: Grouping(codes: values.map { $0 > 2 ? 1 : 0 }, count: 2))
    let (plain, adjusted) = (
      try table.associationTest(.wald), try table.associationTest(.adjustedWald)
    )
    #expect(plain == adjusted)
  }

  @Test("a group, row or column without members is left out, and too few are an error")
  func empty() throws {
    let (design, values, groups) = try Self.sample()
    let wider = Grouping(codes: groups.codes.map { $0 == 2 ? 3 : $0 }, count: 5)
    #expect(
      try design.rankTest(of: values, between: wider)
        == design.rankTest(of: values, between: groups))
    let columns = Grouping(codes: values.map { $0 > 2 ? 1 : 0 }, count: 2)
    let table = try design.twoWayTable(rows: wider, columns: columns)
    #expect(table.rows == 3)
    #expect(
      try table.associationTest().pValue
        == design.twoWayTable(rows: groups, columns: columns).associationTest().pValue)
    let single = Grouping(codes: values.map { _ in 0 }, count: 2)
    #expect(throws: HypothesisError.tooFewGroups(1)) {
      try design.twoWayTable(rows: single, columns: columns)
    }
    #expect(throws: HypothesisError.tooFewGroups(1)) {
      try design.rankTest(of: values, between: single)
    }
    #expect(throws: HypothesisError.tooFewGroups(1)) {
      try design.tTest(of: values, between: single)
    }
  }

  @Test("more hypotheses than PSUs less strata are an error, not a number")
  func singular() throws {
    let design = try SampleDesign(
      weights: (0..<40).map { 1 + Double($0 % 7) },
      stages: [.init(stratum: (0..<40).map { _ in 0 }, cluster: (0..<40).map { $0 / 20 })])
    let values = (0..<40).map { Double(($0 * 7) % 11) }
    let groups = Grouping(codes: (0..<40).map { $0 % 4 }, count: 4)
    let means = try design.mean(of: [values], by: groups)
    #expect(throws: HypothesisError.singularCovariance(hypotheses: 4)) {
      try means.waldTest(degreesOfFreedom: 1)
    }
    #expect(throws: HypothesisError.tooFewDegreesOfFreedom(0)) {
      try design.tTest(of: values, between: Grouping(codes: groups.codes.map { $0 % 2 }, count: 2))
    }
    #expect(throws: HypothesisError.missingEstimate(0)) {
      try HypothesisTest.wald(
        values: [.nan], covariance: Matrix([[1]]), degreesOfFreedom: 4)
    }
    #expect(throws: HypothesisError.estimation(.emptyDomain)) {
      try design.tTest(of: values, equalTo: 1, in: values.map { _ in false })
    }
  }
}
