internal import DelimitedText
internal import SurveyModel

/// Finds out what each column of a file is, by its header; nothing is guessed silently.
///
/// A header is matched letter by letter first (code, alias, label), then after folding case, blanks
/// and Vietnamese marks; a folded match counts only where it can mean one thing.
struct ColumnMatcher {
  /// What a column is read as; a column may be several things, such as unit and stratum.
  enum Target: Hashable {
    case item(String)
    case option(item: String, code: String)
    case unit
    case key(part: Int)
    case stratum
    case cluster(stage: Int)
    case population(stage: Int)
    case weight
    case interviewer
    case started
    case ended

    /// The name used in messages.
    var name: String {
      switch self {
      case .item(let id): id
      case .option(let item, let code): TableLayout.option(code, of: item)
      case .unit: "columns.unit"
      case .key: "columns.key"
      case .stratum: "design.strata"
      case .cluster(let stage): "design.stages[\(stage)].cluster"
      case .population(let stage): "design.stages[\(stage)].population"
      case .weight: "design.weight"
      case .interviewer: "quality.interviewer"
      case .started: "quality.started"
      case .ended: "quality.ended"
      }
    }

    func isOption(of id: String) -> Bool {
      if case .option(let item, _) = self { item == id } else { false }
    }

    /// The item that the column belongs to.
    var item: String? {
      switch self {
      case .item(let id), .option(let id, _): id
      case .unit, .key, .stratum, .cluster, .population, .weight, .interviewer, .started, .ended:
        nil
      }
    }

    var isOfForm: Bool {
      switch self {
      case .item, .option: true
      case .unit, .key, .stratum, .cluster, .population, .weight, .interviewer, .started, .ended:
        false
      }
    }
  }

  /// The column that sipas itself adds to a quarantine file.
  static let findingsHeader = "sipas_findings"

  /// The columns that sipas itself adds to files that are meant to come back.
  static let ownHeaders = [findingsHeader, ExportProfile.escapeHeader]

  /// What heads a column that numbers the rows of a sheet.
  private static let numberingHeaders: Set<String> = ["stt", "tt", "so tt", "so thu tu"]

  let study: Study
  private(set) var targets: [[Target]]
  private(set) var matches: [ColumnMatch] = []
  private(set) var problems: [ImportError.Problem] = []
  private(set) var absentItems: [String] = []

  /// The longest text that names a column: no question of a form comes near.
  static let mostBytes = 1 << 14

  init(headers: [String], study: Study) {
    self.study = study
    targets = Array(repeating: [], count: headers.count)
    let headers = headers.enumerated().map { position, header in
      guard header.utf8.count <= ColumnMatcher.mostBytes else {
        problems.append(.longHeader(column: position + 1))
        return ""
      }
      return header.trimmed.composed
    }
    let ignored = Set(study.columns.ignored.map(\.composed) + ColumnMatcher.ownHeaders)
    let rules = matchFormColumns(headers, ignored: ignored)
    matchStudyColumns(headers)
    matches = headers.enumerated().map { position, header in
      let meaning = meaning(of: header, at: position, ignored: ignored, rule: rules[position])
      return ColumnMatch(header: header, position: position + 1, meaning: meaning)
    }
    checkItems(headers)
    checkIdentifiers(headers)
  }

  // MARK: - The form's columns

  private typealias Rule = ColumnMatch.MatchRule

