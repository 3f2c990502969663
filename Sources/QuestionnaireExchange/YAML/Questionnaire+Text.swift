public import SurveyModel

extension Questionnaire {
  /// The questionnaire as the text of its YAML file.
  ///
  /// Reading the text gives an equal questionnaire. A scale that bears its item's name stands with
  /// the item, all others under `scales`.
  ///
  /// Edge cases:
  /// - Scores for a scale that no item uses are left out: the value does not hold its options.
  ///
  /// - Parameter comments: Remarks that stand above the text, each a line or more.
  /// - Returns: The text, ending in a line break.
  /// - Complexity: O(*n*) in the size of the questionnaire.
  public func yamlText(comments: [String] = []) -> String {
    var writer = YAMLWriter()
    writer.line("# yaml-language-server: $schema=questionnaire.schema.json")
    for comment in comments {
      for line in comment.split(whereSeparator: \.isNewline) {
        // A comment ends with its line, and a control character would end the file.
        writer.line("# \(String(line).printable)")
      }
    }
    writer.line("questionnaire: \(id)")
    writer.line("version: \(version.quotedForYAML)")
    writer.line("title: \(title.yaml)")
    if let languageNote { writer.line("language-note: \(languageNote.yaml)") }
    if let legal { writer.write(legal) }
    writer.list("unknown", unknowns.map(\.yaml))
    if let missing = missingCodes.yaml { writer.line("missing: \(missing)") }
    writer.line("base: \(base.yaml)")
    writer.write(scales: sharedScales)
    writer.line("items:")
    for item in items { writer.write(item) }
    writer.write(checks)
    writer.line("axes:")
    writer.write(index, indent: "  ", depth: 0)
    writer.line("profiles:")
    let scales = items.compactMap(\.scale).unique
    for profile in profiles {
      writer.write(profile, isDefault: profile.name == defaultProfile, scales: scales)
    }
    writer.write(rollUps: rollUps, defaultName: defaultRollUp, index: index)
    return writer.text
  }

  /// The scales that do not bear the name of their only item, in the order of the form.
  private var sharedScales: [ResponseScale] {
    items.filter { $0.scale?.id != $0.id || !isOwnScale(of: $0) }.compactMap(\.scale).unique
  }

  private func isOwnScale(of item: Item) -> Bool {
    items.filter { $0.scale?.id == item.id }.count == 1
  }
}

extension [ResponseScale] {
  /// The scales with each name once, the first of them.
  var unique: [ResponseScale] {
    var seen: Set<String> = []
    return filter { seen.insert($0.id).inserted }
  }
}

extension Item {
  /// The scale of a closed item.
  var scale: ResponseScale? {
    switch content {
    case .single(let scale), .multiple(let scale): scale
    case .number, .text, .date: nil
    }
  }
}

extension LocalizedText {
  /// `{vi: "…", en: "…"}`, or one text where both are alike.
  var yaml: String {
    vietnamese == english
      ? vietnamese.quotedForYAML
      : "{vi: \(vietnamese.quotedForYAML), en: \(english.quotedForYAML)}"
  }
}

extension MissingCodes {
  /// The codes of each kind that has some; nil where none has.
  fileprivate var yaml: String? {
    let kinds = MissingKind.allCases.compactMap { kind in
      codes[kind].map { "\(kind.rawValue): \($0.yaml)" }
    }
    return kinds.isEmpty ? nil : "{\(kinds.joined(separator: ", "))}"
  }
}

extension Set<MissingKind> {
  fileprivate var yaml: String {
    let names = MissingKind.allCases.filter(contains).map(\.rawValue)
    return "[\(names.joined(separator: ", "))]"
  }
}

extension [String] {
  fileprivate var yaml: String { "[\(map(\.quotedForYAML).joined(separator: ", "))]" }
}

/// The lines of a questionnaire's YAML text as they are written.
private struct YAMLWriter {
  private(set) var text = ""

  mutating func line(_ line: String) { text += line + "\n" }

  mutating func list(_ key: String, _ values: [String]) {
    guard !values.isEmpty else { return }
    line("\(key):")
    for value in values { line("  - \(value)") }
  }

  mutating func write(_ legal: LegalReference) {
    line("legal:")
    line("  reference: \(legal.number.quotedForYAML)")
    if let date = legal.date { line("  date: \(date)") }
    if let issuer = legal.issuer { line("  issuer: \(issuer.yaml)") }
    if let url = legal.url { line("  url: \(url.quotedForYAML)") }
  }

  mutating func write(scales: [ResponseScale]) {
    guard !scales.isEmpty else { return }
    line("scales:")
    for scale in scales {
      line("  \(scale.id):")
      line("    options:")
      write(scale.options, indent: "      ")
    }
  }

