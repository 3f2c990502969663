internal import SurveyModel

/// The questions of the sheet `survey`, as items.
struct SurveySheet {
  private(set) var items: [Item] = []
  private(set) var notes: [LocalizedText] = []

  private let table: FormTable
  private let choices: [String: [ResponseOption]]
  private let problems: FormProblems
  /// The conditions of the groups that are open, with the place of each.
  private var groups: [Condition] = []
  private var conditions: [String: [Condition]] = [:]
  private var rowOfName: [String: Int] = [:]
  private var unasked: [String] = []
  private var media: [String] = []
  /// Questions that were refused, so that conditions on them need no second problem.
  private var refused: Set<String> = []

  private struct Condition {
    var text: String
    var place: FormProblem.Place
  }

  init(_ table: FormTable, choices: [String: [ResponseOption]], problems: FormProblems) {
    self.table = table
    self.choices = choices
    self.problems = problems
    for column in ["type", "name"] where !table.has(column) {
      problems.report(.missingColumn(column), at: .sheet(table.name))
    }
    guard table.has("type"), table.has("name") else { return }
    for row in table.rows where !isYes(table.text(row, "disabled")) { read(row) }
    if !groups.isEmpty { problems.report(.unbalancedGroup, at: .sheet(table.name)) }
    for position in items.indices {
      items[position].askedIf = (conditions[items[position].id] ?? []).flatMap(rules)
    }
    noteWhatIsLeftOut()
  }

  private mutating func read(_ row: FormSheets.Row) {
    let type = table.text(row, "type")
    let name = table.text(row, "name")
    let condition = Condition(
      text: table.text(row, "relevant"), place: table.place(row, "relevant"))
    guard !type.isEmpty else {
      // Rows with neither are remarks of the author.
      if !name.isEmpty { problems.report(.emptyCell, at: table.place(row, "type")) }
      return
    }
    if !table.text(row, SipasColumn.study).isEmpty {
      unasked.append(name)
      return
    }
    let kind = QuestionType(type)
    switch kind {
    case .beginGroup: groups.append(condition)
    case .beginRepeat:
      problems.report(.repeats, at: table.place(row, "type"))
      groups.append(condition)
    case .endGroup:
      if groups.popLast() == nil { problems.report(.unbalancedGroup, at: table.place(row, "type")) }
    case .external:
      problems.report(.externalChoices, at: table.place(row, "type"))
      refused.insert(name)
    case .unsupported:
      problems.report(.unsupportedType(type), at: table.place(row, "type"))
      refused.insert(name)
    case .unknown(let nearest):
      problems.report(.unknownType(type, nearest: nearest), at: table.place(row, "type"))
      refused.insert(name)
    case .unasked: unasked.append(name.isEmpty ? type : name)
    case .media: media.append(name)
    case .single, .multiple, .number, .text, .phone, .date:
      guard !name.isEmpty else {
        problems.report(.emptyCell, at: table.place(row, "name"))
        return
      }
      add(name, kind, row)
      conditions[name] = (groups + [condition]).filter { !$0.text.isEmpty }
    }
  }

  private mutating func add(_ name: String, _ kind: QuestionType, _ row: FormSheets.Row) {
    problems.checkName(name, at: table.place(row, "name"))
    if let first = rowOfName[name] {
      problems.report(.duplicateName(name, firstRow: first), at: table.place(row, "name"))
      return
    }
    rowOfName[name] = row.number
    var hasOther = false
    let content: ItemContent
    switch kind {
    case .single(let list, let other):
      hasOther = other
      content = .single(scale(list, hasOther: other, row))
    case .multiple(let list, let other):
      hasOther = other
      content = .multiple(scale(list, hasOther: other, row))
    case .number(let isInteger):
      let range = range(row) { $0.numbers(isInteger: isInteger) }
      content = .number(minimum: range?.minimum, maximum: range?.maximum, isInteger: isInteger)
    case .date:
      let range = range(row) { $0.days() }
      content = .date(minimum: range?.minimum, maximum: range?.maximum)
    default:
      content = .text
      if !table.text(row, "constraint").isEmpty { noteConstraint(row) }
    }
    var item = Item(id: name, label: table.label(row) ?? LocalizedText(name), content: content)
    item.isRequired = isRequired(row)
    item.pii = kind == .phone ? .direct : .none
    readOwnColumns(row, of: &item)
    items.append(item)
    if hasOther {
      let id = name + "_other"
      rowOfName[id] = row.number
      items.append(Item(id: id, label: SurveySheet.otherText, content: .text, pii: item.pii))
      conditions[id] = [
        Condition(text: "selected(${\(name)}, 'other')", place: table.place(row, "type"))
      ]
    }
  }

  private func scale(_ list: String, hasOther: Bool, _ row: FormSheets.Row) -> ResponseScale {
    guard let options = choices[list] else {
      problems.report(
        .unknownList(list, nearest: list.nearest(among: choices.keys.sorted())),
        at: table.place(row, "type"))
      return ResponseScale(id: list, options: [])
    }
    problems.checkName(list, at: table.place(row, "type"))
    guard hasOther, !options.contains(where: { $0.code == "other" }) else {
      return ResponseScale(id: list, options: options)
    }
    let other = ResponseOption(code: "other", label: .init(vi: "Khác", en: "Other"))
    return ResponseScale(id: list + "-or-other", options: options + [other])
  }

  private mutating func range<Bounds>(
    _ row: FormSheets.Row, _ bounds: (RangeExpression) -> Bounds?
  ) -> Bounds? {
    let text = table.text(row, "constraint")
    guard !text.isEmpty else { return nil }
    if let expression = RangeExpression(text), let range = bounds(expression) { return range }
    noteConstraint(row)
    return nil
  }

