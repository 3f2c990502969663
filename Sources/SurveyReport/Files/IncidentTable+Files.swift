public import DelimitedText
public import IncidentFlags
public import SurveyModel
internal import SurveyStatistics

extension IncidentTable {
  /// The rates as JSON: shares 0…100 in full precision, null where nothing is shown.
  ///
  /// - Parameters:
  ///   - language: The language of names.
  ///   - includesEvidence: Whether each shown rate lists the batch and record of its reports; for
  ///     those who may see the forms only.
  /// - Returns: The text of the file.
  public func json(in language: Language, includesEvidence: Bool = false) -> String {
    let rows = rates.map { rate in
      var pairs: [(String, JSONValue)] = [
        ("unit", .text(code(rate.unit))), ("unitName", .text(name(rate.unit, in: language))),
        ("item", .text(rate.item)), ("kind", .text(rate.kind.rawValue)),
        ("basis", .text(rate.basis.rawValue)), ("share", .optional(rate.share)),
        ("standardError", .optional(rate.standardError)),
        ("lower", .optional(rate.interval?.lower)), ("upper", .optional(rate.interval?.upper)),
        ("interval", .optional(rate.interval?.method.rawValue)),
        ("degreesOfFreedom", .optional(rate.degreesOfFreedom)),
        ("designEffect", .optional(rate.designEffect)),
        ("sampleSize", .integer(rate.sampleSize)), ("answered", .integer(rate.answered)),
        ("reports", .optional(rate.reports)),
        ("baseline", .optional(rate.baseline.map { $0.share * 100 })),
        ("verdict", .text(rate.verdict.rawValue)), ("status", .text(rate.status.rawValue)),
      ]
      if includesEvidence {
        pairs.append(
          (
            "evidence",
            .list(
              evidence(for: rate).map { report in
                .object([("batch", .integer(report.batch)), ("record", .integer(report.record))])
              })
          ))
      }
      return JSONValue.object(pairs)
    }
    return JSONValue.object([
      ("study", .text(study.id)), ("wave", .text(study.wave)),
      ("questionnaire", .text(study.questionnaire.id)),
      ("level", .number(rules.confidenceLevel)), ("by", .text(level.rawValue)),
      ("rates", .list(rows)),
    ]).rendered() + "\n"
  }

  /// The rates as delimited text, in full precision.
  ///
  /// - Parameters:
  ///   - language: The language of names.
  ///   - profile: For whom it is written.
  ///   - includesEvidence: Whether each shown rate lists the batch and record of its reports.
  /// - Returns: The bytes of the file.
  public func csv(
    in language: Language, as profile: ExportProfile = .csv, includesEvidence: Bool = false
  ) -> [UInt8] {
    var writer = ExportWriter(profile)
    writer.write(
      texts: [
        "unit", "unitName", "item", "kind", "basis", "share", "standardError", "lower", "upper",
        "interval", "degreesOfFreedom", "designEffect", "sampleSize", "answered", "reports",
        "baseline", "verdict", "status", "level",
      ] + (includesEvidence ? ["evidence"] : []))
    for rate in rates {
      let numbers = [rate.share, rate.standardError, rate.interval?.lower, rate.interval?.upper]
      let evidence = evidence(for: rate).map { "\($0.batch):\($0.record)" }.joined(separator: " ")
      writer.write(
        [
          .text(code(rate.unit)), .text(name(rate.unit, in: language)), .text(rate.item),
          .text(rate.kind.rawValue), .text(rate.basis.rawValue),
        ] + numbers.map { .number($0) } + [
          .text(rate.interval?.method.rawValue), .integer(rate.degreesOfFreedom),
          .number(rate.designEffect), .integer(rate.sampleSize), .integer(rate.answered),
          .integer(rate.reports), .number(rate.baseline.map { $0.share * 100 }),
          .text(rate.verdict.rawValue), .text(rate.status.rawValue),
          .number(rules.confidenceLevel),
        ] + (includesEvidence ? [.text(evidence)] : []))
    }
    return writer.bytes
  }

  private func code(_ unit: Int?) -> String { unit.map { study.units.units[$0].code } ?? "ALL" }

  private func name(_ unit: Int?, in language: Language) -> String {
    unit.map { study.units.units[$0].name } ?? LocalizedText.allUnits[language]
  }
}