  private mutating func write(_ options: [ResponseOption], indent: String) {
    for option in options {
      let aliases = option.aliases.isEmpty ? "" : ", aliases: \(option.aliases.yaml)"
      line(
        "\(indent)- {code: \(option.code.quotedForYAML), label: \(option.label.yaml)\(aliases)}")
    }
  }

  mutating func write(_ item: Item) {
    line("  - id: \(item.id)")
    line("    type: \(item.typeName)")
    line("    label: \(item.label.yaml)")
    if item.isRequired { line("    required: true") }
    if item.isUnique { line("    unique: true") }
    if !item.severities.isEmpty { line("    severity: {\(item.severityWords.english)}") }
    if item.isReversed { line("    reversed: true") }
    if item.pii != .none { line("    pii: \(item.pii.rawValue)") }
    if !item.askedIf.isEmpty {
      line("    asked-if:")
      for rule in item.askedIf {
        let word = rule.isIncluded ? "in" : "not-in"
        line("      - {item: \(rule.item), \(word): \(rule.codes.yaml)}")
      }
    }
    if let missing = item.missingCodes.yaml { line("    missing: \(missing)") }
    if let base = item.base { line("    base: \(base.yaml)") }
    if let incident = item.incident {
      line(
        "    incident: {kind: \(incident.kind.rawValue), basis: \(incident.basis.rawValue), "
          + "report: \(incident.reportCodes.yaml)}")
    }
    switch item.content {
    case .single(let scale), .multiple(let scale):
      if scale.id == item.id {
        line("    options:")
        write(scale.options, indent: "      ")
      } else {
        line("    scale: \(scale.id)")
      }
    case .number(let minimum, let maximum, let isInteger):
      if isInteger { line("    integer: true") }
      range(minimum?.plainText, maximum?.plainText)
    case .date(let minimum, let maximum): range(minimum?.description, maximum?.description)
    case .text: break
    }
  }

  mutating func write(_ checks: [CrossCheck]) {
    if !checks.isEmpty { line("checks:") }
    for check in checks {
      line("  - id: \(check.id)")
      if let premise = check.premise { line("    if: \(premise.text.quotedForYAML)") }
      line("    then: \(check.requirement.text.quotedForYAML)")
      line("    severity: \(check.severity.rawValue)")
      line("    message: \(check.message.yaml)")
    }
  }

  private mutating func range(_ minimum: String?, _ maximum: String?) {
    let bounds = [minimum.map { "min: \($0)" }, maximum.map { "max: \($0)" }].compactMap(\.self)
    if !bounds.isEmpty { line("    range: {\(bounds.joined(separator: ", "))}") }
  }

  mutating func write(_ node: Axis, indent: String, depth: Int) {
    line("\(indent)id: \(node.id)")
    line("\(indent)label: \(node.label.yaml)")
    let expected: Axis.Kind = depth == 0 ? .index : depth == 1 ? .axis : .factor
    if node.kind != expected { line("\(indent)kind: \(node.kind.rawValue)") }
    if node.children.isEmpty {
      line("\(indent)items: [\(node.criteria.joined(separator: ", "))]")
    } else {
      line("\(indent)children:")
      for child in node.children {
        line("\(indent)  -")
        write(child, indent: indent + "    ", depth: depth + 1)
      }
    }
  }

  mutating func write(_ profile: ScoringProfile, isDefault: Bool, scales: [ResponseScale]) {
    line("  \(profile.name):")
    if isDefault { line("    default: true") }
    line("    label: \(profile.label.yaml)")
    line("    scores:")
    for scale in scales {
      guard let scores = profile.scores[scale.id] else { continue }
      let pairs = scale.options.compactMap { option in
        scores[option.code].map { "\(option.code.quotedForYAML): \($0.plainText)" }
      }
      line("      \(scale.id): {\(pairs.joined(separator: ", "))}")
    }
  }

  mutating func write(rollUps: [RollUp], defaultName: String, index: Axis) {
    line("rollup:")
    line("  default: \(defaultName)")
    let stated = rollUps.compactMap { rollUp -> (String, [String: Double])? in
      if case .stated(let weights) = rollUp.rule { (rollUp.name, weights) } else { nil }
    }
    if !stated.isEmpty { line("  weights:") }
    for (name, weights) in stated {
      let pairs = index.children.compactMap { child in
        weights[child.id].map { "\(child.id): \($0.plainText)" }
      }
      line("    \(name): {\(pairs.joined(separator: ", "))}")
    }
  }
}

extension Item {
  /// What `type:` says of the item.
  var typeName: String {
    switch content {
    case .single: "single"
    case .multiple: "multiple"
    case .number: "number"
    case .text: "text"
    case .date: "date"
    }
  }
}
