import SurveyModel
import Testing

@Suite("Days of the calendar")
struct CalendarDayTests {
  @Test(
    "both spellings of a day are read, with a time behind it or not",
    arguments: [
      ("2024-12-31", "2024-12-31"), ("31/12/2024", "2024-12-31"), ("5/7/2024", "2024-07-05"),
      ("05-07-2024", "2024-07-05"), ("5.7.2024", "2024-07-05"), ("2024/1/5", "2024-01-05"),
      ("29/02/2024", "2024-02-29"), ("29/02/2000", "2000-02-29"),
      ("2024-12-31T08:00:00", "2024-12-31"), ("31/12/2024 08:00", "2024-12-31"),
    ])
  func reading(text: String, day: String) {
    #expect(CalendarDay(text)?.description == day)
  }

  @Test(
    "what the calendar does not have is no day",
    arguments: [
      "30/02/2024", "29/02/2023", "29/02/1900", "31/04/2024", "2024-13-01", "12/31/2024",
      "0/1/2024", "2024-00-10", "5/7/24", "45657", "2024-12", "", "--", "ngày 5", "-5/7/2024",
      "5//2024", "٥/٧/٢٠٢٤", "1/1/0000", "2024-12-31-1", "1,5/7/2024",
    ])
  func refusal(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test(
    "days are counted from 1 January 1970",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
      ("2024-12-31", 20_088), ("1900-03-01", -25_508), ("0001-01-01", -719_162),
      ("9999-12-31", 2_932_896),
    ])
  func counting(text: String, days: Int) throws {
    #expect(try #require(CalendarDay(text)).daysSince1970 == days)
  }

  @Test("every day counts one more than the day before it, and is later")
  func succession() throws {
    let days = (1896...2104).flatMap { year in
      (1...12).flatMap { month in
        (1...31).compactMap { CalendarDay(year: year, month: month, day: $0) }
      }
    }
    #expect(days.count == 209 * 365 + 51)
    let first = try #require(days.first).daysSince1970
    #expect(days.map(\.daysSince1970) == Array(first..<(first + days.count)))
    #expect(zip(days, days.dropFirst()).allSatisfy { $0 < $1 })
  }
}
