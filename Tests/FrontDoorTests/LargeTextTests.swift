import Foundation
import SurveyIngest
import SurveyModel
import TestSupport
import Testing

@Suite("A text too large to be judged at once")
struct LargeTextTests {
  /// A text of 2,000 forms, of which a sixteenth of the limit shows nothing but its beginning.
  private func text(_ change: (inout Answers) -> Void) -> String {
    var answers = Answers(2000)
    change(&answers)
    return answers.csv()
  }

  private func rendition(
    _ text: String, in office: Office, deciding told: ImportProfile = ImportProfile()
  ) throws -> Rendition {
    let url = try office.file(text)
    #expect(text.utf8.count > 1 << 16)
    return try Rendition(
      url, for: office.study, deciding: told, name: "large.csv", judgingWhole: 1 << 16)
  }

  /// Reads a file in both ways that there are: to be stored, and to be scored, in parts.
  private func errors(_ rendition: Rendition) throws -> [ImportError.Problem] {
    let whole = try #require(throws: ImportError.self) { try ResponseTable(reading: rendition) }
    let parts = try #require(throws: ImportError.self) {
      try BatchScan(rendition, smallestPart: 1 << 14).collect(threads: 3, into: { 0 }) { _, _ in }
    }
    #expect(whole == parts)
    return whole.problems
  }

  @Test("is refused where its end shows that dates before it were misread, with the line")
  func monthFirst() throws {
    let office = try Office()
    let late = text { answers in
      for row in answers.rows.indices { answers[row, "visited"] = "07/05/2025" }
      for row in 1500..<2000 { answers[row, "visited"] = "07/13/2025" }
    }
    let problem = ImportError.Problem.contradictedLater(
      line: 1502, column: "visited",
      found: LocalizedText(vi: "tháng/ngày/năm", en: "month/day/year"), option: "--dates mdy")
    #expect(try errors(rendition(late, in: office)) == [problem])
    #expect(problem.statement.vietnamese.contains("--dates mdy"))
    // Told, it comes in; judged as a whole too.
    let told = try rendition(late, in: office, deciding: .deciding { $0.dates = .monthDayYear })
    let small = try office.rendition(late)
    #expect(try ResponseTable(reading: told).answers == ResponseTable(reading: small).answers)
    #expect(try ResponseTable(reading: told).rowCount == 2000)
  }

  @Test("is read where single dates are slips, which are set aside")
  func slips() throws {
    let office = try Office()
    let late = text { answers in
      for row in answers.rows.indices { answers[row, "visited"] = "\(row % 28 + 1)/05/2025" }
      answers[1700, "visited"] = "05/29/2025"
    }
    let table = try ResponseTable(reading: rendition(late, in: office))
    #expect(table.findings.map(\.rule) == [.notADate])
    #expect(table.findings.map(\.position.line) == [1702])
  }

  @Test("is refused where its end has decimal commas and its beginning no mark")
  func commas() throws {
    let office = try Office()
    let late = text { answers in
      for row in answers.rows.indices { answers[row, "minutes"] = "12" }
      for row in 1600..<2000 { answers[row, "minutes"] = "12,5" }
    }
    let problems = try errors(rendition(late, in: office))
    #expect(
      problems == [
        .contradictedLater(
          line: 1602, column: "minutes",
          found: LocalizedText(vi: "dấu phẩy thập phân", en: "a decimal comma"),
          option: "--decimal comma")
      ])
    // Where points were seen before, single commas are slips.
    let slip = text { answers in
      for row in answers.rows.indices { answers[row, "minutes"] = "12.5" }
      answers[1600, "minutes"] = "12,5"
    }
    let table = try ResponseTable(reading: rendition(slip, in: office))
    #expect(table.findings.map(\.rule) == [.localisedNumber])
  }

  @Test("that is plain has the profile that a careful look gives", arguments: [true, false])
  func plain(hasMarks: Bool) throws {
    let office = try Office()
    // From a quarter of a mebibyte on a text is tried as it stands.
    var answers = Answers(4500)
    for row in answers.rows.indices {
      answers[row, "visited"] = hasMarks ? "0\(row % 9 + 1)/05/2025" : "2025-05-0\(row % 9 + 1)"
      answers[row, "trong_so"] = hasMarks ? "1.5" : "1"
    }
    let plain = try office.rendition(answers.csv()).understanding
    // A row that is set aside makes it look carefully.
    answers[4499, "q1"] = "77"
    #expect(answers.csv().utf8.count > 1 << 18)
    let careful = try office.rendition(answers.csv()).understanding
    #expect(plain.profile == careful.profile)
    #expect(plain.profile.decimal == (hasMarks ? .point : nil))
    #expect(plain.profile.dates == (hasMarks ? .dayMonthYear : nil))
    #expect(plain.says("dates") == careful.says("dates"))
    #expect(plain.says("decimal") == careful.says("decimal"))
  }

  @Test("that is plain but for numbers with a mark far below has the profile of a careful look")
  func lateMark() throws {
    let office = try Office()
    var answers = Answers(4500)
    for row in answers.rows.indices { answers[row, "trong_so"] = row < 3000 ? "1" : "1.5" }
    #expect(try office.rendition(answers.csv()).understanding.profile.decimal == .point)
  }
}
