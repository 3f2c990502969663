internal import Foundation
internal import SurveyIngest
public import SurveyModel
internal import SurveySchema
internal import SurveyStore

/// What an import understood of a file and would do with it.
public struct ImportExplanation: Sendable {
  let imported: FileImport
  private let study: Study
  let language: Language

  /// Makes an explanation.
  ///
  /// - Parameters:
  ///   - imported: The import of one file, usually a dry run.
  ///   - study: The study it was imported for.
  ///   - language: The language of the words.
  public init(_ imported: FileImport, study: Study, language: Language) {
    self.imported = imported
    self.study = study
    self.language = language
  }

  /// What was understood and what would be done, as JSON.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }

  private struct Document: Encodable {
    struct Statement: Encodable {
      var topic: String
      var text: String
      var isWarning: Bool
      var samples: [[String: String]]
    }
    struct Column: Encodable {
      var position: Int
      var header: String
      var meaning: String
      var rule: String?
    }
    struct Code: Encodable {
      var item: String
      var found: String
      var count: Int
      var nearest: String?
    }
    struct Counts: Encodable {
      var read: Int
      var accepted: Int
      var setAside: Int
      var alreadyPresent: Int
    }
    var file: String
    var understood: [Statement]
    var profile: String?
    var columns: [Column] = []
    var unmappedCodes: [Code] = []
    var unknownUnits: [Code] = []
    var absentItems: [String] = []
    var counts: Counts?
    var findings: [String: Int] = [:]
    var problems: [String] = []
  }

  private var document: Document {
    let statements = (imported.understanding?.statements ?? []).map { statement in
      Document.Statement(
        topic: statement.topic, text: statement.text[language], isWarning: statement.isWarning,
        samples: statement.samples.map { ["before": $0.before, "after": $0.after] })
    }
    var document = Document(
      file: imported.file.name, understood: statements,
      profile: imported.understanding?.profile.yaml)
    switch imported.result {
    case .failure(let error): document.problems = error.problems.map { $0.statement[language] }
    case .success(let outcome):
      document.columns = outcome.source.columns.map { column in
        let (meaning, rule) = words(column.meaning)
        return Document.Column(
          position: column.position, header: column.header, meaning: meaning, rule: rule)
      }
      document.unmappedCodes = outcome.source.unmappedCodes.map(entry)
      document.unknownUnits = outcome.source.unknownUnits.map(entry)
      document.absentItems = outcome.source.absentItems
      document.counts = Document.Counts(
        read: outcome.counts.read, accepted: outcome.counts.accepted,
        setAside: outcome.counts.setAside, alreadyPresent: outcome.counts.alreadyPresent)
      for finding in outcome.findings { document.findings[finding.rule.rawValue, default: 0] += 1 }
    }
    return document
  }

  private func entry(_ code: UnmappedCode) -> Document.Code {
    Document.Code(
      item: code.item, found: code.found.description(in: language), count: code.count,
      nearest: code.nearest)
  }

  private func words(_ meaning: ColumnMatch.Meaning) -> (String, String?) {
    switch meaning {
    case .item(let id, let rule): (id, rule.rawValue)
    case .study(let name): (name, nil)
    case .dropped(let id): ("dropped:\(id)", nil)
    case .pseudonym(let id): ("pseudonym:\(id)", nil)
    case .ignored: ("ignored", nil)
    case .unmapped: ("unmapped", nil)
    }
  }
}
