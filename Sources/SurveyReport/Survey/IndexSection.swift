public import SatisfactionIndex
public import SurveyModel
internal import SurveyStatistics

/// The index as tables, key figures and charts of a report.
public struct IndexSection: Sendable {
  let index: IndexTable
  let language: Language

  /// Makes a section.
  ///
  /// - Parameters:
  ///   - index: The index.
  ///   - language: The language of its words and numbers.
  public init(_ index: IndexTable, language: Language) {
    self.index = index
    self.language = language
  }

  /// The index and its axes for each unit, a unit a row.
  ///
  /// - Parameter mostAxes: With more axes than this the table has none of them.
  /// - Returns: The table.
  public func unitTable(mostAxes: Int = .max) -> Table {
    let all = index.study.questionnaire.index.children
    let axes = all.count > mostAxes ? [] : all
    let intervalHeader = LocalizedText.intervalHeader(index.confidenceLevel)[language]
    var columns = [
      Table.Column.rowHeader(LocalizedText.unit[language]),
      Table.Column(LocalizedText.answered[language]),
      Table.Column(LocalizedText.index[language] + " (%)"), Table.Column(intervalHeader),
    ]
    columns += axes.map { Table.Column($0.label[language] + " (%)") }
    let rows = ([nil] + index.units.map(Optional.init)).map { unit in
      var cells: [Cell] = [.text(index.unitName(unit, in: language))]
      for (position, node) in ([index.study.questionnaire.index] + axes).enumerated() {
        guard let estimate = index.estimate(of: node.parameter, unit: unit) else { continue }
        if position == 0 {
          cells.append(.number(Double(estimate.answered), digits: 0))
          cells += [estimateCell(estimate), intervalCell(estimate)]
        } else {
          cells.append(combinedCell(estimate))
        }
      }
      return Table.Row(cells, level: unit == nil ? 0 : 1, emphasis: unit == nil ? .strong : .plain)
    }
    return Table(
      caption: LocalizedText.indexAndAxes[language], note: methodLine(), columns: columns,
      rows: rows
    )
  }

  /// Every criterion, factor, axis and the index of one unit, nil for all together.
  public func parameterTable(unit: Int?) -> Table {
    let columns = [
      Table.Column.rowHeader(LocalizedText.parameter[language]),
      Table.Column(LocalizedText.estimateHeader[language]),
      Table.Column(LocalizedText.standardError[language]),
      Table.Column(LocalizedText.intervalHeader(index.confidenceLevel)[language]),
      Table.Column(LocalizedText.degreesOfFreedom[language]),
      Table.Column(LocalizedText.designEffect[language]),
      Table.Column(LocalizedText.asked[language]), Table.Column(LocalizedText.answered[language]),
    ]
    let rows = index.estimates.filter { $0.unit == unit }.map { estimate in
      let isComposite = if case .item = estimate.parameter { false } else { true }
      return Table.Row(
        [
          .text(estimate.title(in: language)), estimateCell(estimate),
          hidden(.number(estimate.standardError, digits: 2), estimate), intervalCell(estimate),
          hidden(.number(estimate.degreesOfFreedom.map(Double.init), digits: 0), estimate),
          hidden(.number(estimate.designEffect, digits: 2), estimate),
          .number(Double(estimate.sampleSize), digits: 0),
          .number(Double(estimate.answered), digits: 0),
        ], level: estimate.depth, emphasis: isComposite ? .strong : .plain)
    }
    return Table(
      caption: index.unitName(unit, in: language), note: methodLine(), columns: columns, rows: rows)
  }

  /// The index of each unit as dots with whiskers, all together as the line of reference.
  func unitChart() -> DotWhiskerChart {
    let all = index.estimate(of: .index, unit: nil)
    let rows = index.units.compactMap { unit in
      index.estimate(of: .index, unit: unit).map {
        DotWhiskerChart.Row(
          name: index.unitName(unit, in: language), mark: mark($0), note: "n = \($0.answered)")
      }
    }
    let title = LocalizedText.indexChart[language]
    return DotWhiskerChart(
      title: title, summary: summary(title), scale: scale(rows), rows: rows,
      reference: all?.estimate.map {
        DotWhiskerChart.Reference(value: $0, label: LocalizedText.allUnits[language])
      })
  }

  /// The lowest composites of all together as dots with whiskers.
  func factorChart() -> DotWhiskerChart {
    let composites = index.study.questionnaire.index.nodes.map(\.node).filter {
      $0.kind != .index
    }
    let rows = composites.compactMap { node in
      index.estimate(of: node.parameter, unit: nil).map {
        DotWhiskerChart.Row(
          name: node.label[language], mark: mark($0), note: "n = \($0.answered)")
      }
    }
    let title = LocalizedText.axesChart[language]
    return DotWhiskerChart(
      title: title, summary: summary(title), scale: scale(rows), rows: rows,
      reference: index.estimate(of: .index, unit: nil)?.estimate.map {
        DotWhiskerChart.Reference(value: $0, label: LocalizedText.index[language])
      })
  }

