public import SurveyModel
public import SurveyQuality
internal import SurveyStatistics

/// What an examination of interviews found, as content of a report.
///
/// Tables show the first few of everything; totals are exact.
public struct QualitySection: Sendable {
  let table: QualityTable
  let language: Language
  let examples: Int

  /// Makes a section.
  ///
  /// - Parameters:
  ///   - table: What was found.
  ///   - language: The language of its words and numbers.
  ///   - examples: How many groups of a signal, and interviews of a kind, are shown.
  public init(_ table: QualityTable, language: Language, examples: Int = 5) {
    self.table = table
    self.language = language
    self.examples = examples
  }

  /// The content, the summary first.
  public func blocks() -> [Block] {
    var blocks: [Block] = [.paragraph(summary()), .table(combined())]
    blocks += QualitySignal.allCases.compactMap { signal in self.signal(signal).map { .table($0) } }
    if !table.evidence.isEmpty { blocks.append(.table(evidence())) }
    if !table.coverage.isEmpty { blocks.append(.table(coverage())) }
    if let again = table.reinterview { blocks.append(.table(reinterview(again))) }
    let notes = notes()
    if !notes.isEmpty { blocks.append(.notes(notes)) }
    return blocks
  }

  private func text(_ vi: String, _ en: String) -> String {
    language == .vietnamese ? vi : en
  }

  private func whole(_ number: Int) -> String {
    NumberStyle(language).string(Double(number), digits: 0)
  }

  private var groupWord: String {
    switch table.comparison {
    case .interviewer: text("Điều tra viên", "Interviewer")
    case .cluster: text("Cụm mẫu (PSU)", "PSU")
    case .unit: text("Đơn vị", "Unit")
    }
  }

  private func summary() -> String {
    let flagged = table.combined.count(where: \.isFlagged)
    let rate = NumberStyle(language).string(table.rules.falseDiscoveryRate * 100, digits: 1)
    let head = text(
      "\(whole(table.interviewCount)) phiếu, so sánh \(whole(table.combined.count)) nhóm theo "
        + "\(groupWord.lowercased()); đánh dấu \(whole(flagged)).",
      "\(whole(table.interviewCount)) interviews, \(whole(table.combined.count)) groups compared by "
        + "\(groupWord == "PSU" ? groupWord : groupWord.lowercased()); \(whole(flagged)) flagged.")
    let care = text(
      "Trong số bị đánh dấu, kỳ vọng không quá \(rate) % là báo động giả. Dấu hiệu để kiểm tra lại, "
        + "không phải kết luận; không phiếu nào bị loại.",
      "Of those flagged, no more than \(rate) % are expected to be false alarms. This is evidence to look "
        + "into, not a verdict; no interview is left out.")
    let without =
      table.comparison == .interviewer
      ? ""
      : text(
        " Không có cột điều tra viên (quality.interviewer), nên so sánh theo nơi lấy mẫu.",
        " No interviewer column is named (quality.interviewer), so places are compared instead.")
    return head + " " + care + without
  }

  /// All signals together: the flagged groups, or else the first few.
  private func combined() -> Table {
    let sorted = table.combined.sorted { ($0.pValue, $0.group) < ($1.pValue, $1.group) }
    let flagged = sorted.filter(\.isFlagged)
    let shown = flagged.isEmpty ? Array(sorted.prefix(examples)) : flagged
    return Table(
      caption: text("Mọi dấu hiệu gộp lại", "All signals together"),
      note: flagged.isEmpty
        ? text("Không nhóm nào bị đánh dấu.", "No group is flagged.") : nil,
      columns: [
        .rowHeader(groupWord), Table.Column(text("Số phiếu", "Interviews")),
        Table.Column(text("Dấu hiệu mạnh nhất", "Strongest signal"), alignment: .text),
        Table.Column("p"), Table.Column(text("p hiệu chỉnh", "Adjusted p")),
        Table.Column(text("Đánh dấu", "Flagged"), alignment: .text),
      ],
      rows: shown.map { entry in
        Table.Row([
          .text(entry.group), .number(Double(entry.interviews), digits: 0),
          .text(entry.strongest.statement[language]), probability(entry.pValue),
          probability(entry.adjustedPValue), flag(entry.isFlagged),
        ])
      })
  }

