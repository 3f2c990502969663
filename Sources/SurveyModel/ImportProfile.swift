/// How files of one origin are to be understood: what was decided about the first holds for the next.
///
/// What is nil was not decided, or does not arise for files of that kind. Where the columns of one file are
/// written differently there is no common mark or order: each column that shows one stands by its header, and
/// every other column is decided on its own cells.
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
  /// The decimal mark of every number column without one of its own.
  public var decimal: DecimalMark?
  /// The decimal marks of single columns, by header.
  public var columnDecimals: [String: DecimalMark]
  /// The order of day, month and year in every date column without one of its own.
  public var dates: DateOrder?
  /// The orders of single columns, by header.
  public var columnDates: [String: DateOrder]
  /// The sheets of a workbook that hold records, by name; nil for all with columns of the form.
  public var sheets: [String]?
  /// Whether there is a sheet for each unit, named after it; which units come may change from file to file.
  public var hasSheetForEachUnit = false
  /// The rows that make the header, 1 for the first of the file.
  public var headerRows: ClosedRange<Int>?
  /// The program that exported the file.
  public var platform: String?
  /// The columns that mean something, by header: an item, an option, or a column of the study.
  public var columns: [String: String]

  /// Makes a profile that decides nothing.
  public init() {
    columnRepairs = [:]
    columnDecimals = [:]
    columnDates = [:]
    columns = [:]
  }
}

extension ImportProfile {
  /// One thing that a profile can decide, with all that belongs to it.
  ///
  /// A repair belongs to the encoding that was decided with it, and the exceptions of single columns to the
  /// mark of all others.
  public enum Aspect: String, Hashable, Sendable, CaseIterable {
    case kind, encoding, delimiter, decimal, dates, sheets, headerRows, platform, columnRepairs,
      columns
  }

  /// Whether the profile decides an aspect.
  public func decides(_ aspect: Aspect) -> Bool {
    var own = ImportProfile()
    own.take(aspect, from: self)
    return own != ImportProfile()
  }

  /// Decides an aspect as another profile does, and nothing else.
  public mutating func take(_ aspect: Aspect, from other: ImportProfile) {
    switch aspect {
    case .kind: kind = other.kind
    case .encoding: (encoding, repair) = (other.encoding, other.repair)
    case .delimiter: delimiter = other.delimiter
    case .decimal: (decimal, columnDecimals) = (other.decimal, other.columnDecimals)
    case .dates: (dates, columnDates) = (other.dates, other.columnDates)
    case .sheets: (sheets, hasSheetForEachUnit) = (other.sheets, other.hasSheetForEachUnit)
    case .headerRows: headerRows = other.headerRows
    case .platform: platform = other.platform
    case .columnRepairs: columnRepairs = other.columnRepairs
    case .columns: columns = other.columns
    }
  }

  /// This profile where it decides something, `other` where it does not, one aspect as a whole.
  public func completed(by other: ImportProfile) -> ImportProfile {
    var profile = self
    for aspect in Aspect.allCases where !decides(aspect) { profile.take(aspect, from: other) }
    return profile
  }

  /// The decimal mark of the column with this header; nil where its cells decide.
  public func decimal(of header: String) -> DecimalMark? { columnDecimals[header] ?? decimal }

  /// The order of dates in the column with this header; nil where its cells decide.
  public func dates(of header: String) -> DateOrder? { columnDates[header] ?? dates }
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
