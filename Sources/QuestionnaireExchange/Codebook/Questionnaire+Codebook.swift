public import SurveyModel
public import SurveyReport

extension Questionnaire {
  /// The questionnaire as a codebook that an analyst reads: a document for any renderer.
  ///
  /// It lists what is not known about the form, every question with its answers and its condition,
  /// the shared scales with their scores, the codes of missing answers, the incidents, and the tree
  /// of the index.
  ///
  /// - Parameter language: The language of all words.
  /// - Returns: The document; `HTMLRenderer` makes one file of it, `MarkdownRenderer` a text.
  /// - Complexity: O(*items*²).
  public func codebook(in language: Language) -> ReportDocument {
    CodebookBuilder(form: self, language: language).document
  }
}

private struct CodebookBuilder {
  let form: Questionnaire
  let language: Language

  var document: ReportDocument {
    ReportDocument(
      language: language, title: form.title[language], subtitle: words("Sổ mã", "Codebook"),
      metadata: facts,
      blocks: unknownBlocks + itemBlocks + checkBlocks + scaleBlocks + missingBlocks
        + incidentBlocks + indexBlocks)
  }

  private var facts: [ReportDocument.Fact] {
    var facts = [
      ReportDocument.Fact(words("Phiếu", "Form"), form.id),
      .init(words("Phiên bản", "Version"), form.version),
      .init(words("Số câu", "Items"), "\(form.items.count)"),
      .init(words("Số tiêu chí", "Criteria"), "\(form.index.allCriteria.count)"),
    ]
    if let legal = form.legal {
      let parts = [legal.number, legal.date?.description, legal.issuer?[language]]
      facts.append(
        .init(words("Văn bản", "Decision"), parts.compactMap(\.self).joined(separator: ", ")))
      if let url = legal.url { facts.append(.init(words("Nguồn", "Source"), url)) }
    }
    if let note = form.languageNote {
      facts.append(.init(words("Câu chữ", "Wording"), note[language]))
    }
    return facts
  }

  private var unknownBlocks: [Block] {
    guard !form.unknowns.isEmpty else { return [] }
    let rows = form.unknowns.enumerated().map { position, text in
      Table.Row([.text("\(position + 1)"), .text(text[language])])
    }
    return [
      heading("Chưa biết về phiếu", "Not known about the form"),
      .table(
        Table(
          caption: words("Những điều chưa biết", "What is not known"),
          columns: [.rowHeader(words("Số", "No.")), column("Nội dung", "What")], rows: rows)),
    ]
  }

  private var itemBlocks: [Block] {
    let rows = form.items.map { item in
      Table.Row([
        .text(item.id), .text(item.label[language]), .text(answers(of: item)),
        .text(item.conditionText(in: language)), .text(remarks(on: item)),
      ])
    }
    return [
      heading("Câu hỏi", "Questions"),
      .table(
        Table(
          caption: words("Các câu theo thứ tự của phiếu", "The items in the order of the form"),
          note: words(
            "Hỏi khi: mọi điều kiện đều đúng; trống là luôn hỏi.",
            "Asked if: all conditions hold; empty means always."),
          columns: [
            .rowHeader(words("Mã câu", "Item")), column("Câu hỏi", "Question"),
            column("Trả lời", "Answer"), column("Hỏi khi", "Asked if"),
            column("Ghi chú", "Remarks"),
          ], rows: rows)),
    ]
  }

  /// The item's type, with its own options or the name of its scale.
  private func answers(of item: Item) -> String {
    let content = item.contentText(in: language)
    guard let scale = item.scale else { return content }
    if scale.id != item.id { return "\(content): \(scale.id)" }
    let options = scale.options.map { "\($0.code) = \($0.label[language])" }
    return "\(content): \(options.joined(separator: "; "))"
  }

  private func remarks(on item: Item) -> String {
    var remarks: [String] = []
    if item.isRequired { remarks.append(words("bắt buộc", "required")) }
    if item.isUnique { remarks.append(words("không trùng giữa các phiếu", "unique")) }
    for rule in ItemRule.allCases where item.severities[rule] != nil {
      remarks.append("\(rule.rawValue): \(name(of: item.severity(of: rule)))")
    }
    if item.isReversed { remarks.append(words("thang đảo ngược", "reversed scale")) }
    if item.pii != .none { remarks.append(item.pii.name[language]) }
    for kind in MissingKind.allCases {
      guard let codes = item.missingCodes.codes[kind], !codes.isEmpty else { continue }
      remarks.append("\(kind.name[language]): \(codes.joined(separator: ", "))")
    }
    return remarks.joined(separator: "; ")
  }

  private var checkBlocks: [Block] {
    guard !form.checks.isEmpty else { return [] }
    let rows = form.checks.map { check in
      Table.Row([
        .text(check.id), .text(check.premise?.text ?? ""), .text(check.requirement.text),
        .text(name(of: check.severity)), .text(check.message[language]),
      ])
    }
    return [
      heading("Kiểm tra giữa các câu", "Checks between items"),
      .table(
        Table(
          caption: words("Quy tắc kiểm tra giữa các câu", "What must hold between answers"),
          note: words(
            "Lỗi: phiếu để riêng; cảnh báo: phiếu vẫn nhận. Thiếu câu trả lời thì coi là đúng.",
            "Error: the form is set aside; warning: it is kept. Where an answer is missing it holds."
          ),
          columns: [
            .rowHeader(words("Mã", "Check")), column("Nếu", "If"), column("Thì", "Then"),
            column("Mức độ", "Severity"), column("Thông báo", "Message"),
          ], rows: rows)),
    ]
  }

