import Foundation
import SatisfactionIndex
import SurveyIngest
import SurveyModel
import SurveyStatistics
import SurveyWeighting
import Testing

/// From the file to the figure, against R's *survey*.
///
/// The questionnaire is one yes/no item over the api samples. Expected values are those of `svymean(~sch.wide, …, deff = "replace")` as recorded beside
/// the statistics tests.
@Suite("The whole pipeline against R")
struct RReferenceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var reference: String
    var design: DesignSpecification
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "stratified, fpc", file: "apistrat.csv", reference: "p01_apistrat_stratified_fpc.json",
      design: DesignSpecification(
        strata: .column("stype"),
        stages: [SamplingStage(cluster: .respondent, population: .column("fpc"))],
        weightColumn: "pw")),
    Case(
      name: "stratified", file: "apistrat.csv", reference: "p02_apistrat_stratified_nofpc.json",
      design: DesignSpecification(strata: .column("stype"), weightColumn: "pw")),
    Case(
      name: "simple random, fpc", file: "apisrs.csv", reference: "p03_apisrs_srs.json",
      design: DesignSpecification(
        stages: [SamplingStage(cluster: .respondent, population: .column("fpc"))],
        weightColumn: "pw")),
    Case(
      name: "clusters, fpc", file: "apiclus1.csv", reference: "p04_apiclus1_onestage_fpc.json",
      design: DesignSpecification(
        stages: [SamplingStage(cluster: .column("dnum"), population: .column("fpc"))],
        weightColumn: "pw")),
    Case(
      name: "clusters", file: "apiclus1.csv", reference: "p05_apiclus1_onestage_nofpc.json",
      design: DesignSpecification(
        stages: [SamplingStage(cluster: .column("dnum"))], weightColumn: "pw")),
    Case(
      name: "two stages, fpc", file: "apiclus2.csv", reference: "p06_apiclus2_twostage_fpc.json",
      design: DesignSpecification(
        stages: [
          SamplingStage(cluster: .column("dnum"), population: .column("fpc1")),
          SamplingStage(cluster: .respondent, population: .column("fpc2")),
        ], weightColumn: "pw")),
  ]

  @Test("the share, its error and its degrees of freedom", arguments: cases)
  func reference(_ test: Case) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "SurveyStatisticsTests/References")
    let study = Self.study(test.design)
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: test.file)))
    let table = try ResponseTable(bytes, fileName: test.file, for: study)
    #expect(table.findings.isEmpty)
    let index = try IndexTable(
      Wave(study: study, parts: [Wave.Part(batch: 1, table: table)]).weighted())
    let estimate = try #require(index.estimate(of: .item("sch.wide"), unit: nil))

    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: folder.appending(path: test.reference)))
    let cases = try #require((json as? [String: Any])?["cases"] as? [[String: Any]])
    let expected = try #require(
      cases.first { $0["name"] as? String == "prop_levels" }?["expected"] as? [String: Any])
    let labels = try #require(expected["labels"] as? [String])
    let position = try #require(labels.firstIndex(of: "sch.wideYes"))
    let share = try #require((expected["estimate"] as? [Double])?[position])
    let error = try #require((expected["se"] as? [Double])?[position])
    #expect(abs((estimate.estimate ?? -1) / 100 / share - 1) < 1e-9)
    #expect(abs((estimate.standardError ?? -1) / 100 / error - 1) < 1e-9)
    #expect(estimate.degreesOfFreedom == expected["degf"] as? Int)
    let lower = try #require(
      ((expected["ci95_t"] as? [String: Any])?["lower"] as? [Double])?[position])
    #expect(abs((estimate.interval?.lower ?? -1) / 100 / lower - 1) < 1e-9)
  }

  static func study(_ design: DesignSpecification) -> Study {
    let scale = ResponseScale(
      id: "yes-no",
      options: [
        ResponseOption(code: "Yes", label: LocalizedText("Yes")),
        ResponseOption(code: "No", label: LocalizedText("No")),
      ])
    let questionnaire = Questionnaire(
      id: "api", version: "1", title: LocalizedText("api"),
      items: [Item(id: "sch.wide", label: LocalizedText("sch.wide"), content: .single(scale))],
      index: Axis(
        id: "index", label: LocalizedText("index"), kind: .index, criteria: ["sch.wide"]),
      profiles: [
        ScoringProfile(
          name: "share", label: LocalizedText("share"), scores: ["yes-no": ["Yes": 1, "No": 0]])
      ], defaultProfile: "share")
    let units = UnitRegistry(
      ["E", "H", "M"].map { AdministrativeUnit(code: $0, name: $0, kind: .agency) })
    return Study(
      id: "api", title: LocalizedText("api"), wave: "2000", questionnaire: questionnaire,
      units: units, columns: StudyColumns(unit: "stype", key: ["snum"]), design: design,
      scoring: ScoringChoice(interval: "mean"))
  }
}