  private mutating func matchFormColumns(_ headers: [String], ignored: Set<String>) -> [Rule?] {
    let names = formNames()
    var rules = [Rule?](repeating: nil, count: headers.count)
    var taken: [Target: [Int]] = [:]
    for rule in [Rule.code, .alias, .label] {
      let better = taken
      let byText = Dictionary(grouping: names.filter { $0.rule == rule }, by: \.text)
      for (position, header) in headers.enumerated() where rules[position] == nil {
        guard !ignored.contains(header), !header.isEmpty, let found = byText[header] else {
          continue
        }
        let targetsFound = Set(found.map(\.target))
        guard targetsFound.count == 1, let target = targetsFound.first else { continue }
        // An exact code beats a label elsewhere in the file; two of a kind are a mistake.
        if better[target] != nil { continue }
        targets[position].append(target)
        rules[position] = rule
        taken[target, default: []].append(position)
      }
    }
    let byFold = Dictionary(grouping: names, by: { FoldedText($0.text) })
    var folded: [Target: [Int]] = [:]
    for (position, header) in headers.enumerated() where rules[position] == nil {
      guard !ignored.contains(header), !header.isEmpty else { continue }
      let found = Set((byFold[FoldedText(header)] ?? []).map(\.target))
      guard found.count == 1, let target = found.first, taken[target] == nil else { continue }
      folded[target, default: []].append(position)
      targets[position].append(target)
      rules[position] = .folded
    }
    taken.merge(folded) { exact, _ in exact }
    taken.merge(matchNumbered(headers, names: names, ignored: ignored, taken, &rules)) { $1 }
    for (target, positions) in taken.sorted(by: { $0.value[0] < $1.value[0] })
    where positions.count > 1 {
      problems.append(.repeatedColumn(target.name, headers: positions.map { headers[$0] }))
    }
    return rules
  }

  /// Matches headers that number a question's words, or name the question by its number alone.
  private mutating func matchNumbered(
    _ headers: [String], names: [(text: String, target: Target, rule: Rule)], ignored: Set<String>,
    _ taken: [Target: [Int]], _ rules: inout [Rule?]
  ) -> [Target: [Int]] {
    let open = headers.indices.filter {
      rules[$0] == nil && !ignored.contains(headers[$0]) && HeaderParts.mayName(headers[$0])
    }
    guard !open.isEmpty else { return [:] }
    let byKey = Dictionary(grouping: names, by: { ColumnNaming.key($0.text) })
    let parts = HeaderParts(study)
    var found: [Target: [Int]] = [:]
    for position in open {
      let named = parts.target(of: headers[position], allowsBareNumbers: true)
      let targetsFound = Set(
        named.map { [$0] } ?? (byKey[ColumnNaming.key(headers[position])] ?? []).map(\.target))
      guard targetsFound.count == 1, let target = targetsFound.first, taken[target] == nil,
        !isTickOfSingle(target)
      else { continue }
      found[target, default: []].append(position)
    }
    // Where two columns would be one item, nothing is guessed.
    found = found.filter { $0.value.count == 1 }
    for (target, positions) in found {
      targets[positions[0]].append(target)
      rules[positions[0]] = .folded
    }
    return found
  }

  /// Whether a column is of one option of a single choice, which is read only together with the others.
  private func isTickOfSingle(_ target: Target) -> Bool {
    guard case .option(let item, _) = target else { return false }
    return study.questionnaire.item(item)?.isMultiple == false
  }

  private func formNames() -> [(text: String, target: Target, rule: Rule)] {
    var names: [(text: String, target: Target, rule: Rule)] = []
    for item in study.questionnaire.items {
      let target = Target.item(item.id)
      names.append((item.id, target, .code))
      for alias in study.columns.aliases[item.id] ?? [] {
        names.append((alias.composed, target, .alias))
      }
      for label in [item.label.vietnamese, item.label.english] {
        names.append((label.composed, target, .label))
      }
      guard case .multiple(let scale) = item.content else { continue }
      for option in scale.options {
        let code = option.code
        let target = Target.option(item: item.id, code: code)
        let name = TableLayout.option(code, of: item.id)
        names.append((name, target, .code))
        for alias in study.columns.aliases[name] ?? [] {
          names.append((alias.composed, target, .alias))
        }
      }
    }
    return names
  }

  // MARK: - The study's columns

  private mutating func matchStudyColumns(_ headers: [String]) {
    for (name, target) in ColumnMatcher.studyNames(study) {
      var positions = headers.indices.filter { headers[$0] == name.composed }
      if positions.isEmpty {
        positions = headers.indices.filter { FoldedText(headers[$0]) == FoldedText(name) }
      }
      switch positions.count {
      case 0:
        problems.append(
          .missingColumn(name, role: target.name, nearest: name.nearest(among: headers)))
      case 1: targets[positions[0]].append(target)
      default:
        problems.append(.repeatedColumn(target.name, headers: positions.map { headers[$0] }))
      }
    }
  }

