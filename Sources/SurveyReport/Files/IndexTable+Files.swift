internal import DelimitedText
public import SatisfactionIndex
public import SurveyModel
internal import SurveyStatistics

extension IndexTable {
  /// The index as JSON: estimates 0…100 in full precision, null where nothing is shown.
  public func json(in language: Language) -> String {
    let rows = estimates.map { estimate in
      JSONValue.object([
        ("unit", .text(unitCode(estimate.unit))),
        ("unitName", .text(unitName(estimate.unit, in: language))),
        ("parameter", .text(estimate.parameter.description)),
        ("label", .text(estimate.label[language])), ("estimate", .optional(estimate.estimate)),
        ("standardError", .optional(estimate.standardError)),
        ("lower", .optional(estimate.interval?.lower)),
        ("upper", .optional(estimate.interval?.upper)),
        ("interval", .optional(estimate.interval?.method.rawValue)),
        ("degreesOfFreedom", .optional(estimate.degreesOfFreedom)),
        ("designEffect", .optional(estimate.designEffect)),
        ("sampleSize", .integer(estimate.sampleSize)), ("answered", .integer(estimate.answered)),
        ("status", .text(estimate.status.rawValue)),
      ])
    }
    return JSONValue.object([
      ("study", .text(study.id)), ("wave", .text(study.wave)),
      ("questionnaire", .text(study.questionnaire.id)), ("profile", .text(profile.name)),
      ("rollup", .text(rollUp.name)), ("level", .number(confidenceLevel)),
      ("by", .text(level.rawValue)),
      ("base", .list(study.questionnaire.base.map(\.rawValue).sorted().map { .text($0) })),
      ("estimates", .list(rows)),
    ]).rendered() + "\n"
  }

  /// The index as CSV, UTF-8 with a byte order mark for Excel, decimal points.
  public func csv(in language: Language) -> [UInt8] {
    var writer = RecordWriter(startingWith: .utf8)
    writer.write([
      "unit", "unitName", "parameter", "label", "estimate", "standardError", "lower", "upper",
      "interval", "degreesOfFreedom", "designEffect", "sampleSize", "answered", "status", "profile",
      "rollup", "level",
    ])
    for estimate in estimates {
      let numbers = [
        estimate.estimate, estimate.standardError, estimate.interval?.lower,
        estimate.interval?.upper,
      ]
      writer.write(
        [
          unitCode(estimate.unit), unitName(estimate.unit, in: language),
          estimate.parameter.description, estimate.label[language],
        ] + numbers.map { $0.map { "\($0)" } ?? "" } + [
          estimate.interval?.method.rawValue ?? "",
          estimate.degreesOfFreedom.map(String.init) ?? "",
          estimate.designEffect.map { "\($0)" } ?? "", String(estimate.sampleSize),
          String(estimate.answered), estimate.status.rawValue, profile.name, rollUp.name,
          "\(confidenceLevel)",
        ])
    }
    return writer.bytes
  }
}
