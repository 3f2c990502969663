internal import SurveyModel

/// In what a file differs from the profile that it has to fit, the cause before what follows from it.
struct ProfileFit {
  /// How many columns are named; the others are counted.
  static let mostColumns = 5

  private(set) var differences: [LocalizedText] = []

  /// Compares a file with a profile.
  ///
  /// - Parameters:
  ///   - understanding: What was understood of the file, with what it contradicts.
  ///   - pinned: What every file shall be, without what the user has decided otherwise for this one.
  ///   - sheets: The names of the file's sheets.
  init(_ understanding: FileUnderstanding, pinned: ImportProfile, sheets: [String]) {
    let found = understanding.profile
    let contradictions = understanding.contradictions.filter { pinned.decides($0.aspect) }
    differences = contradictions.filter { $0.aspect.isOfWholeFile }.map(\.text)
    let isOtherTable = Set(found.columns.values).isDisjoint(with: pinned.columns.values)
    if differences.isEmpty, !pinned.columns.isEmpty, isOtherTable {
      // Where another table's header stands says nothing.
      let list = ColumnList(pinned.columns.keys.sorted())
      differences = [
        LocalizedText(
          vi: "đây là bảng khác, không có cột nào của hồ sơ nhập: \(list)",
          en: "it is another table, without one of the profile's columns, which are \(list)")
      ]
      return
    }
    if !contradictions.contains(where: { $0.aspect == .headerRows }) {
      compare(
        LocalizedText(vi: "dòng tiêu đề", en: "header rows"), found.headerRows.map(\.words),
        pinned.headerRows.map(\.words))
    }
    compare(LocalizedText(vi: "phần mềm", en: "platform"), found.platform, pinned.platform)
    compareSheets(found, pinned, sheets)
    let columns = ProfileFit.columns(found, pinned)
    if differences.isEmpty {
      add(columns, vi: "cột khác", en: "columns differ")
    } else if !columns.isEmpty {
      // Read otherwise than it was written, a file has hardly a column of its own.
      differences.append(
        LocalizedText(
          vi: "vì vậy \(columns.count) cột khác", en: "so \(columns.count) columns differ"))
    }
    add(
      contradictions.filter { !$0.aspect.isOfWholeFile }.map(\.text), vi: "cột viết khác",
      en: "columns are written otherwise")
  }

  /// The kind of a file that shall be of another; nil where it fits.
  static func kind(_ found: String, pinned: String?) -> LocalizedText? {
    guard let pinned, found != pinned else { return nil }
    return LocalizedText(
      vi: "loại tệp: \(found), hồ sơ nhập ghi \(pinned)",
      en: "kind of file: \(found), where the profile says \(pinned)")
  }

  private mutating func compare(_ what: LocalizedText, _ found: String?, _ pinned: String?) {
    guard let pinned, let found, found != pinned else { return }
    differences.append(
      LocalizedText(
        vi: "\(what.vietnamese): \(found), hồ sơ nhập ghi \(pinned)",
        en: "\(what.english): \(found), where the profile says \(pinned)"))
  }

  private mutating func compareSheets(
    _ found: ImportProfile, _ pinned: ImportProfile, _ sheets: [String]
  ) {
    guard sheets != [""] else { return }
    for sheet in pinned.sheets ?? [] where !sheets.contains(sheet) {
      differences.append(
        LocalizedText(vi: "thiếu trang tính \"\(sheet)\"", en: "the sheet \"\(sheet)\" is missing"))
    }
    if pinned.hasSheetForEachUnit, !found.hasSheetForEachUnit {
      differences.append(
        LocalizedText(
          vi: "trang tính không đặt tên theo đơn vị, hồ sơ nhập ghi mỗi đơn vị một trang tính",
          en: "the sheets are not named after units, where the profile says one for each unit"))
    }
  }

  /// The columns that mean something else, that are gone, and that are new.
  private static func columns(_ found: ImportProfile, _ pinned: ImportProfile) -> [LocalizedText] {
    guard !pinned.columns.isEmpty else { return [] }
    var differences: [LocalizedText] = []
    for (header, meaning) in pinned.columns.sorted(by: { $0.key < $1.key })
    where found.columns[header] != meaning {
      let now = found.columns[header]
      differences.append(
        LocalizedText(
          vi: now.map { "cột \"\(header)\" là \($0), hồ sơ nhập ghi \(meaning)" }
            ?? "thiếu cột \"\(header)\" (\(meaning))",
          en: now.map { "the column \"\(header)\" is \($0), where the profile says \(meaning)" }
            ?? "the column \"\(header)\" (\(meaning)) is missing"))
    }
    for (header, meaning) in found.columns.sorted(by: { $0.key < $1.key })
    where pinned.columns[header] == nil {
      differences.append(
        LocalizedText(
          vi: "cột \"\(header)\" (\(meaning)) không có trong hồ sơ nhập",
          en: "the column \"\(header)\" (\(meaning)) is not in the profile"))
    }
    return differences
  }

  /// Adds the first of many differences, and how many there are.
  private mutating func add(_ many: [LocalizedText], vi: String, en: String) {
    differences += many.prefix(ProfileFit.mostColumns)
    guard many.count > ProfileFit.mostColumns else { return }
    differences.append(
      LocalizedText(vi: "… tất cả \(many.count) \(vi)", en: "… in all \(many.count) \(en)"))
  }
}

extension ImportProfile.Aspect {
  /// Whether it is decided once for all columns.
  fileprivate var isOfWholeFile: Bool { self != .decimal && self != .dates }

  /// What it is, for people.
  var words: LocalizedText {
    switch self {
    case .kind: LocalizedText(vi: "loại tệp", en: "kind of file")
    case .encoding: LocalizedText(vi: "bảng mã", en: "encoding")
    case .delimiter: LocalizedText(vi: "dấu phân cách", en: "delimiter")
    case .decimal: LocalizedText(vi: "dấu thập phân", en: "decimal mark")
    case .dates: LocalizedText(vi: "thứ tự ngày tháng", en: "order of dates")
    case .sheets: LocalizedText(vi: "trang tính", en: "sheets")
    case .headerRows: LocalizedText(vi: "dòng tiêu đề", en: "header rows")
    case .platform: LocalizedText(vi: "phần mềm", en: "platform")
    case .columnRepairs: LocalizedText(vi: "khôi phục chữ Việt", en: "repairs of columns")
    case .columns: LocalizedText(vi: "các cột", en: "columns")
    }
  }
}

extension ClosedRange<Int> {
  /// `4`, or `3–4`.
  var words: String { count == 1 ? "\(lowerBound)" : "\(lowerBound)–\(upperBound)" }
}
