internal import SurveyModel

/// Puts a questionnaire together from the sheets of an XLSForm.
struct FormAssembly {
  let problems: FormProblems
  /// What was assumed or left out so far.
  private(set) var notes: [LocalizedText] = []

  init(problems: FormProblems) { self.problems = problems }

  /// The questionnaire; nil where there is nothing to make one of, which is reported.
  mutating func questionnaire(of sheets: FormSheets, name: String) -> Questionnaire? {
    guard let surveyTable = table("survey", of: sheets, isRequired: true) else { return nil }
    let choices = table("choices", of: sheets).map { ChoiceLists($0, problems: problems) }
    let survey = SurveySheet(surveyTable, choices: choices?.options ?? [:], problems: problems)
    notes += survey.notes
    if !surveyTable.has("sipas_pii") { notes.append(FormAssembly.privacyNote) }
    let scoring = scoring(of: sheets, items: survey.items, scores: choices?.scores ?? [:])
    guard let scoring else { return nil }
    var form = Questionnaire(
      id: FormAssembly.identifier(name), version: "1", title: LocalizedText(name),
      items: survey.items, index: scoring.index, profiles: scoring.profiles,
      defaultProfile: scoring.defaultProfile)
    if let settings = table("settings", of: sheets), let row = settings.rows.first {
      read(settings, row, into: &form)
    }
    return form
  }

  private func table(
    _ name: String, of sheets: FormSheets, isRequired: Bool = false
  ) -> FormTable? {
    guard let sheet = sheets[name] else {
      if isRequired { problems.report(.missingSheet, at: .sheet(name)) }
      return nil
    }
    let isEmpty = sheet.rows.allSatisfy { $0.cells.allSatisfy(\.trimmed.isEmpty) }
    return isEmpty && !isRequired ? nil : FormTable(sheet, problems: problems)
  }

  private mutating func read(
    _ table: FormTable, _ row: FormSheets.Row, into form: inout Questionnaire
  ) {
    let id = table.text(row, "form_id")
    if !id.isEmpty {
      form.id = FormProblems.isName(id) ? id : FormAssembly.identifier(id)
      if form.id != id {
        let place = table.place(row, "form_id").description
        notes.append(
          .init(
            vi: "\(place): tên phiếu đổi thành \"\(form.id)\".",
            en: "\(place): the form is called \"\(form.id)\" here."))
      }
    }
    let version = table.text(row, "version")
    if !version.isEmpty { form.version = version }
    let title = table.label(row, "form_title") ?? LocalizedText(form.id)
    let vietnamese = table.text(row, "sipas_title_vi")
    let english = table.text(row, "sipas_title_en")
    form.title = LocalizedText(
      vi: vietnamese.isEmpty ? title.vietnamese : vietnamese,
      en: english.isEmpty ? title.english : english)
    let base = problems.kinds(
      table.text(row, SipasColumn.base), at: table.place(row, SipasColumn.base))
    form.base = base ?? []
    form.missingCodes = problems.missingCodes(table, row)
  }

  /// How answers become the index.
  private struct Scoring {
    var index: Axis
    var profiles: [ScoringProfile]
    var defaultProfile: String
  }

  private mutating func scoring(
    of sheets: FormSheets, items: [Item], scores: [String: [String: [String: Double]]]
  ) -> Scoring? {
    guard let axes = table(SipasColumn.axesSheet, of: sheets) else {
      return assumedScoring(of: items)
    }
    guard let index = index(axes) else { return nil }
    guard let table = table(SipasColumn.profilesSheet, of: sheets), !table.rows.isEmpty else {
      problems.report(.missingSheet, at: .sheet(SipasColumn.profilesSheet))
      return nil
    }
    guard hasColumns(["profile", "default"], table) else { return nil }
    var profiles: [ScoringProfile] = []
    var defaults: [String] = []
    for row in table.rows {
      let name = table.text(row, "profile")
      problems.checkName(name, at: table.place(row, "profile"))
      if table.text(row, "default").lowercased() == "yes" { defaults.append(name) }
      profiles.append(
        ScoringProfile(
          name: name, label: table.label(row) ?? LocalizedText(name), scores: scores[name] ?? [:]))
    }
    guard let defaultProfile = defaults.first, defaults.count == 1 else {
      problems.report(
        .unknownValue(defaults.joined(separator: ", "), allowed: profiles.map(\.name)),
        at: .sheet(SipasColumn.profilesSheet))
      return nil
    }
    return Scoring(index: index, profiles: profiles, defaultProfile: defaultProfile)
  }

