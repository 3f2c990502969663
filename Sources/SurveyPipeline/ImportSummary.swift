internal import Foundation
internal import SurveyIngest
public import SurveyModel
internal import SurveyStore

/// What an import did with a file and understood of it, in lines for the terminal.
///
/// What became of the records comes first, then what is wrong with them, then what the file was read as.
public struct ImportSummary: Sendable {
  private let imported: FileImport
  private let study: Study
  private let language: Language
  private let examplesPerRule: Int
  private let isWhole: Bool

  /// Makes a summary.
  ///
  /// - Parameters:
  ///   - imported: The import of one file.
  ///   - study: The study it was imported for.
  ///   - language: The language of the lines.
  ///   - examplesPerRule: How many findings of each rule are shown; totals are always exact.
  ///   - isWhole: Whether what goes without saying is said too, as `--explain` asks.
  public init(
    _ imported: FileImport, study: Study, language: Language, examplesPerRule: Int = 3,
    isWhole: Bool = false
  ) {
    self.imported = imported
    self.study = study
    self.language = language
    self.examplesPerRule = examplesPerRule
    self.isWhole = isWhole
  }

  /// The lines.
  public var lines: [String] {
    let explanation = ImportExplanation(imported, study: study, language: language)
    let understood = explanation.statementLines(isWhole: isWhole)
    switch imported.result {
    case .failure(let error):
      let lead = isVietnamese ? "Không nhập được" : "Not imported"
      let head = understood.lines.isEmpty ? [] : [heading] + understood.lines
      return ["\(lead):", error.message(in: language)] + head
        + (understood.isCut ? [whereAll] : [])
    case .success(let outcome):
      let lists = columnLists(outcome.source) + codeLists(outcome.source)
      let isCut = understood.isCut || lists.contains { $0.names.isCut }
      return countLines(outcome) + findingLines(outcome) + (isWhole ? [heading] : [])
        + understood.lines
        + [columnLine(outcome.source)] + lists.map { "  " + $0.line(in: language) }
        + (isCut ? [whereAll] : [])
    }
  }

  private var isVietnamese: Bool { language == .vietnamese }

  /// Opens what was understood of the file.
  private var heading: String {
    isVietnamese ? "Đã hiểu tệp như sau:" : "What was understood of the file:"
  }

  private var whereAll: String {
    isVietnamese
      ? "Danh sách đầy đủ: thêm --explain --format json"
      : "The whole lists: add --explain --format json"
  }

  // MARK: - Records

  private func countLines(_ outcome: ImportOutcome) -> [String] {
    let counts = outcome.counts
    let numbers = [counts.read, counts.accepted, counts.setAside, counts.alreadyPresent]
      .map { language.grouped($0) }
    var head = imported.file.name.printable + ": "
    head +=
      isVietnamese
      ? "Đọc \(numbers[0]) · nhận \(numbers[1]) · để riêng \(numbers[2]) · đã có \(numbers[3]). "
      : "Read \(numbers[0]) · accepted \(numbers[1]) · set aside \(numbers[2]) · "
        + "already present \(numbers[3]). "
    if let batch = outcome.batch {
      head += isVietnamese ? "Đã ghi lô \(batch.id)." : "Committed as batch \(batch.id)."
    } else {
      head += isVietnamese ? "Không ghi gì vào kho." : "Nothing was committed."
    }
    var lines = [head]
    if let batch = outcome.sameAs {
      lines.append(
        isVietnamese
          ? "Cùng các phiếu với lô \(batch). Nếu là phiếu của người khác: khai báo số phiếu trong "
            + "study.yaml (columns.key)."
          : "The same forms as batch \(batch). If they are other people's: name the form's number in "
            + "study.yaml (columns.key).")
    }
    if let entry = outcome.entry {
      lines.append(
        isVietnamese
          ? "Nhật ký, mục \(entry.sequence): \(entry.hash)"
          : "Log, entry \(entry.sequence): \(entry.hash)")
    }
    if let quarantine = imported.quarantine {
      lines.append(
        isVietnamese
          ? "Dòng để riêng, sửa rồi nhập lại: \(quarantine.path)"
          : "Rows set aside, mend and import them: \(quarantine.path)")
    }
    if outcome.source.blankLineCount > 0 {
      let count = language.grouped(outcome.source.blankLineCount)
      lines.append(
        isVietnamese ? "Dòng trống bỏ qua: \(count)" : "Blank lines passed over: \(count)")
    }
    return lines
  }

  private func findingLines(_ outcome: ImportOutcome) -> [String] {
    let others = LocalizedText(vi: "xem tệp dòng để riêng", en: "in the file of rows set aside")
    return FindingTotals(
      outcome.findings.map { (batch: nil, finding: $0) }, examplesPerRule: examplesPerRule
    ).lines(in: language, others: imported.quarantine == nil ? nil : others)
  }

  // MARK: - Columns

