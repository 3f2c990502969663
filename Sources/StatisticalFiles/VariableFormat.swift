/// How a variable's values are shown, in the words of the program that wrote the file.
public struct VariableFormat: Hashable, Sendable {
  /// The format as the file has it: SPSS's `F8.2`, `A20`, `DATE11`; Stata's `%9.0g`, `%td`.
  public let name: String
  /// What the numbers count where they are dates or times; nil where they are not.
  public let calendar: CalendarFormat?

  /// Reads a format.
  public init(_ name: String) {
    self.name = name
    calendar = CalendarFormat(format: name)
  }
}

/// What the numbers of a date or time count, and from when.
///
/// SPSS counts seconds from 14 October 1582, or in a time of day; Stata counts days, weeks, months,
/// quarters or half-years from 1960, years from 0, or milliseconds from 1960. Stata's `%tC`, which
/// counts leap seconds, and its business calendars `%tb` are not converted.
///
/// Source: IBM SPSS Statistics, Command Syntax Reference, *Date and Time*; Stata, *[D] Datetime*.
public enum CalendarFormat: Hashable, Sendable {
  /// Seconds from 14 October 1582, of which the day is shown.
  case spssDate
  /// Seconds from 14 October 1582.
  case spssDateTime
  /// Seconds, as a length of time.
  case spssTime
  /// Days from 1 January 1960.
  case stataDay
  /// Milliseconds from 1 January 1960.
  case stataDateTime
  /// Weeks from the first of 1960; each year has 52, the last of 8 or 9 days.
  case stataWeek
  /// Months from January 1960.
  case stataMonth
  /// Quarters from the first of 1960.
  case stataQuarter
  /// Half-years from the first of 1960.
  case stataHalfYear
  /// Years.
  case stataYear

  /// Tells the meaning of a format; nil where it is none of a date or time.
  init?(format: String) {
    if format.hasPrefix("%") {
      var rest = format.dropFirst()
      if rest.first == "-" { rest = rest.dropFirst() }
      switch rest.prefix(2) {
      case "td": self = .stataDay
      case "tc": self = .stataDateTime
      case "tw": self = .stataWeek
      case "tm": self = .stataMonth
      case "tq": self = .stataQuarter
      case "th": self = .stataHalfYear
      case "ty": self = .stataYear
      default:
        guard rest.first == "d" else { return nil }
        self = .stataDay
      }
      return
    }
    switch format.prefix(while: \.isLetter).uppercased() {
    case "DATE", "ADATE", "EDATE", "SDATE", "JDATE", "QYR", "MOYR", "WKYR": self = .spssDate
    case "DATETIME", "YMDHMS": self = .spssDateTime
    case "TIME", "DTIME", "MTIME": self = .spssTime
    default: return nil
    }
  }
}
