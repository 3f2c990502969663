import StatisticalFiles
import Testing

@Suite("Dates and times")
struct CalendarTests {
  @Test(
    "numbers as calendar text",
    arguments: [
      ("DATE11", 13_954_982_400.0, "2024-12-31"), ("ADATE10", 86_400, "1582-10-15"),
      ("DATETIME23.3", 13_928_574_600.25, "2024-02-29T08:30:00.250"),
      ("TIME8", 36_610, "10:10:10"), ("DTIME14", 176_400, "49:00:00"), ("TIME5", -60, "-00:01:00"),
      ("%td", 0, "1960-01-01"), ("%-tdDD/NN/CCYY", -1, "1959-12-31"), ("%d", 23_741, "2024-12-31"),
      ("%tc", -1000, "1959-12-31T23:59:59"), ("%tw", 3_379, "2024w52"), ("%tm", 779, "2024-12"),
      ("%tq", 259, "2024q4"), ("%th", 129, "2024h2"), ("%ty", 2024, "2024"), ("%tm", -1, "1959-12"),
    ])
  func text(format: String, number: Double, text: String) {
    let variable = StatisticalVariable(name: "x", format: VariableFormat(format))
    #expect(variable.calendarText(of: .number(number)) == text)
  }

  @Test(
    "no calendar text where there is no day",
    arguments: [
      ("F8.2", 1.0), ("A20", 1), ("WKDAY9", 2), ("MONTH9", 2), ("%9.0g", 1), ("%tC", 1),
      ("%tbx", 1),
      ("%td", 3e6), ("%td", -8e5), ("DATE11", 1e14), ("DATE11", .infinity), ("%tm", 1e9),
    ])
  func none(format: String, number: Double) {
    let variable = StatisticalVariable(name: "x", format: VariableFormat(format))
    #expect(variable.calendarText(of: .number(number)) == nil)
  }

  @Test("a missing date has no calendar text")
  func missing() {
    let variable = StatisticalVariable(name: "x", format: VariableFormat("DATE11"))
    for cell in [StatisticalCell.systemMissing, .userMissing(.number(0)), .text("2024")] {
      #expect(variable.calendarText(of: cell) == nil)
    }
  }
}
