import SurveyModel
import SurveyReport
import Testing

@Suite struct EscapingTests {
  static let payloads = [
    #""><svg onload="alert(1)">"#, "'><img src=x onerror=alert(1)>", "</script><script>alert(1)",
    "</style><style>*{display:none}", "</title></head><body>", "--><!-- ", "]]><b>", "&lt;b&gt;",
    "&amp;&#60;script&#62;", "<", "a & b", "\u{202E}gnp.exe", "\u{2066}x\u{2069}", "nul\0nul",
    "\u{1B}[2J\u{1B}]0;title\u{7}", "\u{FFFE}\u{FFFF}\u{85}\u{9B}31m", "line\r\nbreak\ttab",
    "Ễ Ụ ộ đ", "e\u{302}\u{303}", "\u{FEFF}\u{200B}",
  ]

  /// A document with `text` in every place that takes text.
  private static func document(_ text: String) -> ReportDocument {
    ReportDocument(
      language: .vietnamese, title: text, subtitle: text, metadata: [.init(text, text)],
      blocks: [
        .heading(text, level: 1), .heading(text, level: 1), .heading(text, level: 1),
        .heading(text, level: 2), .heading(text, level: 3), .paragraph(text),
        .keyFigures([
          KeyFigure(label: text, value: .text(text), unit: text, interval: text, note: text),
          KeyFigure(label: text, value: .notAvailable(reason: text)),
        ]),
        .table(
          Table(
            caption: text, note: text, columns: [.rowHeader(text), .init(text, alignment: .text)],
            rows: [
              .init([.text(text), .text(text)]),
              .init([.text(text), .notAvailable(reason: text)]),
            ])),
        .dotWhisker(chart(text)),
        .notes([text]), .callout(.warning, text),
      ])
  }

  private static func chart(_ text: String) -> DotWhiskerChart {
    DotWhiskerChart(
      title: text, summary: text, unit: text,
      rows: [
        .init(name: text, mark: .estimate(50, lower: 40, upper: 60), note: text),
        .init(name: text, mark: .notAvailable(reason: text)),
      ], reference: .init(value: 50, label: text))
  }

  @Test(
    "keeps the elements and attributes of the page, whatever the texts say", arguments: payloads)
  func elements(payload: String) throws {
    let page = try #require(
      MarkupReader.elements(of: HTMLRenderer().render(Self.document(payload))))
    let harmless = try #require(
      MarkupReader.elements(of: HTMLRenderer().render(Self.document("x"))))
    // A long text takes more lines in the drawing, which are elements of the same kind.
    #expect(
      page.map(\.name).filter { $0 != "text" } == harmless.map(\.name).filter { $0 != "text" })
    #expect(page.filter { $0.name == "text" }.allSatisfy { $0.attributes.count == 5 })
    #expect(page.flatMap(\.attributes.keys).allSatisfy { !$0.hasPrefix("on") && $0 != "src" })
  }

  @Test("keeps the elements of a drawing on its own", arguments: payloads)
  func drawing(payload: String) throws {
    let source = SVGRenderer(language: .english).render(Self.chart(payload))
    let elements = try #require(MarkupReader.elements(of: source))
    #expect(
      Set(elements.map(\.name)).isSubset(of: [
        "svg", "title", "desc", "g", "line", "text", "circle",
      ]))
  }

  @Test(
    "shows a text as it is written",
    arguments: [
      #""><svg onload="alert(1)">"#, "</style>", "&lt;b&gt;", "a & b", "it's", "Ễ Ụ ộ đ",
    ])
  func faithful(text: String) throws {
    let page = HTMLRenderer().render(Self.document(text))
    let elements = try #require(MarkupReader.elements(of: page))
    #expect(elements.first { $0.name == "h1" }?.text == text)
    #expect(elements.first { $0.name == "caption" }?.text == text)
  }

  @Test(
    "spells out characters that are invisible or reorder the text",
    arguments: [
      ("\u{202E}gnp.exe", "[U+202E]gnp.exe"), ("a\u{2066}b\u{2069}", "a[U+2066]b[U+2069]"),
      ("nul\0", "nul[U+0000]"), ("\u{1B}[2J", "[U+001B][2J"), ("\u{9B}1m", "[U+009B]1m"),
      ("\u{FFFE}", "[U+FFFE]"), ("a\u{200B}\u{FEFF}b\u{AD}", "ab"), ("a\nb\tc", "a b c"),
      ("\u{E0041}", "[U+E0041]"),
    ])
  func visible(text: String, expected: String) throws {
    let document = ReportDocument(language: .english, title: text)
    let elements = try #require(MarkupReader.elements(of: HTMLRenderer().render(document)))
    #expect(elements.first { $0.name == "h1" }?.text == expected)
    #expect(TextRenderer().render(document).hasPrefix(expected + "\n"))
  }

  @Test("sends no control character to a terminal", arguments: payloads)
  func terminal(payload: String) {
    let text = TextRenderer(width: 60).render(Self.document(payload))
    let steering = text.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0.properties.isBidiControl)
    }
    #expect(steering.isEmpty)
  }

  @Test("asks for nothing from outside, and forbids it", arguments: Language.allCases)
  func selfContained(language: Language) throws {
    let page = HTMLRenderer().render(Samples.report(in: language))
    let elements = try #require(MarkupReader.elements(of: page))
    let loaders: Set = ["script", "link", "img", "iframe", "object", "embed", "base", "form"]
    #expect(loaders.isDisjoint(with: elements.map(\.name)))
    #expect(
      elements.compactMap { $0.attributes["href"] }.allSatisfy { $0.hasPrefix("#part-") })
    #expect(!page.contains("url(") && !page.contains("@import"))
    let policy = elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
    #expect(policy?.attributes["content"]?.hasPrefix("default-src 'none';") == true)
  }
}
