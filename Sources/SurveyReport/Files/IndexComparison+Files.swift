internal import DelimitedText
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

  /// Both figures as CSV, UTF-8 with a byte order mark for Excel, decimal points.
  public func csv(in language: Language) -> [UInt8] {
    var writer = RecordWriter(startingWith: .utf8)
    var hasHeader = false
    for row in rows {
      let names = names(row, in: language)
      let figures = figures(row)
      if !hasHeader {
        writer.write(
          names.map(\.key) + figures.map(\.key) + [
            "answered", "leftOut", "status", "withoutStatus",
          ])
        hasHeader = true
      }
      writer.write(
        names.map(\.value) + figures.map { $0.value.map { "\($0)" } ?? "" } + [
          String(row.all.answered), row.leftOut.map(String.init) ?? "", row.all.status.rawValue,
          status(row),
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