  /// A probability; one that would round to 0 is a bound.
  private func probability(_ value: Double) -> Cell {
    value < 0.0001
      ? .text("< " + NumberStyle(language).string(0.0001, digits: 4)) : .number(value, digits: 4)
  }

  private func flag(_ isFlagged: Bool) -> Cell {
    .text(isFlagged ? text("có", "yes") : "–")
  }

  private func signal(_ signal: QualitySignal) -> Table? {
    let all = table.assessments(of: signal)
    guard !all.isEmpty else { return nil }
    let sorted = all.sorted { ($0.pValue, $0.group) < ($1.pValue, $1.group) }
    let flagged = all.count(where: \.isFlagged)
    let isTime = signal == .speed
    let factor = isTime ? 1.0 / 60 : signal == .variance ? 1 : 100
    let digits = signal == .variance ? 4 : 1
    let unit = isTime ? text("phút", "minutes") : signal == .variance ? "" : "%"
    let value = [text("Thực tế", "Seen"), unit].filter { !$0.isEmpty }.joined(separator: ", ")
    return Table(
      caption: "\(signal.statement[language]) (\(signal.rawValue))",
      note: text(
        "Đánh dấu \(whole(flagged)) trên \(whole(all.count)) nhóm.",
        "\(whole(flagged)) of \(whole(all.count)) groups flagged."),
      columns: [
        .rowHeader(groupWord), Table.Column(text("Số phiếu", "Interviews")), Table.Column(value),
        Table.Column(text("Thường gặp", "Expected")),
        Table.Column(text("p hoán vị", "Permutation p")), Table.Column("p"),
        Table.Column(text("p hiệu chỉnh", "Adjusted p")),
        Table.Column(text("Đánh dấu", "Flagged"), alignment: .text),
      ],
      rows: sorted.prefix(max(examples, min(flagged, 20))).map { entry in
        Table.Row([
          .text(entry.group), .number(Double(entry.interviews), digits: 0),
          .number(entry.value * factor, digits: digits),
          .number(entry.expected * factor, digits: digits),
          entry.permutationPValue.map { .number($0, digits: 3) } ?? .text("–"),
          probability(entry.pValue), probability(entry.adjustedPValue),
          flag(entry.isFlagged),
        ])
      })
  }

  /// Interviews by kind: how many, and where the first ones stand.
  private func evidence() -> Table {
    let byKind = Dictionary(grouping: table.evidence, by: \.kind)
    return Table(
      caption: text("Phiếu nên xem lại (lô:bản ghi)", "Interviews worth a look (batch:record)"),
      columns: [
        .rowHeader(text("Dấu hiệu", "Reason")), Table.Column(text("Số phiếu", "Interviews")),
        Table.Column(text("Những phiếu đầu", "The first ones"), alignment: .text),
      ],
      rows: QualityEvidence.Kind.allCases.compactMap { kind in
        guard let found = byKind[kind] else { return nil }
        let shown = found.prefix(examples).map { entry in
          let place = "\(entry.position.batch):\(entry.position.record)"
          return place + (entry.other.map { " ~ \($0.batch):\($0.record)" } ?? "")
        }
        let rest = found.count - shown.count
        let more = rest > 0 ? text("; và \(whole(rest)) nữa", "; and \(whole(rest)) more") : ""
        return Table.Row([
          .text(kind.statement[language]), .number(Double(found.count), digits: 0),
          .text(shown.joined(separator: "; ") + more),
        ])
      })
  }

