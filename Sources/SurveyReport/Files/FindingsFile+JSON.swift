public import SurveyModel

extension FindingsFile {
  /// The findings as JSON, with their exact totals by rule; no respondent's answer is in it.
  ///
  /// - Parameters:
  ///   - findings: The findings, each with its batch's number.
  ///   - language: The language of messages.
  /// - Returns: The text of the file.
  public static func json(
    _ findings: [(batch: Int?, finding: Finding)], in language: Language
  ) -> String {
    let totals = FindingTotals(findings, examplesPerRule: 0).groups.map { group in
      JSONValue.object([
        ("code", .text(group.rule.rawValue)), ("severity", .text(group.severity.rawValue)),
        ("count", .integer(group.count)),
      ])
    }
    let rows = findings.map { batch, finding in
      let position = finding.position
      return JSONValue.object([
        ("code", .text(finding.rule.rawValue)), ("severity", .text(finding.severity.rawValue)),
        ("batch", .optional(batch)), ("file", .text(position.file)),
        ("sheet", .optional(position.sheet)), ("line", .integer(position.line)),
        ("lastLine", .integer(position.lastLine)), ("record", .integer(position.record)),
        ("field", .optional(position.field)), ("column", .optional(finding.column)),
        ("item", .optional(finding.item)),
        ("expected", .text(finding.expected.description(in: language))),
        ("found", .optional(finding.found?.description(in: language))),
        ("message", .text(finding.message(in: language))),
      ])
    }
    return JSONValue.object([
      ("count", .integer(findings.count)), ("totals", .list(totals)), ("findings", .list(rows)),
    ]).rendered() + "\n"
  }
}
