import SurveyIngest
import SurveyModel
import TestSupport
import Testing

@Suite("Dates")
struct DateTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var texts: [String]
    /// What is read; nil for a row that is set aside.
    var dates: [String?]
    /// What is said, as far as it matters; nil where nobody has to look.
    var warning: String?
    var forced: DateOrder?
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "of ISO", texts: ["2025-07-05"], dates: ["2025-07-05"]),
    Case(
      name: "day first, as Vietnam writes", texts: ["05/07/2025", "6.7.2025"],
      dates: ["2025-07-05", "2025-07-06"]),
    Case(
      name: "month first, where one cannot be otherwise", texts: ["07/05/2025", "07/13/2025"],
      dates: ["2025-07-05", "2025-07-13"],
      warning: "month/day/year; if that is wrong"),
    Case(
      name: "month first, as told", texts: ["07/05/2025", "07/13/2025"],
      dates: ["2025-07-05", "2025-07-13"], forced: .monthDayYear),
    Case(
      name: "year first as told, though they are not", texts: ["05/07/2025", "2025-07-13"],
      dates: ["2025-07-05", "2025-07-13"], warning: "1 dates are not year-month-day",
      forced: .yearMonthDay),
    Case(
      name: "with years of two digits", texts: ["05/07/25", "13/7/25"],
      dates: ["2025-07-05", "2025-07-13"]),
    // Out of the form's range: a year of the last century.
    Case(
      name: "with years of two digits of both centuries", texts: ["05/07/25", "05/07/70"],
      dates: ["2025-07-05", nil]),
    Case(
      name: "spelled out", texts: ["ngày 5 tháng 7 năm 2025", "Ngày 13 tháng 07 năm 2025"],
      dates: ["2025-07-05", "2025-07-13"]),
    Case(name: "as a spreadsheet counts", texts: ["45843"], dates: ["2025-07-05"]),
    Case(
      name: "with a time", texts: ["2025-07-05T08:30:00", "5/7/2025 8:30"],
      dates: ["2025-07-05", "2025-07-05"]),
    Case(
      name: "both ways in one column", texts: ["13/07/2025", "07/13/2025"],
      dates: ["2025-07-13", nil], warning: "left as they are"),
    Case(
      name: "both ways, with the order told: what can only be one day is that day",
      texts: ["13/07/2025", "07/13/2025"], dates: ["2025-07-13", "2025-07-13"],
      warning: "1 dates are not month/day/year", forced: .monthDayYear),
    Case(
      name: "partly turned into numbers", texts: ["45843", "13/07/2025"],
      dates: ["2025-07-05", "2025-07-13"], warning: "may have been swapped"),
    Case(name: "that are none", texts: ["31/02/2025", "hôm qua"], dates: [nil, nil]),
  ]

  @Test("are read by how the column is written", arguments: cases)
  func read(_ row: Case) throws {
    let office = try Office()
    let rendition = try office.rendition(
      Answers(row.texts, in: "visited").csv(), deciding: .deciding { $0.dates = row.forced })
    let table = try ResponseTable(reading: rendition)
    let numbers = row.dates.compactMap { $0.flatMap { CalendarDay($0) }?.daysSince1970 }
    #expect(table.numbers("visited") == numbers.map(Double.init))
    #expect(
      table.findings.filter { $0.severity == .error }.map(\.position.line)
        == row.dates.indices.filter { row.dates[$0] == nil }.map { $0 + 2 })
    let warnings = rendition.understanding.statements.filter(\.isWarning).map(\.text.english)
    #expect(warnings.count == (row.warning == nil ? 0 : 1), "\(warnings)")
    if let warning = row.warning {
      #expect(warnings.first?.contains(warning) == true, "\(warnings)")
    }
  }
  @Test(
    "An order that is told and that not one date of the column can have is refused with the line",
    arguments: [
      (["05/07/2025", "13/07/2025", "14/07/2025"], DateOrder.monthDayYear, "--dates dmy"),
      (["07/05/2025", "07/13/2025", "07/14/2025"], DateOrder.dayMonthYear, "--dates mdy"),
    ])
  func refused(texts: [String], told: DateOrder, option: String) throws {
    let office = try Office()
    let text = Answers(texts, in: "visited").csv()
    let error = try #require(throws: ImportError.self) {
      try office.rendition(text, deciding: .deciding { $0.dates = told })
    }
    let english = error.message(in: .english)
    #expect(error.problems.count == 1)
    #expect(english.contains("2 dates of the column \"visited\""), "\(english)")
    #expect(english.contains("the first on line 3; give \(option)"), "\(english)")
    #expect(error.message(in: .vietnamese).contains("ngày đầu tiên ở dòng 3"))
    // Under a pin the difference is told with the others.
    let pinned = try Office(profile: .deciding { $0.dates = told })
    let other = try #require(throws: ImportError.self) { try pinned.rendition(text) }
    guard case .doesNotFit = other.problems.first else {
      Issue.record("\(other.problems)")
      return
    }
  }
}
