public import SurveyModel

/// Writes a dot-and-whisker chart as an SVG file of its own.
public struct SVGRenderer: Sendable {
  private let language: Language

  /// A renderer that writes numbers as the language does.
  public init(language: Language) { self.language = language }

  /// The whole file, as text in UTF-8.
  public func render(_ chart: DotWhiskerChart) -> String {
    DotWhiskerDrawing(
      chart: chart, language: language, identifier: "chart", legend: Legend(chart)
    ).markup.source
  }
}
