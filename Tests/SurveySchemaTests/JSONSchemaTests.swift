import Foundation
import SurveyModel
import SurveySchema
import TestSupport
import Testing

@Suite("The JSON Schemas and the reader know the same keys")
struct JSONSchemaTests {
  static let formSites =
    (try? JSONSchemaSite.all(
      in: PackageFiles.questionnaires.appending(path: "questionnaire.schema.json"))) ?? []
  static let studySites =
    (try? JSONSchemaSite.all(
      in: PackageFiles.questionnaires.appending(path: "study.schema.json"))) ?? []

  @Test("both schemas list keys at many places")
  func count() {
    #expect(Self.formSites.count > 20)
    #expect(Self.studySites.count > 10)
  }

  @Test("in a form", arguments: formSites)
  func form(site: JSONSchemaSite) throws {
    // What an item is must be known before its range or incident is read.
    let type = site.path.hasPrefix("items[0].range") ? "number" : "single"
    let label = site.path.hasPrefix("items[0].label") ? "" : ", label: q"
    let context = ["items[0]": "id: q, type: \(type)\(label)"]
    let text = site.probe(context: context)
    let found = try problems { _ = try Questionnaire(yaml: Array(text.utf8), file: "f.yaml") }
    expect(found, toAgreeWith: site)
  }

  @Test("in a study", arguments: studySites)
  func study(site: JSONSchemaSite) throws {
    let folder = try TemporaryFolder()
    let context = ["design.stages[0].population": "column: c"]
    try folder.write(Array(site.probe(context: context).utf8), to: "study.yaml")
    let found = try problems { _ = try Study(contentsOf: folder.url) }
    expect(found, toAgreeWith: site)
  }

  @Test("and so does the table of a study's keys in Questionnaires/README.md")
  func table() throws {
    let text = try String(
      contentsOf: PackageFiles.questionnaires.appending(path: "README.md"), encoding: .utf8)
    let section =
      text.split(separator: "## Every key of a study\n").last?
      .split(separator: "\n## ").first ?? ""
    var rows: [String: Substring] = [:]
    for line in section.split(separator: "\n") where line.hasPrefix("| `") {
      rows[String(line.dropFirst(3).prefix { $0 != "`" })] = line
    }
    var known: Set<String> = []
    for site in Self.studySites {
      let path = site.path.replacing("[0]", with: "[]")
      for key in site.keys {
        let name = path.isEmpty ? key : "\(path).\(key)"
        known.insert(name)
        // Short shapes are told in the row of the key that holds them.
        let isTold = rows[name] != nil || rows[path]?.contains(key) == true
        #expect(isTold, "\(name) has no row")
      }
    }
    #expect(Set(rows.keys).subtracting(known) == [], "rows of keys that a study does not have")
    for (key, row) in rows {
      #expect(row.count { $0 == "|" } == 5, "\(key): meaning, default, example")
    }
  }

  private func expect(_ problems: [SchemaProblem], toAgreeWith site: JSONSchemaSite) {
    let allowed = problems.filter { $0.path == site.path }.compactMap { problem in
      if case .unknownKey("bogus", _, let allowed) = problem.kind { allowed } else { nil }
    }
    #expect(allowed.map(Set.init) == [site.keys])
    let missing = problems.filter { $0.path == site.path }.compactMap { problem in
      if case .missingKey(let key) = problem.kind { key } else { nil }
    }
    // The schema may ask for more than the reader does, never for less.
    if !site.isAlternative { #expect(site.required.isSuperset(of: missing)) }
  }
}
