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
    lines += list(
      headers(source) { if case .pseudonym = $0 { true } else { false } },
      vi: "Cột định danh cá nhân, chỉ lưu bí danh", en: "Direct identifiers, stored as pseudonyms")
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
    let groups = Dictionary(grouping: outcome.findings, by: \.rule).sorted {
      ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue)
    }
    return groups.flatMap { rule, findings in
      let severity =
        findings.contains { $0.severity == .error }
        ? (isVietnamese ? "lỗi" : "error") : (isVietnamese ? "cảnh báo" : "warning")
      let head = "\(rule.rawValue) (\(severity)) × \(findings.count)"
      let examples = findings.prefix(examplesPerRule).map { "  " + $0.message(in: language) }
      let rest = findings.count - examples.count
      let more = isVietnamese ? "  … và \(rest) nữa" : "  … and \(rest) more"
      return [head] + examples + (rest > 0 ? [more] : [])
    }
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
    if let batch = outcome.sameAs {
      lines.append(
        isVietnamese
          ? "Cùng các phiếu với lô \(batch). Nếu là phiếu của người khác: khai báo số phiếu trong study.yaml (columns.key)."
          : "The same forms as batch \(batch). If they are other people's: name the form's number in study.yaml (columns.key)."
      )
    }
    if let batch = outcome.batch {
      lines.append(isVietnamese ? "Đã ghi lô \(batch.id)." : "Committed as batch \(batch.id).")
      if let entry = outcome.entry {
        lines.append(
          isVietnamese
            ? "Nhật ký, mục \(entry.sequence): \(entry.hash)"
            : "Log, entry \(entry.sequence): \(entry.hash)")
      }
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
