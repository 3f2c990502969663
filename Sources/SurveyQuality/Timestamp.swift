internal import SurveyModel

/// A date and time of day as files write it, as seconds of the local clock since 1 January 1970.
///
/// The day is read as `CalendarDay` reads it, year or day first; behind a blank or a `T` follows
/// `8:05`, `08:05:30` or `08:05:30.250`, perhaps with `AM`, `PM`, `SA` or `CH`, perhaps with an offset
/// such as `+07:00`, which is the clock's own and is passed over. A `Z` says that the time is that of
/// Greenwich; Viet Nam's clocks are seven hours ahead.
enum Timestamp {
  /// The seconds, nil where the text is no date with a time of day.
  static func seconds(_ text: String) -> Double? {
    guard let gap = text.firstIndex(where: { $0 == " " || $0 == "T" }),
      let day = CalendarDay(String(text[..<gap]))
    else { return nil }
    var clock = text[text.index(after: gap)...].uppercased()[...]
    var shift = 0.0
    if clock.last == "Z" {
      clock = clock.dropLast()
      shift = 7 * 3600
    } else if let sign = clock.firstIndex(where: { $0 == "+" || $0 == "-" }) {
      clock = clock[..<sign]
    }
    var half: Int?
    for (mark, hours) in [("AM", 0), ("SA", 0), ("PM", 12), ("CH", 12)]
    where clock.hasSuffix(mark) {
      half = hours
      clock = clock.dropLast(2)
    }
    while clock.last == " " { clock = clock.dropLast() }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count),
      parts.allSatisfy({ $0.allSatisfy { ($0.isASCII && $0.isNumber) || $0 == "." } }),
      var hour = Int(parts[0]), let minute = Int(parts[1]), (0..<60).contains(minute)
    else { return nil }
    let second = parts.count == 3 ? Double(parts[2]) : 0
    guard let second, second >= 0, second < 61 else { return nil }
    if let half {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + half
    }
    guard (0..<24).contains(hour) else { return nil }
    let time = Double(hour * 3600 + minute * 60) + second
    return Double(day.daysSince1970) * 86_400 + time + shift
  }
}
