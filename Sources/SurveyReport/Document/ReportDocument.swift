public import SurveyModel

/// A report as a tree of values, before it is a page, a terminal listing or a sheet.
///
/// The document knows numbers, words and their order; how they look is left to the visitor of
/// each output form (``HTMLRenderer``, ``TextRenderer``, ``MarkdownRenderer``). A value that must not be published is
/// never in the tree (``Cell/suppressed``), so no output form can give it away.
public struct ReportDocument: Hashable, Sendable {
  /// The language of all words in the document; it also chooses the decimal mark.
  public var language: Language

  /// The name of the report.
  public var title: String

  /// A line below the title, such as the period and the area surveyed.
  public var subtitle: String?

  /// What identifies the report: the survey, the date, the version of the questionnaire.
  public var metadata: [Fact]

  /// The content in reading order.
  public var blocks: [Block]

  /// A labelled piece of text about the report as a whole.
  public struct Fact: Hashable, Sendable {
    /// What the text is about, such as "Date of issue".
    public var label: String

    /// The text itself.
    public var value: String

    /// A fact from its label and its text.
    public init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

  /// A document with these blocks, in reading order.
  public init(
    language: Language, title: String, subtitle: String? = nil, metadata: [Fact] = [],
    blocks: [Block] = []
  ) {
    self.language = language
    self.title = title
    self.subtitle = subtitle
    self.metadata = metadata
    self.blocks = blocks
  }

  /// Shows every block to the visitor, in reading order.
  public func walk(with visitor: inout some ReportVisitor) {
    for block in blocks { block.accept(&visitor) }
  }
}
