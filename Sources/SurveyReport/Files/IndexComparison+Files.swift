public import DelimitedText
public import SatisfactionIndex
public import SurveyModel
internal import SurveyStatistics

extension IndexComparison {
  /// Both figures as JSON: estimates 0…100 in full precision, null where nothing is shown.
  public func json(in language: Language) -> String {
    let lines = rows.map { row in
      JSONValue.object(
        names(row, in: language).map { ($0.key, .text($0.value)) }
          + figures(row).map {
            ($0.key, .optional($0.value))
          } + [
            ("answered", .integer(row.all.answered)), ("leftOut", .optional(row.leftOut)),
            ("status", .text(row.all.status.rawValue)), ("withoutStatus", .text(status(row))),
          ])
    }
    return JSONValue.object([
      ("study", .text(all.study.id)), ("wave", .text(all.study.wave)),
      ("profile", .text(all.profile.name)), ("rollup", .text(all.rollUp.name)),
      ("level", .number(all.confidenceLevel)), ("interviews", .integer(leftOut.of)),
      ("leftOut", .optional(rows.first?.leftOut)), ("estimates", .list(lines)),
    ]).rendered() + "\n"
  }

  /// Both figures as delimited text, in full precision.
  public func csv(in language: Language, as profile: ExportProfile = .csv) -> [UInt8] {
    var writer = ExportWriter(profile)
    var hasHeader = false
    for row in rows {
      let names = names(row, in: language)
      let figures = figures(row)
      if !hasHeader {
        writer.write(
          texts: names.map(\.key) + figures.map(\.key) + [
            "answered", "leftOut", "status", "withoutStatus",
          ])
        hasHeader = true
      }
      writer.write(
        names.map { .text($0.value) } + figures.map { .number($0.value) } + [
          .integer(row.all.answered), .integer(row.leftOut), .text(row.all.status.rawValue),
          .text(status(row)),
        ])
    }
    return writer.bytes
  }

  private func names(_ row: Row, in language: Language) -> [(key: String, value: String)] {
    [
      ("unit", all.unitCode(row.all.unit)), ("unitName", all.unitName(row.all.unit, in: language)),
      ("parameter", row.all.parameter.description), ("label", row.all.label[language]),
    ]
  }

  private func figures(_ row: Row) -> [(key: String, value: Double?)] {
    let second = row.isWithheld ? nil : row.without
    return [
      ("estimate", row.all.estimate), ("standardError", row.all.standardError),
      ("lower", row.all.interval?.lower), ("upper", row.all.interval?.upper),
      ("withoutEstimate", second?.estimate), ("withoutStandardError", second?.standardError),
      ("withoutLower", second?.interval?.lower), ("withoutUpper", second?.interval?.upper),
      ("difference", row.difference),
    ]
  }

  private func status(_ row: Row) -> String {
    row.isWithheld ? EstimateStatus.suppressed.rawValue : row.without.status.rawValue
  }
}
