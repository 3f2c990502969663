import ArchiveTestSupport
import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveySchema
import TestSupport
import Testing

@Suite("Marks of single columns")
struct ColumnMarkTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var weights: [String]
    var minutes: [String]
    var decimal: DecimalMark?
    var columnDecimals: [String: DecimalMark] = [:]
    var delimiter = ","
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "both with points", weights: ["1.25", "0.5"], minutes: ["7.5", "8"], decimal: .point),
    Case(
      name: "both with commas", weights: ["1,25", "0,5"], minutes: ["7,5", "8"], decimal: .comma),
    Case(
      name: "one each", weights: ["1.25", "0.5"], minutes: ["7,5", "8,25"],
      columnDecimals: ["trong_so": .point, "minutes": .comma]),
    Case(
      name: "one with both, one with commas", weights: ["1,25", "0.5"], minutes: ["7,5", "8,25"],
      columnDecimals: ["minutes": .comma]),
    Case(name: "one with both, one with none", weights: ["1,25", "0.5"], minutes: ["7", "8"]),
    Case(name: "none", weights: ["1", "2"], minutes: ["7", "8"]),
    // What the commas of the one say of the other is nothing: 1.234 stays, and so it does under the profile.
    Case(
      name: "one that is open, one with commas between semicolons", weights: ["1.234", ""],
      minutes: ["1,234", ""], columnDecimals: ["minutes": .comma], delimiter: ";"),
    Case(name: "one that is open", weights: ["1", "2"], minutes: ["1.234", "8"], delimiter: ";"),
  ]

  @Test("are in the profile, and the file fits its own profile", arguments: cases)
  func decimals(_ row: Case) throws {
    var answers = Answers(row.weights, in: "trong_so")
    for (line, text) in row.minutes.enumerated() { answers[line, "minutes"] = text }
    let text = answers.csv(row.delimiter)
    let office = try Office()
    let free = try office.rendition(text)
    #expect(free.understanding.profile.decimal == row.decimal)
    #expect(free.understanding.profile.columnDecimals == row.columnDecimals)
    try fits(free, text)
    withExtendedLifetime(office) {}
  }

  @Test("of dates that stand in two orders are kept for each column")
  func dates() throws {
    var answers = Answers(["05/07/2025", "13/07/2025"], in: "visited")
    answers[0, "minutes"] = "07/05/2025"
    answers[1, "minutes"] = "07/13/2025"
    let office = try Office.withTwoDates()
    let free = try office.rendition(answers.csv())
    #expect(free.understanding.profile.dates == nil)
    #expect(
      free.understanding.profile.columnDates
        == ["visited": .dayMonthYear, "minutes": .monthDayYear])
    let table = try ResponseTable(reading: free)
    #expect(table.findings.isEmpty)
    #expect(table.numbers("visited") == table.numbers("minutes"))
    let pinned = try Office.withTwoDates(profile: free.understanding.profile)
    #expect(try pinned.table(answers.csv()).answers == table.answers)
    // Next month's days may all be read two ways; what was decided of each column holds.
    answers[1, "visited"] = "06/07/2025"
    answers[1, "minutes"] = "07/06/2025"
    let next = try pinned.table(answers.csv())
    #expect(next.numbers("visited") == next.numbers("minutes"))
    // A column that is written otherwise than its own mark is refused, and named.
    answers[1, "minutes"] = "13/07/2025"
    let error = try #require(throws: ImportError.self) { try pinned.rendition(answers.csv()) }
    #expect(error.description.contains("column \"minutes\": 1 dates are not month/day/year"))
  }

  @Test(
    "Any file that comes in fits its own profile, and says the same under it",
    arguments: UInt64(1)...4)
  func ownProfile(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let styles = ["1.5", "2,5", "1.234", "1,234", "7", "1.234,5", "1,234.5", ""]
    let days = ["2025-07-05", "05/07/2025", "13/07/2025", "07/13/2025", "5.7.2025", "45843", ""]
    let office = try Office()
    for _ in 0..<50 {
      var answers = Answers(3)
      for row in 0..<3 {
        answers[row, "trong_so"] = styles.randomElement(using: &random) ?? ""
        answers[row, "minutes"] = styles.randomElement(using: &random) ?? ""
        answers[row, "visited"] = days.randomElement(using: &random) ?? ""
      }
      let text = answers.csv(Bool.random(using: &random) ? "," : ";")
      try fits(office.rendition(text), text)
    }
  }

  @Test("An older profile with one mark and one order reads as before")
  func older() throws {
    let folder = try TemporaryFolder()
    let url = try folder.write(
      Array("kind: \"csv\"\ndecimal: \"comma\"\ndates: \"mdy\"\nsheets: [\"Đợt 1\"]\n".utf8),
      to: "old.yaml")
    let profile = try ImportProfile(contentsOf: url)
    #expect(profile.decimal(of: "any") == .comma)
    #expect(profile.dates(of: "any") == .monthDayYear)
    #expect(profile.sheets == ["Đợt 1"])
    #expect(!profile.hasSheetForEachUnit)
  }

  /// Pins the profile of a file, as it is after a time on disk, and reads the file again.
  private func fits(_ free: Rendition, _ text: String) throws {
    let office = try Office(profile: free.understanding.profile)
    let kept = try #require(office.study.importProfile)
    #expect(kept == free.understanding.profile)
    let again = try office.rendition(text)
    #expect(again.understanding.profile == free.understanding.profile, "\(text)")
    let tables = try (ResponseTable(reading: free), ResponseTable(reading: again))
    #expect(tables.0.answers == tables.1.answers, "\(text)")
    #expect(tables.0.findings == tables.1.findings)
  }
}
