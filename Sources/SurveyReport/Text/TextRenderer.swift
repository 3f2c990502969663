import SurveyModel

/// Writes a report as plain text for a terminal or a mail.
///
/// Widths are counted in grapheme clusters, so that Vietnamese columns stand straight; nothing in
/// the data can steer the terminal, for control characters are spelled out.
public struct TextRenderer: Sendable {
  /// The number of columns text is broken at; tables of numbers may be wider.
  private let width: Int

  /// A renderer for lines of `width` columns, at least 40.
  public init(width: Int = 100) { self.width = max(40, width) }

  /// The whole text, ending with a line break.
  ///
  /// - Complexity: O(*n*) in the size of the document.
  public func render(_ document: ReportDocument) -> String {
    var visitor = TextVisitor(language: document.language, width: width)
    visitor.masthead(of: document)
    document.walk(with: &visitor)
    let paragraphs = visitor.paragraphs.map { lines in
      // Made safe once more where every line passes, so that no block can forget it.
      lines.map { SafeText($0).string }.joined(separator: "\n")
    }
    return paragraphs.joined(separator: "\n\n") + "\n"
  }
}
