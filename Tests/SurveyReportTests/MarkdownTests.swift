import SurveyModel
import SurveyReport
import Testing

@Suite struct MarkdownTests {
  @Test("writes the report as Markdown as it was last approved", arguments: Language.allCases)
  func report(language: Language) throws {
    try expectGolden(
      MarkdownRenderer().render(Samples.report(in: language)), "report.\(language.rawValue).md")
  }

  @Test(
    "escapes what means something to Markdown, and nothing else",
    arguments: [
      ("# a", "\\# a"), ("a # b", "a # b"), ("- a", "\\- a"), ("a - b", "a - b"),
      ("1. a", "1\\. a"), ("3.5", "3.5"), ("12)", "12\\)"), ("a. b", "a. b"), ("a_b", "a_b"),
      ("_a_", "\\_a\\_"),
      (
        "*a* [b](c) <d> `e` | f & g ~h~ !i",
        "\\*a\\* \\[b\\](c) \\<d\\> \\`e\\` \\| f \\& g \\~h\\~ \\!i"
      ),
      ("a\\|b", "a\\\\\\|b"), ("a\n# b", "a # b"), ("\u{202E}a", "\\[U+202E\\]a"),
    ])
  func escapes(text: String, markdown: String) {
    let document = ReportDocument(language: .english, title: "t", blocks: [.paragraph(text)])
    #expect(MarkdownRenderer().render(document) == "# t\n\n\(markdown)\n")
  }
}
