import SurveyModel
import SurveyReport
import Testing

@Suite struct NumberStyleTests {
  @Test(
    "writes numbers with the marks of the language",
    arguments: [
      (83.94, 2, "83,94", "83.94"),
      (83.94, 0, "84", "84"),
      (1204, 0, "1.204", "1,204"),
      (1_234_567.5, 1, "1.234.567,5", "1,234,567.5"),
      (-0.8, 1, "−0,8", "−0.8"),
      (-1234, 0, "−1.234", "−1,234"),
      (0, 1, "0,0", "0.0"),
      (100, 2, "100,00", "100.00"),
    ])
  func marks(value: Double, digits: Int, vietnamese: String, english: String) {
    #expect(NumberStyle(.vietnamese).string(value, digits: digits) == vietnamese)
    #expect(NumberStyle(.english).string(value, digits: digits) == english)
  }

  @Test(
    "rounds half away from zero on the decimal form, and never signs a zero",
    arguments: [
      (83.945, 2, "83.95"), (0.125, 2, "0.13"), (-0.125, 2, "−0.13"), (2.5, 0, "3"),
      (1.005, 2, "1.01"), (0.05, 1, "0.1"), (0.049, 1, "0.0"), (-0.04, 1, "0.0"),
      (99.95, 1, "100.0"), (9.5, 0, "10"), (0.999, 2, "1.00"), (1e-7, 3, "0.000"),
      (.leastNonzeroMagnitude, 1, "0.0"), (1.5e-5, 5, "0.00002"),
      (1e21, 1, "1,000,000,000,000,000,000,000.0"),
      (0.5, 0, "1"), (0.4, 0, "0"),
    ])
  func rounding(value: Double, digits: Int, expected: String) {
    #expect(NumberStyle(.english).string(value, digits: digits) == expected)
  }

  @Test("writes what is not a number as not available", arguments: [Double.nan, .infinity])
  func notFinite(value: Double) {
    #expect(NumberStyle(.english).string(value, digits: 1) == "[x]")
    #expect(NumberStyle(.english).string(lower: 0, upper: value, digits: 1) == "[x]")
  }

  @Test(
    "joins bounds with a dash, or with a word where a minus sign could be misread",
    arguments: [
      (Language.vietnamese, 81.2, 86.7, "81,2–86,7"), (.english, 81.2, 86.7, "81.2–86.7"),
      (.vietnamese, -2.1, 0.5, "−2,1 đến 0,5"), (.english, -2.1, -0.5, "−2.1 to −0.5"),
      (.english, -0.01, 0.5, "0.0–0.5"),
    ])
  func intervals(language: Language, lower: Double, upper: Double, expected: String) {
    #expect(NumberStyle(language).string(lower: lower, upper: upper, digits: 1) == expected)
  }
}
