/// How files of one origin are to be understood: what was decided about the first holds for the next.
///
/// What is nil was not decided, or does not arise for files of that kind.
public struct ImportProfile: Hashable, Sendable {
  /// The kind of file: `csv`, `xlsx`, `sav`, `dta`.
  public var kind: String?
  /// The encoding of a text, such as `utf-8`, `windows-1258` or `tcvn3`.
  public var encoding: String?
  /// What had gone wrong with all of a text before it became UTF-8, and is undone.
  public var repair: String?
  /// The same for single columns, by header.
  public var columnRepairs: [String: String]
  /// The character between fields.
  public var delimiter: String?
  /// The decimal mark of number columns.
  public var decimal: DecimalMark?
  /// The order of day, month and year.
  public var dates: DateOrder?
  /// The sheets of a workbook that hold records.
  public var sheets: [String]?
  /// The rows that make the header, 1 for the first of the file.
  public var headerRows: ClosedRange<Int>?
  /// The program that exported the file.
  public var platform: String?
  /// The columns that mean something, by header: an item, an option, or a column of the study.
  public var columns: [String: String]

  /// Makes a profile that decides nothing.
  public init() {
    columnRepairs = [:]
    columns = [:]
  }
}

extension ImportProfile {
  /// This profile where it decides something, `other` where it does not.
  public func completed(by other: ImportProfile) -> ImportProfile {
    var profile = self
    profile.kind = kind ?? other.kind
    profile.encoding = encoding ?? other.encoding
    // A repair belongs to the encoding that was decided with it.
    profile.repair = encoding == nil ? other.repair : repair
    profile.columnRepairs = other.columnRepairs.merging(columnRepairs) { $1 }
    profile.delimiter = delimiter ?? other.delimiter
    profile.decimal = decimal ?? other.decimal
    profile.dates = dates ?? other.dates
    profile.sheets = sheets ?? other.sheets
    profile.headerRows = headerRows ?? other.headerRows
    profile.platform = platform ?? other.platform
    profile.columns = other.columns.merging(columns) { $1 }
    return profile
  }
}

/// What stands between whole numbers and decimals.
public enum DecimalMark: String, Hashable, Sendable, CaseIterable, Codable {
  /// 3.75
  case point
  /// 3,75
  case comma
}

/// In which order a date is written.
public enum DateOrder: String, Hashable, Sendable, CaseIterable, Codable {
  /// 31/12/2024
  case dayMonthYear = "dmy"
  /// 12/31/2024
  case monthDayYear = "mdy"
  /// 2024-12-31
  case yearMonthDay = "ymd"
}