  private func coverage() -> Table {
    let statuses = CoverageRow.Status.allCases.map { status in
      (status, table.coverage.count { $0.status == status })
    }
    let total = statuses.map { "\($0.0.statement[language]): \(whole($0.1))" }
    let off = table.coverage.filter { $0.status != .complete }
    return Table(
      caption: text("So với kế hoạch", "Against the plan"),
      note: total.joined(separator: " · "),
      columns: [
        .rowHeader(text("Đơn vị", "Unit")),
        Table.Column(text("Điều tra viên", "Interviewer"), alignment: .text),
        Table.Column(text("Kế hoạch", "Planned")), Table.Column(text("Thực hiện", "Held")),
        Table.Column("", alignment: .text),
      ],
      rows: off.prefix(4 * examples).map { row in
        Table.Row([
          .text(row.unit), .text(row.interviewer ?? "–"),
          row.planned.map { .number(Double($0), digits: 0) } ?? .text("–"),
          .number(Double(row.held), digits: 0), .text(row.status.statement[language]),
        ])
      })
  }

  private func reinterview(_ again: Reinterview) -> Table {
    func kappa(_ kappa: Double?, _ error: Double?, pairs: Int) -> Cell {
      guard let kappa, let error else {
        return pairs < table.rules.minimumInterviews
          ? .suppressed : .notAvailable(reason: text("không xác định", "not defined"))
      }
      let style = NumberStyle(language)
      return .text("\(style.string(kappa, digits: 2)) (\(style.string(error, digits: 2)))")
    }
    return Table(
      caption: text("Phúc tra: mức độ trùng khớp", "Re-interviews: agreement"),
      note: text(
        "\(whole(again.matched)) phiếu phúc tra khớp số phiếu, \(whole(again.unmatched)) không khớp.",
        "\(whole(again.matched)) re-interviews matched by key, \(whole(again.unmatched)) not."),
      columns: [
        .rowHeader(text("Câu hỏi", "Item")), Table.Column(text("Số cặp", "Pairs")),
        Table.Column(text("Trùng, %", "Same, %")), Table.Column("κ (SE)"),
        Table.Column(text("κ trọng số (SE)", "Weighted κ (SE)")),
      ],
      rows: again.items.map { item in
        Table.Row([
          .text(item.item), .number(Double(item.pairs), digits: 0),
          item.agreement.map { .number($0 * 100, digits: 1) } ?? .suppressed,
          kappa(item.kappa?.value, item.kappa?.standardError, pairs: item.pairs),
          item.kappa != nil && item.weightedKappa == nil
            ? .text("–")
            : kappa(
              item.weightedKappa?.value, item.weightedKappa?.standardError, pairs: item.pairs),
        ])
      })
  }

  private func notes() -> [String] {
    var notes = table.gaps.map { entry in
      "\(entry.signal.statement[language]): \(entry.gap.statement[language])"
    }
    if let correlation = table.correlation {
      let style = NumberStyle(language)
      let value = style.string(correlation.value, digits: 3)
      let pValue = style.string(correlation.pValue, digits: 3)
      let within =
        correlation.isWithinClusters
        ? text("trong từng cụm mẫu", "within primary sampling units")
        : text(
          "không tách được khỏi ảnh hưởng của địa bàn",
          "which cannot be told from the places where they work")
      notes.append(
        text(
          "Tương quan nội nhóm của điểm chung: \(value) (p = \(pValue)), \(within).",
          "Intra-class correlation of the mean score: \(value) (p = \(pValue)), \(within)."))
    }
    if table.unassignedCount > 0 {
      notes.append(
        text(
          "\(whole(table.unassignedCount)) phiếu không ghi nhóm, không được so sánh.",
          "\(whole(table.unassignedCount)) interviews name no group and are not compared."))
    }
    if table.unreadableTimes > 0 {
      notes.append(
        text(
          "\(whole(table.unreadableTimes)) ô thời gian không đọc được; cần dạng 2025-07-05 08:30.",
          "\(whole(table.unreadableTimes)) cells of times cannot be read; expected such as "
            + "2025-07-05 08:30."))
    }
    return notes
  }
}
