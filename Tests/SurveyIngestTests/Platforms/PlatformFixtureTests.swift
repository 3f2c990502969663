import Foundation
import SurveyIngest
import SurveyModel
import SurveySchema
import TestSupport
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

  @Test("of LimeSurvey keep what was written beside \"other\" where the form asks for it")
  func other() throws {
    var study = study
    let bytes = try Data(contentsOf: Self.folder.appending(path: "limesurvey-codes.csv"))
    let text = String(decoding: bytes, as: UTF8.self)
      .replacing("\"Y\",\"\",\"Y\",\"\",\"35\"", with: "\"Y\",\"\",\"Y\",\"loa, đài\",\"35\"")
    let folder = try TemporaryFolder()
    let file = try folder.write(Array(text.utf8), to: "answers.csv")
    // Without an item for it, it is named.
    let remarks = try Rendition(file, for: study).understanding.statements
      .first { $0.topic == "remarks" }
    #expect(remarks?.isWarning == true)
    #expect(remarks?.text.english.hasSuffix("not imported (1): \"channels[other]\"") == true)
    study.questionnaire.items.append(
      Item(
        id: "ghi_ro", label: LocalizedText("Khác (ghi rõ)"), content: .text,
        askedIf: [SkipRule(item: "channels", codes: ["3"])]))
    let with = try Rendition(file, for: study)
    #expect(!with.understanding.statements.contains { $0.topic == "remarks" })
    let table = try ResponseTable(reading: with)
    let meanings = try #require(table.source?.columns.map(\.meaning))
    #expect(meanings.contains(.item("ghi_ro", rule: .alias)))
    #expect(table.texts("ghi_ro")?[0] == "loa, đài")
    #expect(table.rowCount == 6)
    #expect(table.findings.isEmpty)
  }

  @Test("of platforms without a sign of their own stay a plain file")
  func plain() throws {
    #expect(try rendition("plain.csv").understanding.profile.platform == nil)
  }
}
