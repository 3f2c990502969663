import Foundation
import Testing

@testable import Spreadsheets

@Suite("Dates")
struct DateTests {
  @Test(
    "a serial number is the day that Excel shows",
    arguments: [
      (1, .from1900, "1900-01-01"), (59, .from1900, "1900-02-28"), (61, .from1900, "1900-03-01"),
      (60, .from1900, nil), (0, .from1900, nil), (-1, .from1900, nil),
      (25_569, .from1900, "1970-01-01"), (45_351, .from1900, "2024-02-29"),
      (45_292.6, .from1900, "2024-01-01T14:24:00"), (2_958_465, .from1900, "9999-12-31"),
      (2_958_466, .from1900, nil), (0, .from1904, "1904-01-01"), (1, .from1904, "1904-01-02"),
      (45_843 - 1462, .from1904, "2025-07-05"), (.nan, .from1900, nil),
      (45_843.99999999999, .from1900, "2025-07-06"),
      (2_958_465.999999999, .from1900, "9999-12-31T23:59:59.999"),
    ] as [(Double, SerialDate.Epoch, String?)])
  func day(serial: Double, epoch: SerialDate.Epoch, text: String?) {
    #expect(SerialDate(serial: serial, epoch: epoch).text == text)
  }

  @Test("every day of the calendar is the one Foundation has, and comes back")
  func allDays() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for serial in stride(from: 61, through: 2_958_465, by: 97) {
      let date = Date(timeIntervalSince1970: Double(serial - 25_569) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let day = SerialDate.Day(
        year: try #require(parts.year), month: try #require(parts.month),
        day: try #require(parts.day))
      #expect(SerialDate(serial: Double(serial)).day == day)
      #expect(SerialDate(day)?.serial == Double(serial))
    }
    for serial in 1...59 {
      let day = try #require(SerialDate(serial: Double(serial)).day)
      #expect(SerialDate(day)?.serial == Double(serial))
    }
  }

  @Test("a day that is none makes no date")
  func noDay() {
    for (year, month, day) in [
      (1900, 2, 29), (2025, 2, 29), (2025, 13, 1), (1899, 12, 31), (10_000, 1, 1),
    ] {
      #expect(SerialDate(SerialDate.Day(year: year, month: month, day: day)) == nil)
    }
  }

  @Test(
    "times and durations are written out",
    arguments: [
      (0.5, .time, "12:00:00"), (0.573958333333333, .time, "13:46:30"),
      (1.25, .time, "1900-01-01T06:00:00"), (1.1458333333333333, .duration, "27:30:00"),
      (0.000011574074, .time, "00:00:01"), (0.25 / 86_400, .time, "00:00:00.250"),
      (45_843, .dateAndTime, "2025-07-05T00:00:00"),
    ] as [(Double, SerialDate.Form, String)])
  func times(serial: Double, form: SerialDate.Form, text: String) {
    #expect(SerialDate(serial: serial, form: form).text == text)
  }

  @Test(
    "a format's code says whether it shows a date",
    arguments: [
      ("General", nil), ("0.00", nil), ("#,##0\\ \"đồng\"", nil), ("@", nil), ("0.00E+00", nil),
      ("[Red]0", nil), ("\"day\" 0", nil), ("0\\d", nil), ("#,##0_d", nil), ("0*s", nil),
      ("[$-409]#,##0", nil), ("# ?/?", nil), ("", nil), ("\"d", nil), ("[d", nil),
      ("dd/mm/yyyy", .date), ("D-MMM", .date), ("[$-42A]dd mmmm yyyy;@", .date), ("mmm", .date),
      ("yyyy", .date), ("hh:mm", .time), ("mm:ss.0", .time), ("h AM/PM", .time),
      ("dd/mm/yyyy hh:mm", .dateAndTime), ("[h]:mm", .duration), ("[mm]:ss", .duration),
      ("0;[Red]dd", .date),
    ] as [(String, SerialDate.Form?)])
  func code(code: String, form: SerialDate.Form?) {
    #expect(NumberFormat.form(ofCode: code) == form)
  }

  @Test("the built-in formats that show dates are those of the standard")
  func builtIn() {
    let dates = (0...163).filter { NumberFormat.form(builtIn: $0) != nil }
    #expect(dates == Array(14...22) + Array(27...36) + Array(45...47) + Array(50...58))
  }

  @Test("a style's own format is preferred, and formats of other styles are not cells'")
  func styles() throws {
    let builder = WorkbookBuilder(
      rows: "<row><c s=\"0\"><v>1</v></c><c s=\"1\"><v>1</v></c><c s=\"2\"><v>1</v></c></row>",
      styles: """
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
        <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>\
        <numFmts><numFmt numFmtId="164" formatCode="yyyy"/><numFmt numFmtId="14" formatCode="0"/>\
        </numFmts>
        """)
    #expect(
      try values(of: builder) == [.number(1), .date(SerialDate(serial: 1)), .number(1)])
  }

  @Test(
    "a date that is written as text is read by its parts",
    arguments: [
      ("2025-07-05", "2025-07-05"), ("2025-07-05T13:45:30", "2025-07-05T13:45:30"),
      ("2025-07-05T13:45:30.250Z", "2025-07-05T13:45:30.250"), ("13:45", "13:45:00"),
      ("2025-02-30", nil), ("2025-07-05T25:00", nil), ("05/07/2025", nil), ("", nil),
      ("2025-07-05T", nil), ("9223372036854775807-01-01", nil),
      ("2025-9223372036854775807-01", nil),
      ("12:00:inf", nil), ("12:00:1e300", nil), ("nan:00", nil),
    ] as [(String, String?)])
  func iso(text: String, expected: String?) {
    let bytes = Array(text.utf8)[...]
    #expect(SerialDate(iso: bytes, epoch: .from1900)?.text == expected)
    #expect(SerialDate(iso: bytes, epoch: .from1904)?.text == expected)
  }
}