  private mutating func noteConstraint(_ row: FormSheets.Row) {
    let place = table.place(row, "constraint").description
    notes.append(
      .init(
        vi: "\(place): điều kiện kiểm tra không phải một khoảng, không giữ lại.",
        en: "\(place): the constraint is no range, and is not taken over."))
  }

  private mutating func isRequired(_ row: FormSheets.Row) -> Bool {
    let text = table.text(row, "required")
    if isYes(text) { return true }
    if !SurveySheet.noWords.contains(text.lowercased()) {
      let place = table.place(row, "required").description
      notes.append(
        .init(
          vi: "\(place): bắt buộc có điều kiện; ở đây không bắt buộc.",
          en: "\(place): required under a condition; here it is not required."))
    }
    return false
  }

  private func isYes(_ text: String) -> Bool { SurveySheet.yesWords.contains(text.lowercased()) }

  private func readOwnColumns(_ row: FormSheets.Row, of item: inout Item) {
    let cell = { (column: String) in (table.text(row, column), table.place(row, column)) }
    let (pii, piiPlace) = cell("sipas_pii")
    if let tag = problems.choice(pii, as: PIITag.self, at: piiPlace) { item.pii = tag }
    item.isReversed = isYes(table.text(row, "sipas_reversed"))
    let (kind, kindPlace) = cell("sipas_incident")
    if let kind = problems.choice(kind, as: IncidentKind.self, at: kindPlace) {
      let (basis, basisPlace) = cell("sipas_incident_basis")
      let (codes, codesPlace) = cell("sipas_incident_codes")
      for (text, place) in [(basis, basisPlace), (codes, codesPlace)] where text.isEmpty {
        problems.report(.emptyCell, at: place)
      }
      if let basis = problems.choice(basis, as: IncidentBasis.self, at: basisPlace),
        let codes = problems.list(codes, at: codesPlace)
      {
        item.incident = IncidentDefinition(kind: kind, basis: basis, reportCodes: codes)
      }
    }
    let (base, basePlace) = cell(SipasColumn.base)
    item.base = problems.kinds(base, at: basePlace)
    item.missingCodes = problems.missingCodes(table, row)
  }

  /// The skip rules of a condition; what cannot be one is reported.
  private func rules(_ condition: Condition) -> [SkipRule] {
    guard let expression = ConditionExpression(condition.text) else {
      problems.report(.condition(condition.text), at: condition.place)
      return []
    }
    let unknown = expression.items.filter { name in !items.contains { $0.id == name } }
    for name in unknown where !refused.contains(name) {
      let isUnkept = unasked.contains(name) || media.contains(name)
      let nearest = name.nearest(among: items.map(\.id))
      problems.report(
        isUnkept ? .conditionOnUnkept(name) : .conditionOnUnknown(name, nearest: nearest),
        at: condition.place)
    }
    guard unknown.isEmpty else { return [] }
    let codes = { (id: String) in
      items.first { $0.id == id }?.options.map(\.code) ?? []
    }
    guard let rules = expression.rules(codes: codes) else {
      problems.report(.condition(condition.text), at: condition.place)
      return []
    }
    for rule in rules {
      let offered = codes(rule.item)
      guard !offered.isEmpty else {
        problems.report(.conditionOnOpen(rule.item), at: condition.place)
        continue
      }
      for code in rule.codes where !offered.contains(code) {
        problems.report(
          .conditionOnAnswer(code, of: rule.item, nearest: code.nearest(among: offered)),
          at: condition.place)
      }
    }
    return rules
  }

  private mutating func noteWhatIsLeftOut() {
    if !unasked.isEmpty {
      let names = unasked.joined(separator: ", ")
      notes.append(
        .init(
          vi: "Không phải câu hỏi, bỏ qua: \(names).", en: "Not asked, and left out: \(names)."))
    }
    if !media.isEmpty {
      let names = media.joined(separator: ", ")
      notes.append(
        .init(
          vi: "Ảnh, âm thanh, toạ độ và xác nhận, bỏ qua: \(names).",
          en: "Pictures, sounds, positions and acknowledgements, left out: \(names)."))
    }
    let filters = table.rows.filter { !table.text($0, "choice_filter").isEmpty }
    if !filters.isEmpty {
      let rows = filters.map { "\($0.number)" }.joined(separator: ", ")
      notes.append(
        .init(
          vi: "Dòng \(rows): choice_filter không giữ lại; mọi lựa chọn của danh sách đều nhận.",
          en: "Rows \(rows): choice_filter is not taken over; all choices of the list count."))
    }
    let unread = table.rawNames { !SurveySheet.readColumns.contains($0) && !$0.hasPrefix("sipas_") }
    if !unread.isEmpty {
      let names = unread.joined(separator: ", ")
      notes.append(
        .init(vi: "Cột không đọc: \(names).", en: "Columns that are not read: \(names)."))
    }
    if !table.otherLanguages.isEmpty {
      let names = table.otherLanguages.joined(separator: ", ")
      notes.append(
        .init(
          vi: "Ngôn ngữ chỉ dùng khi thiếu tiếng Việt và tiếng Anh: \(names).",
          en: "Languages used only where Vietnamese and English are missing: \(names)."))
    }
  }

  private static let otherText = LocalizedText(vi: "Khác (ghi rõ)", en: "Other (please state)")
  private static let yesWords: Set = ["yes", "true", "true()", "=true()", "1", "x"]
  private static let noWords: Set = ["", "no", "false", "false()", "=false()", "0"]
  private static let readColumns: Set = [
    "type", "name", "label", "required", "relevant", "constraint", "constraint_message",
    "choice_filter", "disabled",
  ]
}
