internal import SurveyModel

/// In what a file differs from the profile that it has to fit.
enum ProfileFit {
  /// The differences.
  ///
  /// - Parameters:
  ///   - found: What was understood of the file.
  ///   - pinned: What every file shall be.
  ///   - sheets: The names of the file's sheets.
  /// - Returns: The differences in words; none where the file fits.
  static func differences(
    found: ImportProfile, pinned: ImportProfile, sheets: [String]
  ) -> [LocalizedText] {
    var differences: [LocalizedText] = []
    func compare(_ what: LocalizedText, _ found: String?, _ pinned: String?) {
      guard let pinned, let found, found != pinned else { return }
      differences.append(
        LocalizedText(
          vi: "\(what.vietnamese): \(found), hồ sơ nhập ghi \(pinned)",
          en: "\(what.english): \(found), where the profile says \(pinned)"))
    }
    compare(LocalizedText(vi: "loại tệp", en: "kind of file"), found.kind, pinned.kind)
    compare(
      LocalizedText(vi: "dấu phân cách", en: "delimiter"), found.delimiter, pinned.delimiter)
    compare(
      LocalizedText(vi: "dòng tiêu đề", en: "header rows"), found.headerRows.map(words),
      pinned.headerRows.map(words))
    compare(
      LocalizedText(vi: "dấu thập phân", en: "decimal mark"), found.decimal?.rawValue,
      pinned.decimal?.rawValue)
    compare(
      LocalizedText(vi: "thứ tự ngày tháng", en: "order of dates"), found.dates?.rawValue,
      pinned.dates?.rawValue)
    compare(LocalizedText(vi: "phần mềm", en: "platform"), found.platform, pinned.platform)
    for sheet in pinned.sheets ?? [] where !sheets.contains(sheet) && sheets != [""] {
      differences.append(
        LocalizedText(vi: "thiếu trang tính \"\(sheet)\"", en: "the sheet \"\(sheet)\" is missing"))
    }
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
    guard !pinned.columns.isEmpty else { return differences }
    for (header, meaning) in found.columns.sorted(by: { $0.key < $1.key })
    where pinned.columns[header] == nil {
      differences.append(
        LocalizedText(
          vi: "cột \"\(header)\" (\(meaning)) không có trong hồ sơ nhập",
          en: "the column \"\(header)\" (\(meaning)) is not in the profile"))
    }
    return differences
  }

  private static func words(_ rows: ClosedRange<Int>) -> String {
    rows.count == 1 ? "\(rows.lowerBound)" : "\(rows.lowerBound)–\(rows.upperBound)"
  }
}