  private func name(of severity: Severity) -> String {
    switch severity {
    case .error: words("lỗi", "error")
    case .warning: words("cảnh báo", "warning")
    }
  }

  private var scaleBlocks: [Block] {
    let scales = form.items.compactMap(\.scale).unique.filter { scale in
      form.profiles.contains { $0.scores[scale.id] != nil }
        || form.items.contains { $0.scale?.id == scale.id && $0.id != scale.id }
    }
    guard !scales.isEmpty else { return [] }
    return [heading("Thang trả lời", "Scales")] + scales.map { .table(table(of: $0)) }
  }

  private func table(of scale: ResponseScale) -> Table {
    let users = form.items.filter { $0.scale?.id == scale.id }.map(\.id)
    let profiles = form.profiles.filter { $0.scores[scale.id] != nil }
    let hasAliases = scale.options.contains { !$0.aliases.isEmpty }
    let rows = scale.options.map { option in
      let scores: [Cell] = profiles.map {
        .text($0.scores[scale.id]?[option.code]?.text(in: language) ?? "")
      }
      return Table.Row(
        [.text(option.code), .text(option.label[language])]
          + (hasAliases ? [.text(option.aliases.joined(separator: "; "))] : []) + scores)
    }
    return Table(
      caption: "\(scale.id) (\(users.count) \(words("câu", "items")))",
      note: "\(words("Dùng cho", "Used by")): \(users.joined(separator: ", "))",
      columns: [.rowHeader(words("Mã", "Code")), column("Nhãn", "Label")]
        + (hasAliases ? [column("Cũng nhận", "Also accepted")] : [])
        + profiles.map { Table.Column("\(words("Điểm", "Score")): \($0.name)") }, rows: rows)
  }

  private var missingBlocks: [Block] {
    let rows = MissingKind.allCases.compactMap { kind -> Table.Row? in
      guard let codes = form.missingCodes.codes[kind], !codes.isEmpty else { return nil }
      return Table.Row([.text(kind.name[language]), .text(codes.joined(separator: ", "))])
    }
    guard !rows.isEmpty else { return [] }
    let kept = MissingKind.allCases.filter(form.base.contains).map { $0.name[language] }
    let note =
      kept.isEmpty
      ? words(
        "Mọi loại thiếu đều không tính vào mẫu số.", "All kinds leave the base of a share.")
      : words("Vẫn tính vào mẫu số", "Kept in the base of a share") + ": "
        + kept.joined(separator: ", ")
    return [
      heading("Trả lời thiếu", "Missing answers"),
      .table(
        Table(
          caption: words("Mã của trả lời thiếu, mọi câu", "Codes of missing answers, all items"),
          note: note,
          columns: [.rowHeader(words("Loại", "Kind")), column("Mã", "Codes")], rows: rows)),
    ]
  }

  private var incidentBlocks: [Block] {
    let rows = form.incidentItems.map { item, incident in
      Table.Row([
        .text(item.id), .text(incident.kind.name[language]), .text(incident.basis.name[language]),
        .text(incident.reportCodes.joined(separator: ", ")),
      ])
    }
    guard !rows.isEmpty else { return [] }
    return [
      heading("Phiền hà, sách nhiễu, ngoài phí, lệ phí", "Incidents"),
      .table(
        Table(
          caption: words("Các câu về sự việc", "The items on incidents"),
          columns: [
            .rowHeader(words("Mã câu", "Item")), column("Sự việc", "Incident"),
            column("Theo", "Basis"), column("Mã báo có", "Codes that report one"),
          ], rows: rows)),
    ]
  }

  private var indexBlocks: [Block] {
    let rows = rows(of: form.index, level: 0)
    let profiles = form.profiles.map { profile in
      Table.Row([
        .text(profile.name), .text(profile.label[language]),
        .text(profile.name == form.defaultProfile ? words("mặc định", "default") : ""),
      ])
    }
    return [
      heading("Chỉ số", "Index"),
      .table(
        Table(
          caption: words("Cây chỉ số", "The tree of the index"),
          note: "\(words("Cách tổng hợp mặc định", "Default roll-up")): \(form.defaultRollUp)",
          columns: [
            .rowHeader(words("Nhánh", "Node")), column("Cấp", "Level"), column("Tên", "Name"),
          ], rows: rows)),
      .table(
        Table(
          caption: words("Bộ điểm", "Scoring profiles"),
          columns: [
            .rowHeader(words("Tên", "Name")), column("Nghĩa", "Meaning"), column("Dùng", "Use"),
          ], rows: profiles)),
    ]
  }

  private func rows(of node: Axis, level: Int) -> [Table.Row] {
    let row = Table.Row(
      [.text(node.id), .text(node.kind.name[language]), .text(node.label[language])], level: level,
      emphasis: level == 0 ? .strong : .plain)
    let criteria = node.criteria.map { id in
      Table.Row(
        [
          .text(id), .text(words("tiêu chí", "criterion")),
          .text(form.item(id)?.label[language] ?? ""),
        ], level: level + 1)
    }
    return [row] + criteria + node.children.flatMap { rows(of: $0, level: level + 1) }
  }

  private func heading(_ vi: String, _ en: String) -> Block { .heading(words(vi, en), level: 1) }

  private func column(_ vi: String, _ en: String) -> Table.Column {
    Table.Column(words(vi, en), alignment: .text)
  }

  private func words(_ vi: String, _ en: String) -> String {
    LocalizedText(vi: vi, en: en)[language]
  }
}
