import Foundation
import SurveyModel
import SurveyReport
import Testing

@Suite struct ContrastTests {
  /// The colours of the page by name: the light setting, then the dark one.
  private func palettes() throws -> [[String: String]] {
    let page = HTMLRenderer().render(ReportDocument(language: .english, title: "T"))
    var palettes: [[String: String]] = []
    for match in page.matches(of: /--([a-z-]+): #([0-9a-f]+);/) {
      if match.1 == "paper" { palettes.append([:]) }
      let digits = match.2.count == 3 ? match.2.map { "\($0)\($0)" }.joined() : String(match.2)
      palettes[palettes.count - 1][String(match.1)] = digits
    }
    return palettes
  }

  /// The relative luminance of an sRGB colour (WCAG 2.2).
  private func luminance(_ digits: String) throws -> Double {
    let code = try #require(Int(digits, radix: 16))
    let parts = [code >> 16, code >> 8 & 0xFF, code & 0xFF].map { part in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test(
    "gives text a contrast of at least 4.5 in the light and in the dark setting",
    arguments: ["ink", "muted", "accent", "caution", "warning"], ["paper", "zebra"])
  func contrast(text: String, ground: String) throws {
    let palettes = try palettes()
    #expect(palettes.count == 2)
    for palette in palettes {
      let pair = [
        try luminance(try #require(palette[text])), try luminance(try #require(palette[ground])),
      ].sorted()
      #expect((pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5)
    }
  }
}
