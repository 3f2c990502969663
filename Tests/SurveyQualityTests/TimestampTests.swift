import Testing

@testable import SurveyQuality

@Suite("Times as files write them")
struct TimestampTests {
  @Test(
    "a date with a time of day is read by the local clock",
    arguments: [
      ("2025-07-05 08:30", 8.5), ("2025-07-05T08:30:00", 8.5), ("05/07/2025 8:30", 8.5),
      ("2025-07-05T08:30:00.250+07:00", 8.5 + 0.25 / 3600), ("2025-07-05 8:30:00 PM", 20.5),
      ("5/7/2025 12:15:00 SA", 0.25), ("5/7/2025 12:15 CH", 12.25), ("2025-07-05T01:30:00Z", 8.5),
    ])
  func read(text: String, hours: Double) {
    // 5 July 2025 is day 20,274.
    #expect(Timestamp.seconds(text) == 20_274 * 86_400 + hours * 3600)
  }

  @Test(
    "what has no time of day, or no such time, is none",
    arguments: [
      "", "2025-07-05", "08:30", "2025-07-05 25:00", "2025-07-05 8:75", "2025-02-30 08:00",
      "2025-07-05 13:00 PM", "2025-07-05 08", "hôm qua 8:30", "2025-07-05 -8:30",
    ])
  func refused(text: String) {
    #expect(Timestamp.seconds(text) == nil)
  }
}
