import SurveyModel

/// Writes a report as one HTML file that needs nothing else: no script, no request, no font.
///
/// The page prints on A4, follows the reader's light or dark setting, names its language, and
/// forbids every load by its content security policy. All text is escaped where it enters
/// the markup.
public struct HTMLRenderer: Sendable {
  /// A renderer; it has no settings.
  public init() {}

  /// The whole file.
  ///
  /// - Complexity: O(*n*) in the size of the document.
  public func render(_ document: ReportDocument) -> String {
    var visitor = HTMLVisitor(language: document.language)
    document.walk(with: &visitor)
    let page = element("html", Attribute("lang", document.language.rawValue)) {
      head(of: document)
      element("body") {
        element("main") {
          masthead(of: document)
          contents(visitor.chapters, language: document.language)
          visitor.pieces
        }
      }
    }
    return Markup(verbatim: "<!DOCTYPE html>\n").source + page.source
  }

  private func head(of document: ReportDocument) -> Markup {
    element("head") {
      element("meta", Attribute("charset", "utf-8"))
      element(
        "meta", Attribute("http-equiv", "Content-Security-Policy"),
        Attribute(
          "content",
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
            + "base-uri 'none'; form-action 'none'"))
      element("meta", Attribute("name", "referrer"), Attribute("content", "no-referrer"))
      element(
        "meta", Attribute("name", "viewport"),
        Attribute("content", "width=device-width, initial-scale=1"))
      element("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark"))
      element("title") { document.title }
      element("style") { Stylesheet.page }
    }
  }

  private func masthead(of document: ReportDocument) -> Markup {
    element("header") {
      element("h1") { document.title }
      if let subtitle = document.subtitle {
        element("p", Attribute("class", "subtitle")) { subtitle }
      }
      if !document.metadata.isEmpty {
        element("dl", Attribute("class", "facts")) {
          for fact in document.metadata {
            element("div") {
              element("dt") { fact.label }
              element("dd") { fact.value }
            }
          }
        }
      }
    }
  }

  /// Links to the chapters, where there are enough to look for one.
  private func contents(_ chapters: [HTMLVisitor.Chapter], language: Language) -> Markup? {
    guard chapters.count >= 3 else { return nil }
    let label = LocalizedText.contents[language]
    return element("nav", Attribute("aria-label", label)) {
      element("p", Attribute("class", "nav-title")) { label }
      element("ol") {
        for chapter in chapters {
          element("li") {
            element("a", Attribute("href", "#" + chapter.anchor)) { chapter.title }
          }
        }
      }
    }
  }
}
