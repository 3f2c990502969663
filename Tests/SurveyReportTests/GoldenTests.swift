import SurveyModel
import SurveyReport
import Testing

@Suite struct GoldenTests {
  @Test("writes the page as it was last approved", arguments: Language.allCases)
  func page(language: Language) throws {
    try expectGolden(
      HTMLRenderer().render(Samples.report(in: language)), "report.\(language.rawValue).html")
  }

  @Test("writes the text as it was last approved", arguments: Language.allCases)
  func text(language: Language) throws {
    try expectGolden(
      TextRenderer(width: 80).render(Samples.report(in: language)),
      "report.\(language.rawValue).txt")
  }
}
