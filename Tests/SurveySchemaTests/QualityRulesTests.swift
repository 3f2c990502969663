import Foundation
import SurveyModel
import SurveySchema
import TestSupport
import Testing

@Suite("The quality block of a study")
struct QualityRulesTests {
  private func study(_ block: String, plan: String? = nil) throws -> Study {
    let folder = try TemporaryFolder()
    let text = """
      study: small
      title: Small
      wave: "2024"
      questionnaire: sipas-2023
      reference-date: 2024-12-31
      units: units.csv
      columns: {unit: xa, key: [so]}

      """
    try folder.write(Array((text + block).utf8), to: "study.yaml")
    try folder.write(
      Array("code,name,kind,parent\nP,P,province,\nX1,X1,commune,P\n".utf8), to: "units.csv")
    if let plan { try folder.write(Array(plan.utf8), to: "plan.csv") }
    return try Study(contentsOf: folder.url, questionnaires: [PackageFiles.questionnaires])
  }

  @Test("every key is read, and without the block there are defaults")
  func read() throws {
    #expect(try study("").quality == QualityRules())
    let block = """
      quality:
        interviewer: dtv
        started: bat_dau
        ended: ket_thuc
        office-hours: [6, 21]
        maximum-per-day: 15
        plan: plan.csv
        recheck: {file: phuc-tra.csv, items: [q9_01]}
        false-discovery-rate: 0.1
        minimum-interviews: 8
        permutations: 99
        seed: 7
        short-share: 0.25
        seconds-per-item: 3
        burst-seconds: 30
      """
    let quality = try study(
      block, plan: "unit,expected,interviewer\nX1,20,A\nX1,5,B\nP,40,\n"
    ).quality
    #expect(
      quality
        == QualityRules(
          interviewerColumn: "dtv", startedColumn: "bat_dau", endedColumn: "ket_thuc",
          officeHours: 6..<21, maximumPerDay: 15,
          plan: [
            PlannedInterviews(unit: "X1", interviewer: "A", count: 20),
            PlannedInterviews(unit: "X1", interviewer: "B", count: 5),
            PlannedInterviews(unit: "P", count: 40),
          ], recheck: RecheckRule(file: "phuc-tra.csv", items: ["q9_01"]),
          falseDiscoveryRate: 0.1, minimumInterviews: 8, permutations: 99, seed: 7,
          shortShare: 0.25, secondsPerItem: 3, burstSeconds: 30))
  }

  @Test("columns of interviewer and times are kept beside the answers")
  func layout() throws {
    let names = TableLayout(try study("quality: {interviewer: a, started: b}")).columns.map(\.name)
    #expect(names.contains(TableLayout.interviewer) && names.contains(TableLayout.started))
    #expect(!names.contains(TableLayout.ended))
    #expect(!TableLayout(try study("")).columns.map(\.name).contains(TableLayout.interviewer))
  }

  @Test("a plan by interviewer needs to know who interviewed; one without its columns says which")
  func plan() throws {
    let unnamed = try problems {
      _ = try study("quality: {plan: plan.csv}", plan: "unit,expected,interviewer\nX1,2,A\n")
    }
    #expect(unnamed.map(\.kind) == [.missingKey("interviewer")])
    let headless = try problems { _ = try study("quality: {plan: plan.csv}", plan: "xa,n\nX1,2\n") }
    #expect(headless.first?.file == "plan.csv")
    #expect(
      headless.first?.message(in: .english).contains("unit,expected[,interviewer]") == true)
  }

  @Test("a column that the form marks as naming a person is refused")
  func direct() throws {
    // The form's item for the interviewer's name.
    let found = try problems { _ = try study("quality: {interviewer: Interviewer}") }
    #expect(
      found.map(\.kind) == [
        .conflict("Interviewer", with: "pii: direct (interviewer)")
      ])
  }
}
