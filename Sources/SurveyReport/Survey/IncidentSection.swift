public import IncidentFlags
public import SurveyModel
internal import SurveyStatistics

/// Incident rates as tables and callouts of a report.
public struct IncidentSection: Sendable {
  let table: IncidentTable
  let language: Language

  /// Makes a section.
  ///
  /// - Parameters:
  ///   - table: The rates.
  ///   - language: The language of its words and numbers.
  public init(_ table: IncidentTable, language: Language) {
    self.table = table
    self.language = language
  }

  /// One table for each incident item, so that own experience and perception never share one.
  public func tables() -> [Table] {
    var items: [String] = []
    for rate in table.rates where !items.contains(rate.item) { items.append(rate.item) }
    return items.map { item in
      let rates = table.rates.filter { $0.item == item }
      let question = table.study.questionnaire.item(item)?.label[language] ?? ""
      return Table(
        caption: caption(rates, item: item), note: question, columns: columns(),
        rows: rates.map(row))
    }
  }

  /// A sentence for each shown unit whose rate lies above its baseline.
  func callouts() -> [Block] {
    table.rates.filter { $0.verdict == .above && $0.unit != nil }.map { rate in
      let style = NumberStyle(language)
      let share = style.string(rate.share ?? .nan, digits: 2)
      let lower = style.string(rate.interval?.lower ?? .nan, digits: 2)
      let baseline = style.string((rate.baseline?.share ?? .nan) * 100, digits: 2)
      let name = unitName(rate)
      let what = LocalizedText.incident(rate.kind)[language]
      let basis = LocalizedText.basis(rate.basis)[language]
      return .callout(
        .caution,
        language == .vietnamese
          ? "\(name): \(what) (\(basis)) \(share) %, cận dưới \(lower) % cao hơn mức so sánh "
            + "\(baseline) %. Đây là tín hiệu để kiểm tra, không phải kết luận."
          : "\(name): \(what) (\(basis)) \(share) %; its lower limit of \(lower) % lies above the "
            + "baseline of \(baseline) %. This is a signal to look into, not a verdict.")
    }
  }

  private func caption(_ rates: [IncidentRate], item: String) -> String {
    guard let rate = rates.first else { return item }
    return "\(LocalizedText.incident(rate.kind)[language]) "
      + "(\(LocalizedText.basis(rate.basis)[language]), \(item))"
  }

  private func columns() -> [Table.Column] {
    [
      .rowHeader(LocalizedText.unit[language]), Table.Column(LocalizedText.answered[language]),
      Table.Column(LocalizedText.reports[language]),
      Table.Column(LocalizedText.reportShare[language]),
      Table.Column(LocalizedText.intervalHeader(table.rules.confidenceLevel)[language]),
      Table.Column(LocalizedText.designEffect[language]),
      Table.Column(LocalizedText.baseline[language]),
      Table.Column(LocalizedText.verdict[language], alignment: .text),
    ]
  }

  private func row(_ rate: IncidentRate) -> Table.Row {
    let isHidden = rate.status == .suppressed
    let cells: [Cell] = [
      .number(rate.reports.map(Double.init), digits: 0), shareCell(rate), intervalCell(rate),
      .number(rate.designEffect, digits: 2),
    ]
    return Table.Row(
      [.text(unitName(rate)), .number(Double(rate.answered), digits: 0)]
        + cells.map { isHidden ? .suppressed : $0 } + [
          rate.baseline.map { .number($0.share * 100, digits: 2) } ?? .text("–"),
          .text(rate.verdict.statement[language]),
        ], level: rate.unit == nil ? 0 : 1, emphasis: rate.unit == nil ? .strong : .plain)
  }

  /// The share; where nobody reports anything, only the bound is said.
  private func shareCell(_ rate: IncidentRate) -> Cell {
    guard rate.status.isShown, let share = rate.share else {
      return .notAvailable(reason: rate.status.statement[language])
    }
    guard rate.status == .allOrNone, let interval = rate.interval else {
      return .number(share, digits: 2)
    }
    let style = NumberStyle(language)
    return .text(
      rate.reports == 0
        ? "≤ " + style.string(interval.upper, digits: 2)
        : "≥ " + style.string(interval.lower, digits: 2))
  }

  private func intervalCell(_ rate: IncidentRate) -> Cell {
    guard let interval = rate.interval else {
      return .notAvailable(reason: rate.status.statement[language])
    }
    return .interval(lower: interval.lower, upper: interval.upper, digits: 2)
  }

  private func unitName(_ rate: IncidentRate) -> String {
    rate.unit.map { table.study.units.units[$0].name } ?? LocalizedText.allUnits[language]
  }
}
