import SurveyModel

extension DotWhiskerChart {
  /// The numbers of the chart as a table, for readers who cannot see the drawing.
  func table(in language: Language) -> Table {
    Table(
      caption: title,
      columns: [
        .rowHeader(LocalizedText.name[language]),
        Table.Column(LocalizedText.estimate[language] + suffix),
        Table.Column(LocalizedText.interval[language] + suffix),
      ],
      rows: rows.map { row in
        Table.Row([
          .text(row.name), row.mark.cell(digits: digits), row.mark.intervalCell(digits: digits),
        ])
      })
  }

  private var suffix: String { unit.isEmpty ? "" : " (\(unit))" }
}
