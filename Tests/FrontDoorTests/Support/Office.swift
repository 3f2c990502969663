import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveySchema
import SurveyStore
import TestSupport

/// A study's folder of its own, to which files come.
struct Office {
  let folder: TemporaryFolder
  var project: SurveyProject

  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")
  static let source = fixtures.appending(path: "study")

  /// Copies the study, and pins a profile where one is given.
  ///
  /// - Parameters:
  ///   - profile: The profile.
  ///   - lines: Further lines of `study.yaml`.
  ///   - change: Changes the form.
  /// - Throws: The system's errors, and those of the study.
  init(
    profile: ImportProfile? = nil, adding lines: String = "",
    form change: (String) -> String = { $0 }
  ) throws {
    folder = try TemporaryFolder()
    for name in ["study.yaml", "units.csv", "mot-cua.yaml"] {
      try FileManager.default.copyItem(
        at: Office.source.appending(path: name), to: folder.url.appending(path: name))
    }
    if let profile {
      try folder.write(Array(profile.yaml.utf8), to: "profiles/own.yaml")
    }
    let yaml = folder.url.appending(path: "study.yaml")
    let pin = profile == nil ? "" : "import-profile: profiles/own.yaml\n"
    let text = String(decoding: try Data(contentsOf: yaml), as: UTF8.self) + pin + lines
    try Data(text.utf8).write(to: yaml)
    let form = folder.url.appending(path: "mot-cua.yaml")
    let items = String(decoding: try Data(contentsOf: form), as: UTF8.self)
    try Data(change(items).utf8).write(to: form)
    project = try SurveyProject(at: folder.url, questionnaires: [folder.url])
  }

  /// An office whose form asks for a second day, in the column of the minutes.
  static func withTwoDates(profile: ImportProfile? = nil) throws -> Office {
    try Office(profile: profile) {
      $0.replacing("id: minutes, type: number", with: "id: minutes, type: date")
        .replacing("range: {min: 0, max: 500}", with: "range: {min: 2025-01-01, max: 2025-12-31}")
    }
  }

  var study: Study { project.study }

  /// A file of the fixtures.
  static func disguise(_ name: String) -> URL { fixtures.appending(path: "disguises/\(name)") }

  /// A text as a file that has come.
  func file(_ text: String, _ name: String = "in/answers.csv") throws -> URL {
    try folder.write(Array(text.utf8), to: name)
  }

  func rendition(
    _ text: String, deciding forced: ImportProfile = ImportProfile()
  ) throws -> Rendition {
    try Rendition(try file(text), for: study, deciding: forced)
  }

  func table(
    _ text: String, deciding forced: ImportProfile = ImportProfile()
  ) throws -> ResponseTable {
    try ResponseTable(reading: rendition(text, deciding: forced))
  }

  /// Imports a file, or what it holds.
  func imports(
    _ url: URL, into store: SurveyStore, mode: ImportMode = .commit
  ) throws -> [FileImport] {
    try SourceFile.files(at: url).map {
      try project.importBatch($0, into: store, at: "2025-08-01T00:00:00Z", mode: mode)
    }
  }
}

extension ResponseTable {
  /// What respondents answered, by column, without the places where it stands in the file.
  var answers: [String: [String]] {
    var answers: [String: [String]] = [:]
    for (layout, column) in zip(layout.columns, columns)
    where ![TableLayout.record, TableLayout.line].contains(layout.name) {
      answers[layout.name] =
        switch column {
        case .closed(let codes): codes.map { "\($0)" }
        case .number(let values): values.map { "\($0)" }
        case .integer(let values): values.map { "\($0)" }
        // Scalar by scalar: two normal forms of one text are not the same answer.
        case .text(let texts):
          texts.indices.indices.map { row in
            (texts[row] ?? "—").unicodeScalars.map { "\($0.escaped(asASCII: false))" }.joined()
          }
        }
    }
    return answers
  }
}

extension FileUnderstanding {
  /// What the understanding says on a topic, in English.
  func says(_ topic: String) -> [String] {
    statements.filter { $0.topic == topic }.map(\.text.english)
  }

  var warnings: [String] { statements.filter(\.isWarning).map(\.topic) }
}
