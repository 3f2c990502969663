/// A date or a time as a spreadsheet keeps it: a number of days, with the time as its fraction.
///
/// Day 1 is 1 January 1900, or day 0 is 1 January 1904, as the workbook says. The calendar from
/// 1900 has a 29th of February that never was, day 60; all later days count it.
public struct SerialDate: Hashable, Sendable {
  /// From when days are counted.
  public enum Epoch: Hashable, Sendable {
    /// From 1 January 1900, which is day 1.
    case from1900
    /// From 1 January 1904, which is day 0.
    case from1904
  }

  /// What the cell's format shows of it.
  public enum Form: Hashable, Sendable {
    /// A day.
    case date
    /// A time of day.
    case time
    /// Both.
    case dateAndTime
    /// Hours, minutes or seconds that go on beyond 24 or 60.
    case duration
  }

  /// A day of the Gregorian calendar.
  public struct Day: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// The month, from 1 to 12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// A day of its year, month and day of the month, which are not checked.
    public init(year: Int, month: Int, day: Int) {
      self.year = year
      self.month = month
      self.day = day
    }
  }

  /// The days since the epoch, with the time as fraction.
  public let serial: Double
  /// The epoch.
  public let epoch: Epoch
  /// What the cell shows.
  public let form: Form

  /// A date with all its parts.
  public init(serial: Double, epoch: Epoch = .from1900, form: Form = .date) {
    self.serial = serial
    self.epoch = epoch
    self.form = form
  }

  /// The day; nil for the 29th of February 1900, before the calendar begins and after 9999.
  public var day: Day? {
    guard let parts else { return nil }
    let sinceEpoch = parts.days
    switch epoch {
    case .from1904:
      guard sinceEpoch >= 0 else { return nil }
      return Self.day(sinceUnixEpoch: sinceEpoch - 24_107)
    case .from1900:
      guard sinceEpoch >= 1, sinceEpoch != 60 else { return nil }
      return Self.day(sinceUnixEpoch: sinceEpoch - (sinceEpoch < 60 ? 25_568 : 25_569))
    }
  }

  /// The milliseconds since midnight, rounded; nil where the number is no time.
  public var millisecondOfDay: Int? { parts?.milliseconds }

  /// The date as ISO 8601 has it; nil where it is none.
  ///
  /// `2025-07-05`, `13:45:00` or `2025-07-05T13:45:00`; a duration is `27:30:00`. A fraction of a
  /// second follows where there is one. A cell that shows only a day, but holds a time too, is given
  /// with it, and one that shows only a time but holds a day too with that: nothing is lost.
  public var text: String? {
    guard let parts else { return nil }
    let hasTime = parts.milliseconds != 0
    switch form {
    case .duration:
      return Self.clock(parts.days * 86_400_000 + parts.milliseconds)
    case .time where parts.days == 0: return Self.clock(parts.milliseconds)
    case .date where !hasTime: return day.map(Self.iso)
    case .date, .time, .dateAndTime:
      return day.map { Self.iso($0) + "T" + Self.clock(parts.milliseconds) }
    }
  }

  /// Whole days and milliseconds; nil where the number is before day 0 or after the year 9999.
  private var parts: (days: Int, milliseconds: Int)? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    let milliseconds = min(Int((serial * 86_400_000).rounded()), 2_958_466 * 86_400_000 - 1)
    return (milliseconds / 86_400_000, milliseconds % 86_400_000)
  }

  private static func iso(_ day: Day) -> String {
    "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
  }

  private static func clock(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let rest = milliseconds % 1000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    return clock.joined(separator: ":") + (rest == 0 ? "" : ".\(padded(rest, 3))")
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}

// MARK: - The calendar

extension SerialDate {
  /// The date of a day, counted from 1900; nil where the calendar has no such day.
  ///
  /// - Parameters:
  ///   - day: A day from 1 January 1900 to the end of 9999.
  ///   - millisecondOfDay: The time, with which the date shows both.
  public init?(_ day: Day, millisecondOfDay: Int? = nil) {
    guard (1900...9999).contains(day.year), (1...12).contains(day.month),
      (1...31).contains(day.day), (0..<86_400_000).contains(millisecondOfDay ?? 0)
    else { return nil }
    let days = Self.daysSinceUnixEpoch(day)
    // A month without so many days gives a day of the next one.
    guard Self.day(sinceUnixEpoch: days) == day else { return nil }
    let serial = days + 25_569
    self.init(
      serial: Double(serial < 61 ? serial - 1 : serial) + Double(millisecondOfDay ?? 0)
        / 86_400_000,
      form: millisecondOfDay == nil ? .date : .dateAndTime)
  }

  /// Days since 1 January 1970, in eras of 400 years from 1 March (Hinnant 2013).
  static func daysSinceUnixEpoch(_ day: Day) -> Int {
    let year = day.month <= 2 ? day.year - 1 : day.year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * ((day.month + 9) % 12) + 2) / 5 + day.day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The inverse of ``daysSinceUnixEpoch(_:)``.
  static func day(sinceUnixEpoch days: Int) -> Day {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return Day(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

// MARK: - Dates that are written as text

extension SerialDate {
  /// The date that an ISO 8601 text names, as strict workbooks may have it; nil where it names none.
  init?(iso text: ArraySlice<UInt8>, epoch: Epoch) {
    var text = String(decoding: text, as: UTF8.self)[...]
    if text.last == "Z" { text.removeLast() }
    let halves = text.split(separator: "T", omittingEmptySubsequences: false)
    let (dayText, timeText): (Substring?, Substring?)
    switch halves.count {
    case 1: (dayText, timeText) = text.contains("-") ? (text, nil) : (nil, text)
    case 2: (dayText, timeText) = (halves[0], halves[1])
    default: return nil
    }
    var days = 0
    if let dayText {
      let parts = dayText.split(separator: "-").compactMap { Int($0) }
      guard parts.count == 3, let date = Self(Day(year: parts[0], month: parts[1], day: parts[2]))
      else { return nil }
      days = Int(date.serial)
      if epoch == .from1904 { days -= 1462 }
      guard days >= 0 else { return nil }
    }
    var seconds = 0.0
    if let timeText {
      let parts = timeText.split(separator: ":").compactMap { Double($0) }
      guard (2...3).contains(parts.count), parts[0] < 24,
        parts.allSatisfy({ $0 >= 0 && $0 < 60 })
      else { return nil }
      seconds = parts[0] * 3600 + parts[1] * 60 + (parts.count == 3 ? parts[2] : 0)
    }
    self.init(
      serial: Double(days) + seconds / 86_400, epoch: epoch,
      form: dayText == nil ? .time : timeText == nil ? .date : .dateAndTime)
  }
}
