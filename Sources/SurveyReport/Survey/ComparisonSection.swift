public import SatisfactionIndex
public import SurveyModel
internal import SurveyStatistics

/// The index with and without flagged interviews, as tables of a report.
public struct ComparisonSection: Sendable {
  let comparison: IndexComparison
  let language: Language

  /// Makes a section.
  ///
  /// - Parameters:
  ///   - comparison: The index both ways.
  ///   - language: The language of its words and numbers.
  public init(_ comparison: IndexComparison, language: Language) {
    self.comparison = comparison
    self.language = language
  }

  /// One table of the index and axes by unit, or with every parameter where `isWhole`.
  public func table(isWhole: Bool = false) -> Table {
    let rows = comparison.rows.filter { isWhole || $0.all.depth == 0 }
    let all = comparison.all
    let level = LocalizedText.intervalHeader(all.confidenceLevel)[language]
    return Table(
      caption: LocalizedText.bothWays[language], note: note(),
      columns: [
        .rowHeader(LocalizedText.unit[language]),
        Table.Column(LocalizedText.parameter[language], alignment: .text),
        Table.Column(LocalizedText.allInterviews[language]), Table.Column(level),
        Table.Column(LocalizedText.withoutFlagged[language]), Table.Column(level),
        Table.Column(LocalizedText.difference[language]),
        Table.Column(LocalizedText.interviewsLeftOut[language]),
      ],
      rows: rows.map { row in
        let second = [
          number(row.without.estimate, row.without), interval(row.without),
          number(row.difference, row.without),
        ].map { $0.suppressed(when: row.isWithheld) }
        let count: Cell =
          row.leftOut.map { .number(Double($0), digits: 0) } ?? .suppressed
        return Table.Row(
          [
            .text(all.unitName(row.all.unit, in: language)), .text(row.all.label[language]),
            number(row.all.estimate, row.all), interval(row.all),
          ] + second + [count],
          level: row.all.depth, emphasis: row.all.unit == nil ? .strong : .plain)
      })
  }

  private func number(_ value: Double?, _ estimate: IndexEstimate) -> Cell {
    guard let value else { return hidden(estimate) }
    return .number(value, digits: 2)
  }

  private func interval(_ estimate: IndexEstimate) -> Cell {
    guard let interval = estimate.interval else { return hidden(estimate) }
    return .interval(lower: interval.lower, upper: interval.upper, digits: 2)
  }

  private func hidden(_ estimate: IndexEstimate) -> Cell {
    estimate.status == .suppressed
      ? .suppressed : .notAvailable(reason: estimate.status.statement[language])
  }

  private func note() -> String {
    let style = NumberStyle(language)
    let total = style.string(Double(comparison.leftOut.of), digits: 0)
    let count = comparison.rows.first?.leftOut.map { style.string(Double($0), digits: 0) } ?? "[c]"
    return language == .vietnamese
      ? "Bỏ \(count) trên \(total) phiếu bị đánh dấu (sipas quality). Dấu hiệu không phải là kết luận; "
        + "phiếu bị bỏ vẫn nằm trong kho."
      : "Without \(count) of \(total) interviews that were flagged (sipas quality). A flag is no verdict; "
        + "the interviews stay in the store."
  }
}

extension LocalizedText {
  static let bothWays = LocalizedText(
    vi: "Chỉ số hài lòng: tất cả phiếu, và khi bỏ phiếu bị đánh dấu",
    en: "The satisfaction index: all interviews, and without those that were flagged")
  static let allInterviews = LocalizedText(vi: "Tất cả (%)", en: "All (%)")
  static let withoutFlagged = LocalizedText(vi: "Bỏ phiếu đánh dấu (%)", en: "Without flagged (%)")
  static let difference = LocalizedText(vi: "Chênh lệch", en: "Difference")
  static let interviewsLeftOut = LocalizedText(vi: "Phiếu bỏ", en: "Left out")
}