  private func columnLine(_ source: BatchSource) -> String {
    let items = source.columns.count { if case .item = $0.meaning { true } else { false } }
    return isVietnamese
      ? "  \(source.columns.count) cột, \(items) cột là câu hỏi của phiếu."
      : "  \(source.columns.count) columns, \(items) are items of the form."
  }

  /// A list of columns, items or codes under what is said of them.
  private struct List {
    var said: LocalizedText
    var noun: LocalizedText
    var names: ShortList

    func line(in language: Language) -> String {
      "\(said[language]) (\(language.grouped(names.names.count))): \(names.text(noun, in: language))"
    }
  }

  private func list(
    _ names: [String], of noun: LocalizedText = LocalizedText(vi: "cột", en: "columns"),
    vi: String, en: String
  ) -> [List] {
    guard !names.isEmpty else { return [] }
    return [
      List(
        said: LocalizedText(vi: vi, en: en), noun: noun,
        names: ShortList(names, limit: isWhole ? 20 : 4))
    ]
  }

  private func columnLists(_ source: BatchSource) -> [List] {
    var lists: [List] = []
    if isWhole {
      for (rule, vi, en) in ImportSummary.rules {
        lists += list(matched(source, by: rule), vi: vi, en: en)
      }
    }
    lists += list(
      unmapped(source),
      vi: "Cột không hiểu, không nhập (khai báo trong study.yaml, columns.aliases)",
      en: "Columns not understood, not imported (name them in study.yaml, columns.aliases)")
    lists += list(
      headers(source) { if case .dropped = $0 { true } else { false } },
      vi: "Cột định danh cá nhân, không lưu", en: "Direct identifiers, not stored")
    lists += list(
      headers(source) { if case .pseudonym = $0 { true } else { false } },
      vi: "Cột định danh cá nhân, chỉ lưu bí danh", en: "Direct identifiers, stored as pseudonyms")
    let criteria = Set(study.questionnaire.index.allCriteria)
    let noun = LocalizedText(vi: "câu", en: "items")
    lists += list(
      source.absentItems.filter { criteria.contains($0) }, of: noun,
      vi: "CẢNH BÁO: tiêu chí không có cột; chỉ số sẽ thiếu các câu trả lời này",
      en: "WARNING: criteria without a column; the index will lack their answers")
    lists += list(
      source.absentItems.filter { !criteria.contains($0) }, of: noun, vi: "Câu khác không có cột",
      en: "Other items that the file has no column for")
    return lists
  }

  /// How headers are matched with items, in words.
  private static let rules: [(ColumnMatch.MatchRule, vi: String, en: String)] = [
    (.label, "Ghép theo câu hỏi trong phiếu", "Matched by the form's question"),
    (
      .alias, "Ghép theo tên khai báo hoặc tên của phần mềm thu thập",
      "Matched by a name that the study gives, or the platform's"
    ),
    (
      .folded, "Ghép gần đúng, không kể dấu, chữ hoa và khoảng trắng",
      "Matched but for marks, capitals and blanks"
    ),
  ]

  private func matched(_ source: BatchSource, by wanted: ColumnMatch.MatchRule) -> [String] {
    source.columns.compactMap { column in
      guard case .item(let id, wanted) = column.meaning,
        column.header.lowercased() != id.lowercased()
      else { return nil }
      return "\"\(column.header.printable)\" → \(id)"
    }
  }

  /// The columns that were not understood, each with the item it may be meant for.
  private func unmapped(_ source: BatchSource) -> [String] {
    source.columns.filter { $0.meaning == .unmapped }.map { column in
      let nearest = column.header.nearest(among: source.absentItems)
      return "\"\(column.header.printable)\"" + (nearest.map { " (\($0)?)" } ?? "")
    }
  }

  private func headers(
    _ source: BatchSource, where isWanted: (ColumnMatch.Meaning) -> Bool
  ) -> [String] {
    source.columns.filter { isWanted($0.meaning) }.map { "\"\($0.header.printable)\"" }
  }

  private func codeLists(_ source: BatchSource) -> [List] {
    let codes = source.unmappedCodes.map { code in
      "\(code.item): \(code.found.description(in: language)) × \(language.grouped(code.count))"
    }
    let units = source.unknownUnits.map { unit in
      "\(unit.found.description(in: language)) × \(language.grouped(unit.count))"
        + (unit.nearest.map { isVietnamese ? " (gần nhất: \($0))" : " (nearest: \($0))" } ?? "")
    }
    return list(
      codes, of: LocalizedText(vi: "mã", en: "codes"),
      vi: "Mã không hiểu (khai báo trong study.yaml, codes)",
      en: "Codes not understood (map them in study.yaml, codes)")
      + list(
        units, of: LocalizedText(vi: "tên hoặc mã", en: "names or codes"),
        vi: "Đơn vị không hiểu (sửa trong tệp, hoặc bổ sung units.csv)",
        en: "Units not understood (mend them in the file, or add them to units.csv)")
  }
}
