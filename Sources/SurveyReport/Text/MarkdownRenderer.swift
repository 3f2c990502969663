import SurveyModel

/// Writes a report as Markdown with tables, as GitHub, GitLab and Pandoc read it.
///
/// Text is escaped where it enters, so that nothing in it is a heading, a link or an element of
/// HTML; what cannot be seen is spelled out.
public struct MarkdownRenderer: Sendable {
  /// A renderer; it has no settings.
  public init() {}

  /// The whole text, ending with a line break.
  ///
  /// - Complexity: O(*n*) in the size of the document.
  public func render(_ document: ReportDocument) -> String {
    var visitor = MarkdownVisitor(language: document.language)
    visitor.masthead(of: document)
    document.walk(with: &visitor)
    return visitor.paragraphs.joined(separator: "\n\n") + "\n"
  }
}

/// Collects the blocks of a report as paragraphs of Markdown.
private struct MarkdownVisitor: ReportVisitor {
  let language: Language
  private(set) var paragraphs: [String] = []

  init(language: Language) { self.language = language }

  mutating func masthead(of document: ReportDocument) {
    paragraphs.append("# \(escaped(document.title))")
    if let subtitle = document.subtitle { paragraphs.append(escaped(subtitle)) }
    let facts = document.metadata.map { "- \(escaped($0.label)): \(escaped($0.value))" }
    if !facts.isEmpty { paragraphs.append(facts.joined(separator: "\n")) }
  }

  mutating func visit(heading text: String, level: Int) {
    let depth = min(max(level, 1), 3) + 1
    paragraphs.append("\(String(repeating: "#", count: depth)) \(escaped(text))")
  }

  mutating func visit(paragraph text: String) { paragraphs.append(escaped(text)) }

  mutating func visit(keyFigures figures: [KeyFigure]) {
    guard !figures.isEmpty else { return }
    let legend = Legend(figures.map(\.value))
    let lines = figures.map { figure in
      var value = NumberStyle(language).string(figure.value, legend: legend)
      if figure.value.isShown, !figure.unit.isEmpty { value += " " + figure.unit }
      let remarks = [figure.interval, figure.note].compactMap(\.self)
      let suffix = remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))"
      return "- \(escaped(figure.label)): **\(escaped(value))**\(escaped(suffix))"
    }
    paragraphs.append(lines.joined(separator: "\n"))
    addLegend(legend)
  }

  mutating func visit(table: Table) {
    let legend = Legend(table)
    let style = NumberStyle(language)
    let header = table.columns.map { escaped($0.header) }
    let rule = table.columns.map { $0.alignment == .number ? "---:" : "---" }
    let rows = table.rows.map { row in
      zip(table.columns, row.cells).map { column, cell in
        // No-break spaces, for a table of Markdown has no other way to show depth.
        let indent = column.isRowHeader ? String(repeating: "\u{A0}", count: row.level * 4) : ""
        let text = escaped(style.string(cell, legend: legend))
        return indent + (row.emphasis == .strong && !text.isEmpty ? "**\(text)**" : text)
      }
    }
    paragraphs.append("**\(escaped(table.caption))**")
    paragraphs.append(
      ([header, rule] + rows).map { "| \($0.joined(separator: " | ")) |" }
        .joined(separator: "\n"))
    addLegend(legend)
    if let note = table.note { paragraphs.append(escaped(note)) }
  }

  mutating func visit(dotWhisker chart: DotWhiskerChart) {
    visit(table: chart.table(in: language))
  }

  mutating func visit(notes: [String]) {
    guard !notes.isEmpty else { return }
    let items = notes.enumerated().map { "\($0 + 1). \(escaped($1))" }
    paragraphs.append("**\(LocalizedText.howComputed[language])**")
    paragraphs.append(items.joined(separator: "\n"))
  }

  mutating func visit(callout kind: CalloutKind, text: String) {
    paragraphs.append("> **\(LocalizedText.title(of: kind)[language])** \(escaped(text))")
  }

  private mutating func addLegend(_ legend: Legend) {
    let lines = legend.lines(in: language).map { "- " + escaped($0) }
    if !lines.isEmpty { paragraphs.append(lines.joined(separator: "\n")) }
  }

  /// A text of which no character means anything to Markdown.
  private func escaped(_ text: String) -> String {
    let scalars = Array(SafeText(text).string.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (position, scalar) in scalars.enumerated() {
      let isInWord =
        position > 0 && position + 1 < scalars.count
        && scalars[position - 1].properties.isAlphabetic
        && scalars[position + 1].properties.isAlphabetic
      switch scalar {
      case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "&", "$", "!": result.append("\\")
      case "_" where !isInWord && position > 0: result.append("\\")
      // At the beginning these open a heading, a list or a rule.
      case "#", "+", "-", "=", "_", ":": if position == 0 { result.append("\\") }
      // As in `1. a`, which opens an ordered list.
      case ".", ")":
        let isNumber = position > 0 && scalars[..<position].allSatisfy { "0"..."9" ~= $0 }
        if isNumber, position + 1 == scalars.count || scalars[position + 1] == " " {
          result.append("\\")
        }
      default: break
      }
      result.append(scalar)
    }
    return String(result)
  }
}