  /// Whether the columns are there; those that are not are reported.
  private func hasColumns(_ names: [String], _ table: FormTable) -> Bool {
    let missing = names.filter { !table.has($0) }
    for name in missing { problems.report(.missingColumn(name), at: .sheet(table.name)) }
    return missing.isEmpty
  }

  /// The axis tree of the sheet `sipas_axes`; a parent stands above its children.
  private func index(_ table: FormTable) -> Axis? {
    guard hasColumns(["node", "parent", "items"], table) else { return nil }
    var nodes: [Axis] = []
    var parents: [String: String] = [:]
    for (position, row) in table.rows.enumerated() {
      let id = table.text(row, "node")
      problems.checkName(id, at: table.place(row, "node"))
      let parent = table.text(row, "parent")
      if position > 0, !nodes.contains(where: { $0.id == parent }) {
        problems.report(
          .unknownValue(parent, allowed: nodes.map(\.id)), at: table.place(row, "parent"))
        continue
      }
      if nodes.contains(where: { $0.id == id }) {
        problems.report(.duplicateName(id, firstRow: row.number), at: table.place(row, "node"))
        continue
      }
      let kind: Axis.Kind? = problems.choice(
        table.text(row, "kind"), as: Axis.Kind.self, at: table.place(row, "kind"))
      let criteria = problems.list(table.text(row, "items"), at: table.place(row, "items"))
      parents[id] = position > 0 ? parent : nil
      nodes.append(
        Axis(
          id: id, label: table.label(row) ?? LocalizedText(id),
          kind: position == 0 ? .index : kind ?? (parent == nodes[0].id ? .axis : .factor),
          criteria: criteria ?? []))
    }
    guard let root = nodes.first else {
      problems.report(.missingSheet, at: .sheet(table.name))
      return nil
    }
    func complete(_ node: Axis) -> Axis {
      var node = node
      node.children = nodes.filter { parents[$0.id] == node.id }.map(complete)
      return node
    }
    return complete(root)
  }

  /// What an XLSForm of another program leaves open: the questions that share the most used list are
  /// the criteria, and its options score evenly from 0 to 1.
  private mutating func assumedScoring(of items: [Item]) -> Scoring? {
    let single = items.filter { $0.typeName == "single" && $0.pii != .direct }
    let uses = Dictionary(grouping: single) { $0.scale?.id ?? "" }
    // The first of the most used ones, in the order of the form.
    let scales = single.compactMap(\.scale).unique.filter { !$0.options.isEmpty }
    let most = scales.map { uses[$0.id]?.count ?? 0 }.max()
    guard let scale = scales.first(where: { uses[$0.id]?.count == most }) else {
      // Where questions were refused, one of them may have been it.
      if problems.problems.isEmpty { problems.report(.noCriterion, at: .sheet("survey")) }
      return nil
    }
    let last = Double(max(1, scale.options.count - 1))
    let scores = Dictionary(
      scale.options.enumerated().map { position, option in
        (option.code, (Double(position) / last * 1000).rounded() / 1000)
      }, uniquingKeysWith: { first, _ in first })
    notes.append(
      .init(
        vi: "Tệp không nói cách tính chỉ số. Ở đây: tiêu chí là các câu dùng danh sách "
          + "\"\(scale.id)\", lựa chọn chấm đều từ 0 đến 1 theo thứ tự. "
          + "Sửa axes và profiles trước khi chấm điểm.",
        en: "The file does not say how the index is made. Here the criteria are the questions of "
          + "the list \"\(scale.id)\", whose options score evenly from 0 to 1 in their order. "
          + "Change axes and profiles before anything is scored."))
    return Scoring(
      index: Axis(
        id: "index", label: .init(vi: "Chỉ số hài lòng", en: "Satisfaction index"), kind: .index,
        criteria: (uses[scale.id] ?? []).map(\.id)),
      profiles: [
        ScoringProfile(
          name: "even-scores",
          label: .init(
            vi: "Điểm chia đều theo thứ tự lựa chọn", en: "Even scores in the order of the options"),
          scores: [scale.id: scores])
      ], defaultProfile: "even-scores")
  }

  private static let privacyNote = LocalizedText(
    vi: "Tệp không nói câu nào dẫn đến một người. Ở đây không câu nào, trừ số điện thoại: "
      + "ghi pii cho từng câu trước khi nhập phiếu.",
    en: "The file does not say which answers lead to a person. Here none do but phone numbers: "
      + "state pii item by item before a batch is imported.")

  /// A name as questionnaires have it, from any text.
  private static func identifier(_ text: String) -> String {
    let key = FoldedText(text).key.replacing(" ", with: "-")
    let plain = String(key.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    return plain.first?.isLetter == true ? plain : "form-" + plain
  }
}
