/// One output form of a report: a method for each kind of block.
///
/// A visitor collects its output as blocks are shown to it by ``ReportDocument/walk(with:)``.
/// A new kind of block becomes a new requirement here, so that the compiler lists every output
/// form that has to learn it.
public protocol ReportVisitor {
  /// Adds a heading of level 1 (chapter) to 3.
  mutating func visit(heading text: String, level: Int)

  /// Adds running text.
  mutating func visit(paragraph text: String)

  /// Adds the key figures.
  mutating func visit(keyFigures: [KeyFigure])

  /// Adds a table.
  mutating func visit(table: Table)

  /// Adds a dot-and-whisker chart.
  mutating func visit(dotWhisker chart: DotWhiskerChart)

  /// Adds the list of how numbers were computed.
  mutating func visit(notes: [String])

  /// Adds a remark that stands apart.
  mutating func visit(callout kind: CalloutKind, text: String)
}
