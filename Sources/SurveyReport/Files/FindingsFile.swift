public import DelimitedText
public import SurveyModel

/// Findings as a file.
public enum FindingsFile {
  /// The bytes of a CSV; it holds positions, rules and expectations, no respondent's answer.
  ///
  /// - Parameters:
  ///   - findings: The findings, each with its batch's number.
  ///   - language: The language of statements and remedies.
  ///   - profile: For whom it is written.
  /// - Returns: The bytes of the file.
  public static func csv(
    _ findings: [(batch: Int?, finding: Finding)], in language: Language,
    as profile: ExportProfile = .csv
  ) -> [UInt8] {
    var writer = ExportWriter(profile)
    writer.write(texts: [
      "batch", "file", "sheet", "line", "lastLine", "record", "field", "column", "item", "rule",
      "severity", "statement", "found", "expected", "remedy", "message",
    ])
    for (batch, finding) in findings {
      let position = finding.position
      writer.write([
        .integer(batch), .text(position.file), .text(position.sheet), .integer(position.line),
        .integer(position.lastLine), .integer(position.record), .integer(position.field),
        .text(finding.column), .text(finding.item), .text(finding.rule.rawValue),
        .text(finding.severity.rawValue), .text(finding.rule.statement[language]),
        .text(finding.found?.description(in: language)),
        .text(finding.expected.description(in: language)),
        .text(finding.rule.remedy[language]), .text(finding.message(in: language)),
      ])
    }
    return writer.bytes
  }
}
