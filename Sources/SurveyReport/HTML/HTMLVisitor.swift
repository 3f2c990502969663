import SurveyModel

/// Collects the blocks of a report as pieces of HTML.
struct HTMLVisitor: ReportVisitor {
  /// A heading of level 1, and where it is found in the page.
  struct Chapter {
    let anchor: String
    let title: String
  }

  /// The language of the fixed words and of the numbers.
  let language: Language

  /// The blocks so far, in order.
  private(set) var pieces: [Markup] = []

  /// The headings of level 1 so far, for the table of contents.
  private(set) var chapters: [Chapter] = []

  /// The most rows of a chart that stand in one drawing, under one scale: of rows
  /// with two lines of text, this many fit on a page of A4.
  private static let rowsOfDrawing = 22

  /// How many parts with an identifier of their own there are so far.
  private var identified = 0

  init(language: Language) { self.language = language }

  mutating func visit(heading text: String, level: Int) {
    switch level {
    case ...1:
      let anchor = nextIdentifier()
      chapters.append(Chapter(anchor: anchor, title: text))
      pieces.append(element("h2", Attribute("id", anchor)) { text })
    case 2: pieces.append(element("h3") { text })
    default: pieces.append(element("h4") { text })
    }
  }

  mutating func visit(paragraph text: String) {
    pieces.append(element("p") { text })
  }

  mutating func visit(keyFigures figures: [KeyFigure]) {
    guard !figures.isEmpty else { return }
    let legend = Legend(figures.map(\.value))
    pieces.append(
      element("section", Attribute("aria-label", words(.keyFigures))) {
        element("ul", Attribute("class", "figures")) {
          for figure in figures { card(figure, legend: legend) }
        }
        legendLines(legend)
      })
  }

  mutating func visit(table: Table) {
    let renderer = HTMLTable(table: table, language: language, identifier: nextIdentifier())
    pieces.append(renderer.markup)
  }

  mutating func visit(dotWhisker chart: DotWhiskerChart) {
    let data = HTMLTable(
      table: chart.table(in: language), language: language, identifier: nextIdentifier())
    let legend = Legend(chart)
    let drawings = chart.parts(ofAtMost: Self.rowsOfDrawing).map { part in
      DotWhiskerDrawing(
        chart: part, language: language, identifier: nextIdentifier(), legend: legend)
    }
    pieces.append(
      element("figure", Attribute("class", "chart")) {
        element("figcaption") { chart.title }
        element(
          "div", Attribute("class", "scroll"), Attribute("role", "region"),
          Attribute("aria-label", chart.title), Attribute("tabindex", "0")
        ) {
          drawings.map(\.markup)
        }
        legendLines(legend)
        element("details") {
          element("summary") { words(.chartData) }
          data.markup
        }
      })
  }

  mutating func visit(notes: [String]) {
    guard !notes.isEmpty else { return }
    let title = words(.howComputed)
    pieces.append(
      element("section", Attribute("class", "notes"), Attribute("aria-label", title)) {
        element("p", Attribute("class", "notes-title")) { title }
        element("ol") {
          for note in notes { element("li") { note } }
        }
      })
  }

  mutating func visit(callout kind: CalloutKind, text: String) {
    pieces.append(
      element("aside", Attribute("class", "callout " + Self.style(of: kind))) {
        element("p") {
          element("strong") { words(.title(of: kind)) }
          " " + text
        }
      })
  }

  private func card(_ figure: KeyFigure, legend: Legend) -> Markup {
    let style = figure.value.isShown ? "figure" : "figure withheld"
    return element("li", Attribute("class", style)) {
      element("p", Attribute("class", "figure-label")) { figure.label }
      element("p", Attribute("class", "figure-value")) {
        NumberStyle(language).string(figure.value, legend: legend)
        if figure.value.isShown, !figure.unit.isEmpty {
          element("span", Attribute("class", "unit")) { "\u{A0}" + figure.unit }
        }
      }
      if let interval = figure.interval {
        element("p", Attribute("class", "figure-interval")) { interval }
      }
      if let note = figure.note { element("p", Attribute("class", "figure-note")) { note } }
    }
  }

  private func legendLines(_ legend: Legend) -> Markup {
    Markup(
      joining: legend.lines(in: language).map { line in
        element("p", Attribute("class", "legend")) { line }
      })
  }

  private func words(_ phrase: LocalizedText) -> String { phrase[language] }

  private mutating func nextIdentifier() -> String {
    identified += 1
    return "part-\(identified)"
  }

  private static func style(of kind: CalloutKind) -> String {
    switch kind {
    case .information: "information"
    case .caution: "caution"
    case .warning: "warning"
    }
  }
}