  /// The index and the axes of all together.
  func keyFigures() -> [KeyFigure] {
    let nodes = [index.study.questionnaire.index] + index.study.questionnaire.index.children
    return nodes.compactMap { node in
      index.estimate(of: node.parameter, unit: nil).map { estimate in
        KeyFigure(
          label: node.kind == .index ? LocalizedText.index[language] : node.label[language],
          value: estimateCell(estimate), unit: "%", interval: intervalText(estimate),
          note: "n = \(NumberStyle(language).string(Double(estimate.answered), digits: 0))")
      }
    }
  }

  private func methodLine() -> String {
    let profile = "\(index.profile.label[language]) (\(index.profile.name))"
    return switch language {
    case .vietnamese:
      "Bộ điểm: \(profile); tổng hợp: \(index.rollUp.name); "
        + "khoảng: \(LocalizedText.method(index.intervalMethod)[language])."
    case .english:
      "Profile: \(profile); roll-up: \(index.rollUp.name); "
        + "interval: \(LocalizedText.method(index.intervalMethod)[language])."
    }
  }

  private func intervalText(_ estimate: IndexEstimate) -> String? {
    estimate.interval.map { interval in
      LocalizedText.intervalHeader(index.confidenceLevel)[language] + ": "
        + NumberStyle(language).string(lower: interval.lower, upper: interval.upper, digits: 2)
    }
  }

  private func estimateCell(_ estimate: IndexEstimate) -> Cell {
    if estimate.status == .suppressed { return .suppressed }
    guard estimate.status.isShown else { return .notAvailable(reason: reason(estimate)) }
    return .number(estimate.estimate, digits: 2)
  }

  private func intervalCell(_ estimate: IndexEstimate) -> Cell {
    if estimate.status == .suppressed { return .suppressed }
    guard let interval = estimate.interval else { return .notAvailable(reason: reason(estimate)) }
    return .interval(lower: interval.lower, upper: interval.upper, digits: 2)
  }

  /// The estimate with its interval in one cell: `87,17 (79,11–92,41)`.
  private func combinedCell(_ estimate: IndexEstimate) -> Cell {
    guard let value = estimate.estimate, let interval = estimate.interval else {
      return estimateCell(estimate)
    }
    let style = NumberStyle(language)
    let range = style.string(lower: interval.lower, upper: interval.upper, digits: 2)
    return .text("\(style.string(value, digits: 2)) (\(range))")
  }

  private func mark(_ estimate: IndexEstimate) -> DotWhiskerChart.Mark {
    if estimate.status == .suppressed { return .suppressed }
    guard let value = estimate.estimate else { return .notAvailable(reason: reason(estimate)) }
    return .estimate(value, lower: estimate.interval?.lower, upper: estimate.interval?.upper)
  }

  private func reason(_ estimate: IndexEstimate) -> String {
    let missing = estimate.missingCriteria.prefix(3).joined(separator: ", ")
    return estimate.status.statement[language] + (missing.isEmpty ? "" : " (\(missing))")
  }

  private func hidden(_ cell: Cell, _ estimate: IndexEstimate) -> Cell {
    estimate.status == .suppressed ? .suppressed : cell
  }

  private func summary(_ title: String) -> String {
    let percent = LocalizedText.percentText(index.confidenceLevel)
    return switch language {
    case .vietnamese: "\(title): chấm là giá trị ước lượng, vạch là khoảng tin cậy \(percent) %."
    case .english: "\(title): a dot is an estimate, its line the \(percent) % interval."
    }
  }

  /// A scale of tens around what is drawn, so that differences can be seen.
  private func scale(_ rows: [DotWhiskerChart.Row]) -> ClosedRange<Double> {
    let drawn = rows.compactMap(\.mark.drawn)
    guard let least = drawn.map(\.lower).min(), let most = drawn.map(\.upper).max() else {
      return 0...100
    }
    let lower = max(0, (least / 10).rounded(.down) * 10)
    let upper = min(100, (most / 10).rounded(.up) * 10)
    return lower < upper ? lower...upper : 0...100
  }
}

extension IndexTable {
  /// The name of a unit, or of all together.
  public func unitName(_ unit: Int?, in language: Language) -> String {
    unit.map { study.units.units[$0].name } ?? LocalizedText.allUnits[language]
  }

  /// The code of a unit in files: `ALL` for all together.
  public func unitCode(_ unit: Int?) -> String {
    unit.map { study.units.units[$0].code } ?? "ALL"
  }
}

extension IndexEstimate {
  /// The parameter's title, an item's with its id before it.
  func title(in language: Language) -> String {
    if case .item(let id) = parameter { return "\(id) \(label[language])" }
    return label[language]
  }
}
