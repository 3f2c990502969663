import Foundation
import SurveyIngest
import SurveyModel
import SurveySchema
import Testing

/// The fixtures are made by `Fixtures/platforms/make.py`.
@Suite("Exports of survey platforms")
struct PlatformFixtureTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/platforms")

  private let study: Study

  init() throws {
    study = try Study(contentsOf: Self.folder)
  }

  private func rendition(_ name: String) throws -> Rendition {
    try Rendition(Self.folder.appending(path: name), for: study)
  }

  @Test(
    "hold the answers of the plain file, without any mapping",
    arguments: [
      ("kobo.csv", PlatformExport.koboToolbox), ("kobo-moved.csv", .koboToolbox),
      ("kobo-joined.csv", .koboToolbox), ("kobo-labels.csv", .koboToolbox),
      ("ona.csv", .koboToolbox), ("odk.csv", .odkCentral), ("odk-moved.csv", .odkCentral),
      ("limesurvey-codes.csv", .limeSurvey), ("limesurvey-both.csv", .limeSurvey),
      ("limesurvey-full.csv", .limeSurvey), ("google.csv", .googleForms),
      ("google-moved.csv", .googleForms), ("microsoft.xlsx", .microsoftForms),
    ])
  func sameAnswers(name: String, platform: PlatformExport) throws {
    let plain = try ResponseTable(reading: rendition("plain.csv"))
    let export = try rendition(name)
    let table = try ResponseTable(reading: export)
    #expect(export.understanding.profile.platform == platform.rawValue)
    #expect(table.findings.isEmpty)
    #expect(plain.rowCount == 6)
    #expect(table.layout == plain.layout)
    for (row, cells) in zip(table.cells, plain.cells) { #expect(row == cells) }
    #expect(table.rowCount == plain.rowCount)
  }

  @Test("of LimeSurvey say how many responses were not submitted")
  func partial() throws {
    let statements = try rendition("limesurvey-codes.csv").understanding.statements
    let partial = try #require(statements.first { $0.topic == "partial" })
    #expect(partial.isWarning)
    #expect(partial.text.english.hasPrefix("1 partial"))
  }

  @Test("that hold repeats within responses are refused, with the reason")
  func repeats() throws {
    let error = #expect(throws: ImportError.self) { try rendition("kobo-repeat.csv") }
    #expect(error?.problems == [.repeats("KoboToolbox")])
  }

  @Test("of platforms without a sign of their own stay a plain file")
  func plain() throws {
    #expect(try rendition("plain.csv").understanding.profile.platform == nil)
  }
}
