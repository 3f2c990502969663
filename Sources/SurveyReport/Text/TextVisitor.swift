import SurveyModel

/// Collects the blocks of a report as paragraphs of lines.
struct TextVisitor: ReportVisitor {
  /// The language of the fixed words and of the numbers.
  let language: Language

  /// The number of columns text is broken at.
  let width: Int

  /// The paragraphs so far; one empty line stands between two of them.
  private(set) var paragraphs: [[String]] = []

  init(language: Language, width: Int) {
    self.language = language
    self.width = width
  }

  /// Adds title, subtitle and facts.
  mutating func masthead(of document: ReportDocument) {
    var lines = underlined(document.title, with: "=")
    if let subtitle = document.subtitle { lines += wrapped(subtitle) }
    paragraphs.append(lines)
    guard !document.metadata.isEmpty else { return }
    paragraphs.append(document.metadata.flatMap { wrapped("\($0.label): \($0.value)") })
  }

  mutating func visit(heading text: String, level: Int) {
    switch level {
    case ...1: paragraphs.append(underlined(text, with: "="))
    case 2: paragraphs.append(underlined(text, with: "-"))
    default: paragraphs.append(wrapped(text))
    }
  }

  mutating func visit(paragraph text: String) { paragraphs.append(wrapped(text)) }

  mutating func visit(keyFigures figures: [KeyFigure]) {
    guard !figures.isEmpty else { return }
    let legend = Legend(figures.map(\.value))
    let lines = figures.flatMap { figure in
      var value = NumberStyle(language).string(figure.value, legend: legend)
      if figure.value.isShown, !figure.unit.isEmpty { value += " " + figure.unit }
      let remarks = [figure.interval, figure.note].compactMap(\.self)
      let suffix = remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))"
      return wrapped("\(figure.label): \(value)\(suffix)", hanging: 2)
    }
    paragraphs.append(lines + legendLines(legend))
  }

  mutating func visit(table: Table) {
    var lines = wrapped(table.caption)
    lines += TextTable(table: table, language: language, width: width).lines
    lines += legendLines(Legend(table))
    if let note = table.note { lines += wrapped(note) }
    paragraphs.append(lines)
  }

  mutating func visit(dotWhisker chart: DotWhiskerChart) {
    var lines = wrapped(chart.title)
    lines += TextChart(chart: chart, language: language, width: width).lines
    lines += legendLines(Legend(chart))
    paragraphs.append(lines)
  }

  mutating func visit(notes: [String]) {
    guard !notes.isEmpty else { return }
    let items = notes.enumerated().flatMap { wrapped("\($0 + 1). \($1)", hanging: 3) }
    paragraphs.append([LocalizedText.howComputed[language]] + items)
  }

  mutating func visit(callout kind: CalloutKind, text: String) {
    paragraphs.append(wrapped("\(LocalizedText.title(of: kind)[language]): \(text)"))
  }

  private func underlined(_ text: String, with rule: Character) -> [String] {
    let lines = wrapped(text)
    return lines + [String(repeating: rule, count: lines.map(\.count).max() ?? 0)]
  }

  private func legendLines(_ legend: Legend) -> [String] {
    legend.lines(in: language).flatMap { wrapped($0, hanging: 4) }
  }

  /// The safe text in lines; all but the first are indented.
  private func wrapped(_ text: String, hanging indent: Int = 0) -> [String] {
    let lines = TextWrapping.lines(of: SafeText(text).string, width: width - indent)
    let margin = String(repeating: " ", count: indent)
    return lines.enumerated().map { $0 == 0 ? $1 : margin + $1 }
  }
}
