import SurveyModel
import SurveyReport
import Testing

@Suite struct SuppressionTests {
  /// A document whose second unit is withheld or not; its numbers occur nowhere else.
  private func document(withheld: Bool) -> ReportDocument {
    ReportDocument(
      language: .english, title: "Index",
      blocks: [
        .keyFigures([
          KeyFigure(
            label: "Ia Rong", value: Cell.number(41.73, digits: 2).suppressed(when: withheld),
            unit: "%", interval: "95 % CI 38.61–44.85", note: "n = 9173")
        ]),
        .table(
          Table(
            caption: "By commune", columns: [.rowHeader("Commune"), .init("Index"), .init("CI")],
            rows: [
              .init([
                .text("Ia Rong"), Cell.number(41.73, digits: 2).suppressed(when: withheld),
                Cell.interval(lower: 38.61, upper: 44.85, digits: 2).suppressed(when: withheld),
              ])
            ])),
        .dotWhisker(
          DotWhiskerChart(
            title: "By commune", summary: "One commune.", digits: 2,
            rows: [
              .init(
                name: "Ia Rong",
                mark: DotWhiskerChart.Mark.estimate(41.73, lower: 38.61, upper: 44.85)
                  .suppressed(when: withheld),
                note: "n = 9173")
            ])),
      ])
  }

  private static let secrets = ["41.73", "38.61", "44.85", "9173"]

  @Test("gives a withheld value back in no output form", arguments: secrets)
  func nowhere(secret: String) {
    #expect(!HTMLRenderer().render(document(withheld: true)).contains(secret))
    #expect(!TextRenderer().render(document(withheld: true)).contains(secret))
    #expect(HTMLRenderer().render(document(withheld: false)).contains(secret))
    #expect(TextRenderer().render(document(withheld: false)).contains(secret))
  }

  @Test("draws nothing for a withheld value, and says so with a marker and a legend")
  func drawing() throws {
    let page = HTMLRenderer().render(document(withheld: true))
    let elements = try #require(MarkupReader.elements(of: page))
    #expect(!elements.contains { $0.name == "circle" || $0.attributes["class"] == "whisker" })
    #expect(elements.filter { $0.text.contains("[c]") && $0.name != "p" }.count == 5)
    #expect(elements.contains { $0.text == "[c] withheld to protect respondents" })
  }

  @Test("explains each marker once, and tells several reasons apart")
  func reasons() {
    let table = Table(
      caption: "By commune", columns: [.rowHeader("Commune"), .init("Index")],
      rows: [
        .init([.text("A"), .notAvailable(reason: "one commune")]),
        .init([.text("B"), .notAvailable(reason: "not asked")]),
        .init([.text("C"), .notAvailable(reason: "one commune")]),
      ])
    let document = ReportDocument(language: .english, title: "Index", blocks: [.table(table)])
    #expect(
      TextRenderer().render(document).hasSuffix(
        """
        A         [x1]
        B         [x2]
        C         [x1]
        [x1] not available: one commune
        [x2] not available: not asked

        """))
  }

  @Test("shows a number that could not be computed as not available, never as blank or zero")
  func missing() {
    let table = Table(
      caption: "By commune", columns: [.rowHeader("Commune"), .init("Index")],
      rows: [
        .init([.text("A"), .number(nil, digits: 1)]),
        .init([.text("B"), .number(.nan, digits: 1)]),
      ])
    let text = TextRenderer().render(
      ReportDocument(language: .vietnamese, title: "Index", blocks: [.table(table)]))
    #expect(
      text.hasSuffix(
        """
        A          [x]
        B          [x]
        [x] không có số liệu

        """))
  }
}
