import Foundation
import IncidentFlags
import SurveyIngest
import SurveyModel
import SurveySchema
import SurveySimulation
import SurveyStatistics
import SurveyWeighting
import Testing

@Suite("Incident rates")
struct IncidentTableTests {
  let study: Study
  let table: ResponseTable

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var study = try Study(contentsOf: root.appending(path: "Examples/model-province-2017"))
    study.simulation.incidentRates = [.harassment: 0.05, .extraFee: 0.02]
    self.study = study
    let batch = SyntheticBatch(study: study, respondents: 600, seed: 42)
    table = try ResponseTable(batch.csv(), fileName: "batch.csv", for: study)
  }

  private func rates(
    _ study: Study? = nil, _ table: ResponseTable? = nil, rules: FlagRules? = nil
  ) throws -> IncidentTable {
    let study = study ?? self.study
    let wave = Wave(study: study, parts: [Wave.Part(batch: 3, table: table ?? self.table)])
    return try IncidentTable(wave.weighted(), rules: rules ?? study.flagRules)
  }

  private func rate(_ table: IncidentTable, _ item: String, unit: String?) throws -> IncidentRate {
    let position = try unit.map { try #require(study.units.position(of: $0)) }
    return try #require(table.rates.first { $0.item == item && $0.unit == position })
  }

  /// The codes of an item with the respondents of some rows answering otherwise.
  private func answering(_ item: String, _ code: (Int, UInt8) -> UInt8) -> ResponseTable {
    ResponseTable(
      layout: table.layout, rowCount: table.rowCount,
      columns: zip(table.layout.columns, table.columns).map { layout, column in
        guard layout.name == item, case .closed(let codes) = column else { return column }
        return .closed(codes.enumerated().map { code($0, $1) })
      })
  }

  @Test("the share is that of the answers, blanks left out, and every report has its record")
  func share() throws {
    let result = try rates()
    let codes = try #require(table.closed("harassment"))
    let records = try #require(table.integers(TableLayout.record))
    let answered = codes.count { MissingKind(code: $0) == nil }
    let reporting = codes.indices.filter { codes[$0] == 0 }
    let all = try rate(result, "harassment", unit: nil)
    #expect(all.answered == answered)
    #expect(all.reports == reporting.count)
    #expect(abs((all.share ?? -1) - 100 * Double(reporting.count) / Double(answered)) < 1e-10)
    #expect(result.evidence(for: all).map(\.record) == reporting.map { Int(records[$0]) })
    #expect(result.evidence(for: all).allSatisfy { $0.batch == 3 })
    #expect(all.interval?.method == .kornGraubard)
  }

  @Test("the evidence of a unit lies in that unit")
  func evidence() throws {
    let result = try rates()
    for rate in result.rates {
      #expect(result.evidence(for: rate).count == rate.reports)
    }
  }

  @Test("no report of n is a bound from above, wider where clusters are alike, never 0 % alone")
  func noReport() throws {
    let codes = answering("harassment") { row, code in row < 100 && code == 0 ? 1 : code }
    let rate = try rate(try rates(study, codes), "harassment", unit: "H1")
    #expect(rate.reports == 0)
    #expect(rate.status == .allOrNone)
    #expect(rate.interval?.method == .oneSidedExact)
    let effect = try #require(rate.designEffect)
    #expect(effect >= 1)
    let expected = 100 * (1 - pow(0.05, effect / Double(rate.answered)))
    #expect(abs((rate.interval?.upper ?? 0) - expected) < 1e-9)
    #expect((rate.interval?.upper ?? 0) > 0)
  }

  @Test("where nobody in the wave reports, the assumed correlation stands in and is named")
  func nobody() throws {
    let silent = answering("extra_fee") { _, code in code == 0 ? 1 : code }
    let result = try rates(study, silent)
    let correlation = try #require(result.correlations["extra_fee"])
    #expect(correlation.isAssumed)
    #expect(correlation.value == study.flagRules.assumedICC)
    let all = try rate(result, "extra_fee", unit: nil)
    // 600 answers less the blanks, in 30 clusters of about 20.
    #expect((all.designEffect ?? 0) > 1.8)
    #expect((all.interval?.upper ?? 0) > 100 * (1 - pow(0.05, 1 / Double(all.answered))))
  }

  @Test("with few reports a correlation below the assumed one is not believed")
  func fewReports() throws {
    let few = answering("extra_fee") { row, _ in row == 17 || row == 300 ? 0 : 1 }
    let correlation = try #require(try rates(study, few).correlations["extra_fee"])
    #expect(correlation.isAssumed)
  }

  @Test(
    "people drawn within clusters are no independent sample, also where the design says so last")
  func respondentsWithinClusters() throws {
    var twoStages = study
    let communes = Dictionary(
      uniqueKeysWithValues: ["H1", "H2", "H3", "H4", "H5", "H6"].map { ($0, 40.0) })
    let people = Dictionary(
      uniqueKeysWithValues: study.units.units.filter { $0.kind == .commune }.map {
        ($0.code, 900.0)
      })
    twoStages.design.stages = [
      SamplingStage(cluster: .level(.commune), population: .stated(communes)),
      SamplingStage(cluster: .respondent, population: .stated(people)),
    ]
    let one = try rate(try rates(), "harassment", unit: nil)
    let two = try rate(try rates(twoStages), "harassment", unit: nil)
    #expect(two.interval?.method == .kornGraubard)
    #expect(two.degreesOfFreedom == one.degreesOfFreedom)
    // The corrections are small here, so the second stage changes little.
    #expect(abs((two.standardError ?? 0) / (one.standardError ?? 1) - 1) < 0.1)
    let silent = answering("extra_fee") { _, code in code == 0 ? 1 : code }
    let bound = try rate(try rates(twoStages, silent), "extra_fee", unit: "H1")
    #expect((bound.designEffect ?? 0) > 1.5)
  }

  @Test("unequal weights widen the bound of no reports")
  func weightedBound() throws {
    var weighted = study
    weighted.design.weightColumn = "w"
    let silent = answering("extra_fee") { _, code in code == 0 ? 1 : code }
    let layout = TableLayout(weighted)
    let columns = layout.columns.map { column in
      silent.layout.position(of: column.name).map { silent.columns[$0] }
        ?? .number((0..<silent.rowCount).map { $0 % 100 == 0 ? 1000 : 1 })
    }
    let uneven = ResponseTable(layout: layout, rowCount: silent.rowCount, columns: columns)
    let equal = try rate(try rates(study, silent), "extra_fee", unit: "H1")
    let bound = try rate(try rates(weighted, uneven), "extra_fee", unit: "H1")
    // One respondent of 100 carries nearly all the weight: little more than one counts.
    #expect((bound.designEffect ?? 0) > 50 * (equal.designEffect ?? 0))
    #expect((bound.interval?.upper ?? 0) > 80)
  }

  @Test("drawn independently and unweighted, the interval is Clopper and Pearson's")
  func independent() throws {
    var plain = study
    plain.design = DesignSpecification()
    let all = try rate(try rates(plain), "harassment", unit: nil)
    let expected = try #require(
      ConfidenceInterval.clopperPearson(
        events: Double(all.reports ?? 0), of: Double(all.answered)))
    #expect(all.interval?.method == .clopperPearson)
    #expect(abs((all.interval?.lower ?? 0) - 100 * expected.lower) < 1e-10)
    #expect(abs((all.interval?.upper ?? 0) - 100 * expected.upper) < 1e-10)
  }

  @Test(
    "a unit is above its baseline only where the whole interval is",
    arguments: [
      (0.0001, IncidentRate.Verdict.above), (0.05, .notAbove), (0.5, .notAbove),
    ])
  func baseline(share: Double, verdict: IncidentRate.Verdict) throws {
    let rules = FlagRules(baselines: [
      IncidentBaseline(kind: .harassment, basis: .ownExperience, share: share)
    ])
    let result = try rates(rules: rules)
    let all = try rate(result, "harassment", unit: nil)
    #expect(all.verdict == verdict)
    #expect(((all.interval?.lower ?? 0) > share * 100) == (verdict == .above))
    #expect(try rate(result, "extra_fee", unit: nil).verdict == .noBaseline)
  }

  @Test("a baseline of perception is never held against own experience")
  func bases() throws {
    let rules = FlagRules(baselines: [
      IncidentBaseline(kind: .harassment, basis: .perception, share: 0.0001)
    ])
    for rate in try rates(rules: rules).rates { #expect(rate.verdict == .noBaseline) }
  }

  @Test("a suppressed unit shows no count, no share and no evidence of its own")
  func suppressed() throws {
    var strict = study
    strict.publication.minimumAnswers = 101
    let result = try rates(strict)
    let unit = try rate(result, "harassment", unit: "H1")
    #expect(unit.status == .suppressed)
    #expect(unit.reports == nil && unit.share == nil && unit.interval == nil)
    #expect(result.evidence(for: unit).isEmpty)
    for rate in result.rates where rate.status == .suppressed {
      #expect(result.evidence(for: rate).isEmpty)
    }
    #expect(try rate(result, "harassment", unit: nil).status == .ok)
  }

  @Test("the order of the rows changes no bit")
  func order() throws {
    var generator = SeededGenerator(seed: 6)
    let shuffled = table.rows(at: Array(0..<table.rowCount).shuffled(using: &generator))
    let figures: (IncidentTable) -> [Double] = { result in
      result.rates.flatMap { [$0.share, $0.standardError, $0.interval?.lower, $0.interval?.upper] }
        .map { $0 ?? -1 }
    }
    #expect(figures(try rates(study, shuffled)) == figures(try rates()))
  }
}
