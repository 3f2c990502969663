internal import Foundation
internal import SurveyIngest
public import SurveyModel
internal import SurveyStore

/// What an import understood and did, in lines for the terminal.
public struct ImportSummary: Sendable {
  private let imported: FileImport
  private let study: Study
  private let language: Language
  private let examplesPerRule: Int

  /// Makes a summary.
  ///
  /// - Parameters:
  ///   - imported: The import of one file.
  ///   - study: The study it was imported for.
  ///   - language: The language of the lines.
  ///   - examplesPerRule: How many findings of each rule are shown; totals are always exact.
  public init(
    _ imported: FileImport, study: Study, language: Language, examplesPerRule: Int = 3
  ) {
    self.imported = imported
    self.study = study
    self.language = language
    self.examplesPerRule = examplesPerRule
  }

  /// The lines.
  public var lines: [String] {
    switch imported.result {
    case .failure(let error):
      let lead = isVietnamese ? "Không nhập được" : "Not imported"
      return ["\(lead):", error.message(in: language)]
    case .success(let outcome):
      return columnLines(outcome.source) + codeLines(outcome.source) + findingLines(outcome)
        + countLines(outcome)
    }
  }

  private var isVietnamese: Bool { language == .vietnamese }

  private func columnLines(_ source: BatchSource) -> [String] {
    var lines: [String] = []
    let items = source.columns.filter { if case .item = $0.meaning { true } else { false } }
    lines.append(
      isVietnamese
        ? "\(source.fileName.printable): \(source.columns.count) cột, \(items.count) cột là câu hỏi của phiếu."
        : "\(source.fileName.printable): \(source.columns.count) columns, \(items.count) are items of the form."
    )
    let byLabel = items.compactMap { column -> String? in
      guard case .item(let id, let rule) = column.meaning, rule != .code,
        column.header.lowercased() != id.lowercased()
      else { return nil }
      return "\"\(column.header.printable)\" → \(id) (\(rule.rawValue))"
    }
    lines += list(byLabel, vi: "Ghép theo tên", en: "Matched by name")
    lines += list(
      unmapped(source),
      vi: "Cột không hiểu, không nhập (khai báo trong study.yaml, columns.aliases)",
      en: "Columns not understood, not imported (name them in study.yaml, columns.aliases)")
    lines += list(
      headers(source) { if case .dropped = $0 { true } else { false } },
      vi: "Cột định danh cá nhân, không lưu", en: "Direct identifiers, not stored")
    let criteria = Set(study.questionnaire.index.allCriteria)
    lines += list(
      source.absentItems.filter { criteria.contains($0) },
      vi: "CẢNH BÁO: tiêu chí không có cột; chỉ số sẽ thiếu các câu trả lời này",
      en: "WARNING: criteria without a column; the index will lack their answers")
    lines += list(
      source.absentItems.filter { !criteria.contains($0) }, vi: "Câu khác không có cột",
      en: "Other items that the file has no column for")
    return lines
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

  private func codeLines(_ source: BatchSource) -> [String] {
    let codes = source.unmappedCodes.map { code in
      "\(code.item): \(code.found.description(in: language)) × \(code.count)"
    }
    return list(
      codes, vi: "Mã không hiểu (khai báo trong study.yaml, codes)",
      en: "Codes not understood (map them in study.yaml, codes)")
  }

  private func findingLines(_ outcome: ImportOutcome) -> [String] {
    FindingTotals(
      outcome.findings.map { (batch: nil, finding: $0) }, examplesPerRule: examplesPerRule
    ).lines(in: language)
  }

  private func countLines(_ outcome: ImportOutcome) -> [String] {
    let counts = outcome.counts
    var lines = [
      isVietnamese
        ? "Đọc \(counts.read) · nhận \(counts.accepted) · để riêng \(counts.setAside) · "
          + "đã có \(counts.alreadyPresent)"
        : "Read \(counts.read) · accepted \(counts.accepted) · set aside \(counts.setAside) · "
          + "already present \(counts.alreadyPresent)"
    ]
    if outcome.source.blankLineCount > 0 {
      let count = outcome.source.blankLineCount
      lines.append(
        isVietnamese ? "Dòng trống bỏ qua: \(count)" : "Blank lines passed over: \(count)")
    }
    if let quarantine = imported.quarantine {
      lines.append(
        isVietnamese
          ? "Dòng để riêng, sửa rồi nhập lại: \(quarantine.path)"
          : "Rows set aside, mend and import them: \(quarantine.path)")
    }
    if let batch = outcome.batch {
      lines.append(isVietnamese ? "Đã ghi lô \(batch.id)." : "Committed as batch \(batch.id).")
    } else {
      lines.append(isVietnamese ? "Không ghi gì vào kho." : "Nothing was committed.")
    }
    return lines
  }

  private func list(_ entries: [String], vi: String, en: String) -> [String] {
    guard !entries.isEmpty else { return [] }
    let shown = entries.prefix(20).joined(separator: ", ")
    let more = entries.count > 20 ? ", … (+\(entries.count - 20))" : ""
    return ["\(isVietnamese ? vi : en) (\(entries.count)): \(shown)\(more)"]
  }
}