  /// The headers of the study's own columns.
  static func studyNames(_ study: Study) -> [(name: String, target: Target)] {
    var names: [(name: String, target: Target)] = [(study.columns.unit, .unit)]
    names += study.columns.key.enumerated().map { ($1, .key(part: $0)) }
    if case .column(let name) = study.design.strata { names.append((name, .stratum)) }
    for (stage, sampling) in study.design.stages.enumerated() {
      if case .column(let name) = sampling.cluster { names.append((name, .cluster(stage: stage))) }
      if case .column(let name) = sampling.population {
        names.append((name, .population(stage: stage)))
      }
    }
    if let name = study.design.weightColumn { names.append((name, .weight)) }
    if let name = study.quality.interviewerColumn { names.append((name, .interviewer)) }
    if let name = study.quality.startedColumn { names.append((name, .started)) }
    if let name = study.quality.endedColumn { names.append((name, .ended)) }
    return names
  }

  // MARK: - What came of it

  private func meaning(
    of header: String, at position: Int, ignored: Set<String>, rule: Rule?
  ) -> ColumnMatch.Meaning {
    if let target = targets[position].first(where: \.isOfForm), let rule {
      if let id = target.item, study.questionnaire.item(id)?.pii == .direct {
        return switch study.identifiers {
        case .drop: .dropped(id)
        case .pseudonym: .pseudonym(id)
        }
      }
      return .item(target.name, rule: rule)
    }
    if let target = targets[position].first { return .study(target.name) }
    let isNumbering = ColumnMatcher.numberingHeaders.contains(FoldedText(header).key)
    return ignored.contains(header) || isNumbering ? .ignored : .unmapped
  }

  /// A direct identifier may be the key where it becomes a pseudonym; it is never a unit or a stratum.
  private mutating func checkIdentifiers(_ headers: [String]) {
    for (position, found) in targets.enumerated() {
      let isIdentifier = found.contains {
        $0.item.flatMap(study.questionnaire.item)?.pii == .direct
      }
      guard isIdentifier else { continue }
      for target in found where !target.isOfForm {
        if case .key = target, study.identifiers == .pseudonym { continue }
        problems.append(.identifierInUse(headers[position], role: target.name))
      }
    }
  }

  private mutating func checkItems(_ headers: [String]) {
    let found = Set(targets.flatMap(\.self))
    let isPresent: (Item) -> Bool = { item in
      found.contains(.item(item.id))
        || item.options.contains { found.contains(.option(item: item.id, code: $0.code)) }
    }
    if !found.contains(where: \.isOfForm) {
      let ids = study.questionnaire.items.map(\.id)
      let nearest = headers.compactMap { header in
        header.nearest(among: ids).map { (header, $0) }
      }
      problems.append(
        .noItems(nearest: Dictionary(nearest, uniquingKeysWith: { first, _ in first })))
    }
    let criteria = study.questionnaire.index.allCriteria
    if found.contains(where: \.isOfForm), !criteria.isEmpty,
      !criteria.contains(where: { found.contains(.item($0)) })
    {
      problems.append(.noCriteria(headers.filter { $0.count > 1 }))
    }
    for item in study.questionnaire.items where found.contains(.item(item.id)) {
      // A multiple choice both in one cell and in cells of its options: which of them counts?
      let isSplit: (Target) -> Bool = { $0.isOption(of: item.id) }
      guard found.contains(where: isSplit) else { continue }
      let columns = targets.indices.filter { position in
        targets[position].contains { isSplit($0) || $0 == .item(item.id) }
      }
      problems.append(.repeatedColumn(item.id, headers: columns.map { headers[$0] }))
    }
    for item in study.questionnaire.items where !isPresent(item) {
      absentItems.append(item.id)
      if item.isRequired && item.askedIf.isEmpty { problems.append(.missingItem(item.id)) }
    }
  }
}
