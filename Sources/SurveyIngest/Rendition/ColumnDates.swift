internal import SurveyModel

/// How the dates of a column are written, decided on all of them together.
struct ColumnDates: Sendable {
  /// Texts whose first number cannot be a month, and whose second cannot.
  private(set) var dayFirst = 0
  private(set) var monthFirst = 0
  /// Texts that can be either.
  private(set) var doubtful = 0
  private(set) var yearFirst = 0
  /// The first line with a text of each of these kinds, where lines were told.
  private(set) var dayFirstLine: Int?
  private(set) var monthFirstLine: Int?
  /// Whole numbers that can be days since 1900, as spreadsheets count.
  private(set) var serials = 0
  private(set) var others = 0
  /// Cells that the file itself says are dates, which a spreadsheet may have made of texts.
  private(set) var dateCells = 0
  /// Texts that are dates to a reader of this column only.
  private(set) var unusual = 0

  /// Adds a cell, of which the file may say that it is a date.
  mutating func add(_ text: String, isDate: Bool = false, line: Int? = nil) {
    let text = text.trimmed
    if isDate { dateCells += 1 }
    if CalendarDay(text) == nil, ColumnDates.plain(text, order: .dayMonthYear) != nil {
      unusual += 1
    }
    guard let parts = ColumnDates.parts(of: text) else {
      if ColumnDates.serialDay(text) != nil { serials += 1 } else { others += 1 }
      return
    }
    if parts.isYearFirst {
      yearFirst += 1
    } else if parts.first > 12 {
      dayFirst += 1
      dayFirstLine = dayFirstLine ?? line
    } else if parts.second > 12 {
      monthFirst += 1
      monthFirstLine = monthFirstLine ?? line
    } else {
      doubtful += 1
    }
  }

  /// Whether a text is a date that can only have the month first.
  static func isMonthFirst(_ text: String) -> Bool {
    guard let parts = parts(of: text.trimmed), !parts.isYearFirst else { return false }
    return parts.first <= 12 && parts.second > 12
  }

  /// The dates of two parts of a column together.
  func joined(_ other: ColumnDates) -> ColumnDates {
    var sum = self
    sum.dayFirst += other.dayFirst
    sum.monthFirst += other.monthFirst
    sum.doubtful += other.doubtful
    sum.yearFirst += other.yearFirst
    sum.serials += other.serials
    sum.others += other.others
    sum.dateCells += other.dateCells
    sum.unusual += other.unusual
    return sum
  }

  /// Whether some dates can only have the day first and others only the month.
  ///
  /// Where days are spread over a month most cannot be months; a few that can only have the month first
  /// among many that can be either are slips, and no order of the column.
  var isMixed: Bool { monthFirst > 0 && (dayFirst > 0 || 4 * monthFirst < doubtful) }

  /// The first line that shows an order to be wrong in which no text of the column can only be.
  func line(against order: DateOrder) -> Int? {
    switch order {
    case .dayMonthYear: dayFirst == 0 ? monthFirstLine : nil
    case .monthDayYear: monthFirst == 0 ? dayFirstLine : nil
    case .yearMonthDay: nil
    }
  }

  /// The order that all texts agree on; nil where there are none, and where they do not.
  var order: DateOrder? {
    guard !isMixed else { return nil }
    if monthFirst > 0 { return .monthDayYear }
    // Vietnam writes the day first.
    if dayFirst + doubtful > 0 { return .dayMonthYear }
    return yearFirst > 0 ? .yearMonthDay : nil
  }

  /// A date as `yyyy-MM-dd`; nil where it is none in this order.
  static func plain(_ text: String, order: DateOrder) -> String? {
    let text = text.trimmed
    if let day = serialDay(text) { return day.description }
    guard let parts = parts(of: text) else { return nil }
    let day: CalendarDay? =
      if parts.isYearFirst {
        CalendarDay(year: parts.first, month: parts.second, day: parts.third)
      } else if order == .monthDayYear {
        CalendarDay(year: parts.third, month: parts.first, day: parts.second)
      } else {
        CalendarDay(year: parts.third, month: parts.second, day: parts.first)
      }
    return day?.description
  }

  /// The day that a spreadsheet's number stands for, from 1982 to 2064.
  private static func serialDay(_ text: String) -> CalendarDay? {
    guard let number = Double(text), (30_000...60_000).contains(number),
      text.allSatisfy({ $0.isNumber || $0 == "." })
    else { return nil }
    // Day 60 of that calendar is a 29 February 1900 that never was; all here are later.
    return CalendarDay(daysSince1970: Int(number) - 25_569)
  }

  private struct Parts {
    var first: Int
    var second: Int
    var third: Int
    var isYearFirst: Bool
  }

  /// The three numbers of a date; a time behind it is passed over.
  ///
  /// A year of two digits is one from 1970 to 2069: 00–69 are of the 2000s and 70–99 of the 1900s.
  private static func parts(of text: String) -> Parts? {
    let date = text.prefix { $0 != "T" && $0 != "," }
    // 5 tháng 7 năm 2025: words between the numbers part them too.
    let words = date.split { !$0.isNumber || !$0.isASCII }
    let isSpelled = date.contains { $0.isLetter }
    let head = isSpelled ? words[...] : date.prefix { $0 != " " }.split { "-/.".contains($0) }[...]
    guard head.count >= 3, head.prefix(3).allSatisfy({ $0.count <= 4 }) else { return nil }
    let numbers = head.prefix(3).compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    if head[head.startIndex].count == 4 {
      return Parts(first: numbers[0], second: numbers[1], third: numbers[2], isYearFirst: true)
    }
    let year = head[head.startIndex + 2].count
    guard year == 4 || year == 2, isSpelled == false || year == 4 else { return nil }
    let century = year == 4 ? 0 : numbers[2] < 70 ? 2000 : 1900
    return Parts(
      first: numbers[0], second: numbers[1], third: century + numbers[2], isYearFirst: false)
  }
}
