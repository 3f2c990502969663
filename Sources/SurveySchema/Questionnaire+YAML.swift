public import Foundation
public import SurveyModel

extension Questionnaire {
  /// Reads a questionnaire from its YAML file.
  ///
  /// - Throws: ``SchemaError`` with every mistake of the file, each with line and column.
  public init(contentsOf url: URL) throws(SchemaError) {
    try self.init(yaml: readBytes(of: url, as: url.lastPathComponent), file: url.lastPathComponent)
  }

  /// Reads a questionnaire from the bytes of a YAML text.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The name that problems carry.
  /// - Throws: ``SchemaError`` with every mistake of the text.
  public init(yaml bytes: [UInt8], file: String) throws(SchemaError) {
    let problems = SchemaProblems(file: file)
    let root = YAMLNode.read(bytes, into: problems).map {
      SchemaReader(node: $0, path: "", problems: problems)
    }
    let questionnaire = root?.questionnaire()
    try problems.check()
    guard let questionnaire else { throw SchemaError(problems: problems.problems) }
    self = questionnaire
  }
}

/// The bytes of a file.
func readBytes(of url: URL, as name: String) throws(SchemaError) -> [UInt8] {
  let manager = FileManager.default
  let kind: SchemaProblem.Kind
  if !manager.fileExists(atPath: url.path) {
    kind = .noSuchFile
  } else if let data = try? Data(contentsOf: url) {
    return [UInt8](data)
  } else {
    kind = .unreadable(manager.isReadableFile(atPath: url.path) ? "" : "permission")
  }
  throw SchemaError(
    problems: [SchemaProblem(file: name, line: 1, column: 1, path: "", kind: kind)])
}

extension SchemaReader {
  func questionnaire() -> Questionnaire? {
    mapping { keys in
      let id = keys.required("questionnaire")?.name()
      let version = keys["version"]?.text() ?? "1"
      let title = keys.required("title")?.label()
      let languageNote = keys["language-note"]?.label()
      let legal = keys["legal"]?.legalReference()
      let unknowns = keys["unknown"]?.list().compactMap { $0.label() } ?? []
      let missingCodes = keys["missing"]?.missingCodes() ?? MissingCodes()
      let base = keys["base"]?.missingKinds() ?? []
      let scales = keys["scales"]?.scales() ?? [:]
      let items = keys.required("items")?.items(scales: scales.mapValues(\.scale)) ?? []
      let checks = keys["checks"]?.checks(items: items.map(\.item)) ?? []
      let axes = keys.required("axes")
      let index = axes?.axisTree(items: items.map(\.item))
      let profiles = keys.required("profiles")?.profiles(
        scales: items.scales(and: scales), criteria: index?.allCriteria ?? [],
        items: items.map(\.item))
      let rollUps = keys["rollup"]?.rollUps(index: index)
      guard let id, let title, let index, let profiles else { return nil }
      var questionnaire = Questionnaire(
        id: id, version: version, title: title, legal: legal, unknowns: unknowns,
        missingCodes: missingCodes, base: base, items: items.map(\.item), index: index,
        profiles: profiles.profiles, defaultProfile: profiles.defaultName,
        rollUps: rollUps?.rollUps ?? RollUp.builtIn,
        defaultRollUp: rollUps?.defaultName ?? RollUp.equalCriteria.name)
      questionnaire.languageNote = languageNote
      questionnaire.checks = checks
      return questionnaire
    }
  }

  private func legalReference() -> LegalReference? {
    mapping { keys in
      let number = keys.required("reference")?.text()
      let date = keys["date"]?.date()
      let issuer = keys["issuer"]?.label()
      let url = keys["url"]?.text()
      return number.map { LegalReference(number: $0, date: date, issuer: issuer, url: url) }
    }
  }

  func missingCodes() -> MissingCodes? {
    mapping { keys in
      var codes: [MissingKind: [String]] = [:]
      for kind in SchemaReader.missingKinds { codes[kind] = keys[kind.rawValue]?.texts() }
      return MissingCodes(codes)
    }
  }

  func missingKinds() -> Set<MissingKind> {
    let allowed = SchemaReader.missingKinds.map(\.rawValue)
    let kinds = list().compactMap { reader -> MissingKind? in
      guard let text = reader.text() else { return nil }
      if let kind = MissingKind(rawValue: text), SchemaReader.missingKinds.contains(kind) {
        return kind
      }
      reader.report(.unknownValue(text, nearest: text.nearest(among: allowed), allowed: allowed))
      return nil
    }
    return Set(kinds)
  }

  private static let missingKinds = MissingKind.allCases.filter { $0 != .invalid }
}
