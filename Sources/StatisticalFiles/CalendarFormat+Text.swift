extension CalendarFormat {
  /// Days from 14 October 1582 to 1 January 1970.
  private static let spssEpoch = 141_428
  /// Days from 1 January 1960 to 1 January 1970.
  private static let stataEpoch = 3_653

  /// The number as calendar text; nil beyond the years 1 to 9999.
  ///
  /// Days are `2024-12-31`, instants `2024-12-31T08:30:00` (with milliseconds where there are any),
  /// times `08:30:00`, months `2024-12`; weeks, quarters and half-years are as Stata writes them,
  /// `2024w52`, `2024q4`, `2024h2`.
  func text(of number: Double) -> String? {
    guard number.isFinite, abs(number) < 1e15 else { return nil }
    switch self {
    case .spssDate: return Self.day(Int((number / 86_400).rounded(.down)) - Self.spssEpoch)
    case .spssDateTime: return Self.instant(milliseconds: number * 1000, epoch: Self.spssEpoch)
    case .spssTime:
      return (number < 0 ? "-" : "") + Self.time(Int((abs(number) * 1000).rounded()))
    case .stataDay: return Self.day(Int(number.rounded(.down)) - Self.stataEpoch)
    case .stataDateTime: return Self.instant(milliseconds: number, epoch: Self.stataEpoch)
    case .stataWeek: return Self.period(number, of: 52, separator: "w")
    case .stataMonth: return Self.period(number, of: 12, separator: "-")
    case .stataQuarter: return Self.period(number, of: 4, separator: "q")
    case .stataHalfYear: return Self.period(number, of: 2, separator: "h")
    case .stataYear:
      let year = Int(number.rounded(.down))
      return (1...9999).contains(year) ? Self.padded(year, to: 4) : nil
    }
  }

  private static func period(_ number: Double, of count: Int, separator: String) -> String? {
    let index = Int(number.rounded(.down)) + 1960 * count
    guard index >= count, index / count <= 9999 else { return nil }
    let part = index % count + 1
    return padded(index / count, to: 4) + separator
      + (separator == "-" ? padded(part, to: 2) : String(part))
  }

  private static func instant(milliseconds: Double, epoch: Int) -> String? {
    let whole = Int(milliseconds.rounded())
    let days = (Double(whole) / 86_400_000).rounded(.down)
    guard let day = day(Int(days) - epoch) else { return nil }
    return day + "T" + time(whole - Int(days) * 86_400_000)
  }

  private static func time(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let text = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
      .joined(separator: ":")
    let rest = milliseconds % 1000
    return rest == 0 ? text : text + "." + padded(rest, to: 3)
  }

  /// The day so many days after 1 January 1970, by the arithmetic of 400-year eras whose years
  /// begin in March.
  private static func day(_ daysSince1970: Int) -> String? {
    let shifted = daysSince1970 + 719_468
    guard shifted >= 306 else { return nil }
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    guard year <= 9999 else { return nil }
    let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return [padded(year, to: 4), padded(month, to: 2), padded(dayOfMonth, to: 2)]
      .joined(separator: "-")
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
