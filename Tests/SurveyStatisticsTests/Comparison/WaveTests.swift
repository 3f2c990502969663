import Testing

@testable import SurveyStatistics

@Suite("Change between waves")
struct WaveTests {
  /// The rows of a table that belong to a wave: every second one, wave 1 the first.
  private func wave(
    _ number: Int, _ table: DataTable, columns: [String], strata: [Int], clusters: [Int]
  ) throws -> WaveEstimates {
    let rows = table.rows.indices.filter { ($0 + 1) % 2 == number }
    // Each wave is estimated alone; its design only gives values and linearised variables.
    let design = try SampleDesign(weights: rows.map { table.numbers("pw")[$0] }, stages: [])
    let estimates = try design.mean(
      of: columns.map { column in
        rows.map { table.numbers(column)[$0] }
      })
    return WaveEstimates(
      estimates, strata: rows.map { strata[$0] }, clusters: rows.map { clusters[$0] })
  }

  @Test("with shared PSUs it is R's contrast of a stacked design")
  func sharedClusters() throws {
    let table = try DataTable(named: "apiclus1")
    let expected = try ComparisonCases()("waves_shared_psu")
    let strata = table.rows.map { _ in 0 }
    let waves = try (0...1).map {
      try wave(
        $0, table, columns: ["api00", "api99"], strata: strata, clusters: table.levels("dnum"))
    }
    let change = try waves[1].change(since: waves[0])
    expectAgreement(change.values, try expected.column("estimate"), "estimate")
    expectAgreement(
      change.covariance.elements, try expected.matrix("vcov").elements, "covariance")
    #expect(try change.degreesOfFreedom == [Double](repeating: expected.scalar("degf"), count: 2))
  }

  @Test("as a statistic of the stacked sample it is the same change")
  func statistic() throws {
    let table = try DataTable(named: "apiclus1")
    let expected = try ComparisonCases()("waves_shared_psu")
    let design = try SampleDesign(
      weights: table.numbers("pw"),
      stages: [.init(stratum: table.rows.map { _ in 0 }, cluster: table.levels("dnum"))])
    let waves = Grouping(codes: table.rows.indices.map { ($0 + 1) % 2 }, count: 2)
    let change = try design.estimates(
      of: MeanChangeStatistic([table.numbers("api00"), table.numbers("api99")], waves: waves),
      in: nil, by: nil)
    expectAgreement(change.values, try expected.column("estimate"), "estimate")
    expectAgreement(
      change.covariance.elements, try expected.matrix("vcov").elements, "covariance")
    #expect(change.degreesOfFreedom == [14, 14])
    let three = Grouping(codes: table.rows.indices.map { $0 % 3 }, count: 3)
    let steps = try design.estimates(
      of: MeanChangeStatistic([table.numbers("api00")], waves: three), in: nil, by: nil)
    let means = try design.mean(of: [table.numbers("api00")], by: three).values
    expectAgreement(
      steps.values, [means[1] - means[0], means[2] - means[1]], relative: 1e-10, "steps")
  }

  @Test("with strata too")
  func strata() throws {
    let table = try DataTable(named: "apistrat")
    let expected = try ComparisonCases()("waves_stratified")
    let waves = try (0...1).map {
      try wave(
        $0, table, columns: ["api00"], strata: table.levels("stype"),
        clusters: table.levels("cnum"))
    }
    let change = try waves[1].change(since: waves[0])
    expectAgreement(change.values, try expected.column("estimate"), "estimate")
    expectAgreement(
      change.covariance.elements, try expected.matrix("vcov").elements, "covariance")
    #expect(try change.degreesOfFreedom == [expected.scalar("degf")])
  }

  @Test("the same people with the same answers have not changed, and independent samples add up")
  func extremes() throws {
    let values = [4.0, 5, 9, 1, 2, 6]
    let clusters = [0, 0, 1, 1, 2, 3]
    let design = try SampleDesign(
      weights: [1, 2, 1, 1, 3, 1], stages: [.init(stratum: [0, 0, 0, 0, 0, 0], cluster: clusters)])
    let mean = try design.mean(of: [values])
    let wave = WaveEstimates(mean, strata: [0, 0, 0, 0, 0, 0], clusters: clusters)
    let still = try wave.change(since: wave)
    #expect(still.values == [0] && still.standardErrors == [0] && still.degreesOfFreedom == [3])
    let apart = WaveEstimates(mean, strata: [1, 1, 1, 1, 1, 1], clusters: clusters)
    let independent = try apart.change(since: wave)
    expectAgreement(independent.covariance[0, 0], 2 * mean.covariance[0, 0], "sum of variances")
    #expect(independent.degreesOfFreedom == [6])
  }

  @Test("a stratum of one PSU in both waves is refused unless a policy says otherwise")
  func lonely() throws {
    let wave = WaveEstimates(
      values: [1], variables: [LinearisedVariable([0.5, -0.5, 0.25])], strata: [0, 0, 7],
      clusters: [0, 1, 0])
    #expect(throws: EstimationError.lonelyPSU(strata: ["7"], stage: 1)) {
      try wave.change(since: wave)
    }
    #expect(try wave.change(since: wave, lonelyPSU: .certainty).values == [0])
  }

  @Test("an estimate missing in one wave has no change")
  func missing() throws {
    let variable = LinearisedVariable([0.5, -0.5])
    func wave(_ value: Double) -> WaveEstimates {
      WaveEstimates(
        values: [value, 3], variables: [variable, variable], strata: [0, 0], clusters: [0, 1])
    }
    let change = try wave(2).change(since: wave(.nan))
    #expect(change.values[0].isNaN && change.covariance[0, 1].isNaN && change.pValues[0].isNaN)
    #expect(change.values[1] == 0)
  }
}
