/// One piece of a report's content.
public enum Block: Hashable, Sendable {
  /// A heading; level 1 opens a chapter, and levels below 1 or above 3 are shown as the nearest.
  case heading(String, level: Int)

  /// Running text.
  case paragraph(String)

  /// The few numbers a reader should leave with.
  case keyFigures([KeyFigure])

  /// A table of text and numbers.
  case table(Table)

  /// Estimates as dots with their intervals as whiskers.
  case dotWhisker(DotWhiskerChart)

  /// How the numbers were computed, as an ordered list.
  case notes([String])

  /// A remark that stands apart from the running text.
  case callout(CalloutKind, String)

  /// Hands the content to the method of `visitor` that is meant for it.
  public func accept(_ visitor: inout some ReportVisitor) {
    switch self {
    case .heading(let text, let level): visitor.visit(heading: text, level: level)
    case .paragraph(let text): visitor.visit(paragraph: text)
    case .keyFigures(let figures): visitor.visit(keyFigures: figures)
    case .table(let table): visitor.visit(table: table)
    case .dotWhisker(let chart): visitor.visit(dotWhisker: chart)
    case .notes(let notes): visitor.visit(notes: notes)
    case .callout(let kind, let text): visitor.visit(callout: kind, text: text)
    }
  }
}

/// How much weight a callout carries; it is shown as a word, not by colour alone.
public enum CalloutKind: Hashable, Sendable, CaseIterable {
  /// Something that helps to read the numbers.
  case information

  /// Something that limits what the numbers can be used for.
  case caution

  /// Something the reader should act on.
  case warning
}
