internal import DelimitedText
public import SurveyModel

/// Findings as CSV, UTF-8 with a byte order mark for Excel.
public enum FindingsFile {
  /// The bytes of the file; it holds positions, rules and expectations, no respondent's answer.
  public static func csv(
    _ findings: [(batch: Int?, finding: Finding)], in language: Language
  ) -> [UInt8] {
    var writer = RecordWriter(startingWith: .utf8)
    writer.write([
      "batch", "file", "sheet", "line", "lastLine", "record", "field", "column", "item", "rule",
      "severity",
      "statement", "found", "expected", "remedy",
    ])
    for (batch, finding) in findings {
      let position = finding.position
      writer.write([
        batch.map(String.init) ?? "", position.file, position.sheet ?? "",
        String(position.line),
        String(position.lastLine), String(position.record),
        position.field.map(String.init) ?? "", finding.column ?? "", finding.item ?? "",
        finding.rule.rawValue, finding.severity.rawValue, finding.rule.statement[language],
        finding.found?.description(in: language) ?? "", finding.expected.description(in: language),
        finding.rule.remedy[language],
      ])
    }
    return writer.bytes
  }
}
