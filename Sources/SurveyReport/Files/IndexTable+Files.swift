public import DelimitedText
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

  /// The index as delimited text, in full precision.
  ///
  /// - Parameters:
  ///   - language: The language of names.
  ///   - profile: For whom it is written.
  /// - Returns: The bytes of the file.
  public func csv(in language: Language, as profile: ExportProfile = .csv) -> [UInt8] {
    var writer = ExportWriter(profile)
    writer.write(texts: [
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
          .text(unitCode(estimate.unit)), .text(unitName(estimate.unit, in: language)),
          .text(estimate.parameter.description), .text(estimate.label[language]),
        ] + numbers.map { .number($0) } + [
          .text(estimate.interval?.method.rawValue), .integer(estimate.degreesOfFreedom),
          .number(estimate.designEffect), .integer(estimate.sampleSize),
          .integer(estimate.answered), .text(estimate.status.rawValue), .text(self.profile.name),
          .text(rollUp.name), .number(confidenceLevel),
        ])
    }
    return writer.bytes
  }
}
