import Testing

@testable import SurveyStatistics

@Suite("Direct standardisation")
struct StandardisationTests {
  /// Cell means of groups by classes, and where each cell is.
  private func cells(
    _ design: SampleDesign, _ table: DataTable, groups: String, classes: String
  ) throws -> (DerivedEstimates, [[Int?]]) {
    let group = table.levels(groups)
    let level = table.levels(classes)
    let groupCount = (group.max() ?? 0) + 1
    let classCount = (level.max() ?? 0) + 1
    let means = try design.mean(
      of: [table.numbers("api00")],
      by: Grouping(
        codes: zip(group, level).map { $0 * classCount + $1 }, count: groupCount * classCount))
    let positions = (0..<groupCount).map { g in (0..<classCount).map { g * classCount + $0 } }
    return (DerivedEstimates(means), positions)
  }

  @Test("means and errors are those of R's svystandardize")
  func reference() throws {
    let clustered = try DataTable(named: "apiclus1")
    var expected = try ComparisonCases()("standardise_apiclus1")
    var (means, positions) = try cells(
      ReferenceDesign.clustered(clustered), clustered, groups: "stype", classes: "sch.wide")
    var found = means.standardised(to: try expected.column("shares"), cells: positions)
    expectAgreement(found.estimates.values, try expected.column("estimate"), "estimate")
    expectAgreement(found.estimates.standardErrors, try expected.column("se"), "se")
    #expect(found.coverage == [1, 1, 1])

    let stratified = try DataTable(named: "apistrat")
    expected = try ComparisonCases()("standardise_apistrat")
    (means, positions) = try cells(
      ReferenceDesign.stratified(stratified), stratified, groups: "sch.wide", classes: "stype")
    found = means.standardised(to: try expected.column("shares"), cells: positions)
    expectAgreement(found.estimates.values, try expected.column("estimate"), "estimate")
    expectAgreement(found.estimates.standardErrors, try expected.column("se"), "se")
  }

  @Test("made in one step it is the contrast of the class means")
  func statistic() throws {
    let table = try DataTable(named: "apiclus1")
    let design = try ReferenceDesign.clustered(table)
    let (means, positions) = try cells(design, table, groups: "stype", classes: "sch.wide")
    let contrast = means.standardised(to: [3, 7], cells: positions).estimates
    let statistic = StandardisedMeanStatistic(
      [table.numbers("api00")], classes: Grouping(codes: table.levels("sch.wide"), count: 2),
      shares: [3, 7])
    let direct = try design.estimates(
      of: statistic, in: nil, by: Grouping(codes: table.levels("stype"), count: 3))
    expectAgreement(direct.values, contrast.values, relative: 1e-12, "estimate")
    expectAgreement(
      direct.covariance.elements, contrast.covariance.elements, relative: 1e-9, floor: 1e-9,
      "covariance")
    let replicated = try design.jackknife().estimates(
      of: statistic, in: nil, by: Grouping(codes: table.levels("stype"), count: 3))
    // A PSU holds much of a small class, so the jackknife's error is far from the linearised one.
    let jackknife = try ComparisonCases()("standardise_jackknife")
    expectAgreement(replicated.values[0], try jackknife.scalar("estimate"), "estimate")
    expectAgreement(replicated.standardErrors[0], try jackknife.scalar("se"), "jackknife")
  }

  @Test("a class without members in a group leaves that group missing in one step too")
  func emptyClassStatistic() throws {
    let design = try SampleDesign(weights: [1, 1, 1, 1, 1], stages: [])
    let statistic = StandardisedMeanStatistic(
      [[1, 2, 3, 4, 5]], classes: Grouping(codes: [0, 1, 0, 0, 1], count: 2), shares: [1, 1])
    let estimates = try design.estimates(
      of: statistic, in: nil, by: Grouping(codes: [0, 0, 1, 1, 0], count: 2))
    #expect(estimates.values[0] == 0.5 * 1 + 0.5 * 3.5)
    #expect(estimates.values[1].isNaN)
  }

  @Test("an empty class makes a unit missing, or is said where it is scaled away")
  func emptyClass() {
    let means = DerivedEstimates(
      values: [80, 60, 70, .nan],
      covariance: Matrix([
        [4, 0, 0, .nan], [0, 1, 0, .nan], [0, 0, 9, .nan], [.nan, .nan, .nan, .nan],
      ]),
      degreesOfFreedom: [5, 3, 4, 0])
    let positions: [[Int?]] = [[0, 1], [2, 3], [nil, nil]]
    let strict = means.standardised(to: [3, 1], cells: positions)
    #expect(strict.estimates.values[0] == 75)
    #expect(strict.estimates.covariance[0, 0] == 0.5625 * 4 + 0.0625)
    #expect(strict.estimates.degreesOfFreedom[0] == 3)
    #expect(strict.estimates.values[1].isNaN && strict.estimates.values[2].isNaN)
    #expect(strict.coverage == [1, 0.75, 0])
    let scaled = means.standardised(to: [3, 1], cells: positions, emptyClasses: .rescale)
    #expect(scaled.estimates.values[1] == 70 && scaled.estimates.covariance[1, 1] == 9)
    #expect(scaled.estimates.values[2].isNaN)
  }
}
