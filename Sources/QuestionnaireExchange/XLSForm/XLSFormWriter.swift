internal import SurveyModel

/// Writes the sheets of an XLSForm.
struct XLSFormWriter {
  let questionnaire: Questionnaire
  let language: Language
  private let isBilingual: Bool
  /// What is asked for the study, before the items.
  private let study: StudyQuestions?

  init(questionnaire: Questionnaire, language: Language, study: StudyQuestions? = nil) {
    self.questionnaire = questionnaire
    self.study = study
    self.language = language
    isBilingual = questionnaire.shownTexts.contains { $0.vietnamese != $0.english }
  }

  /// `survey`: the items, with a group around the criteria of each node that stand together.
  var survey: FormSheets.Sheet {
    let header =
      ["type", "name"] + headers("label") + ["required", "relevant", "constraint"]
      + headers("constraint_message") + SipasColumn.survey + [SipasColumn.study]
    var rows = (study?.questions ?? []).map(row)
    let groups = nodeRanges
    let multiple = Set(
      questionnaire.items.filter { $0.typeName == "multiple" }.map(\.id))
    for (position, item) in questionnaire.items.enumerated() {
      for (node, range) in groups where range.lowerBound == position {
        rows.append(["begin_group", groupName(node)] + cells(node.label))
      }
      rows.append(
        [xlsType(of: item), item.id] + cells(item.label)
          + [item.isRequired ? "yes" : "", item.relevant(isMultiple: multiple.contains)]
          + [item.constraint] + cells(item.constraintMessage) + sipasCells(of: item))
      for (_, range) in groups.reversed() where range.upperBound == position {
        rows.append(["end_group"])
      }
    }
    return sheet("survey", header, rows)
  }

  private func row(_ question: StudyQuestions.Question) -> [String] {
    let message = LocalizedText(vi: "Cần một số lớn hơn 0.", en: "A number above 0 is needed.")
    return [question.type, question.name] + cells(spoken(question.label))
      + [question.isRequired ? "yes" : "", "", question.constraint]
      + cells(question.constraint.isEmpty ? LocalizedText("") : spoken(message))
      + SipasColumn.survey.map { _ in "" } + [question.role]
  }

  /// A text of this package in a form of one language.
  private func spoken(_ text: LocalizedText) -> LocalizedText {
    isBilingual ? text : LocalizedText(text[language])
  }

  /// `choices`: the options of every scale, with their scores.
  var choices: FormSheets.Sheet {
    let profiles = questionnaire.profiles
    let header =
      ["list_name", "name"] + headers("label") + [SipasColumn.aliases]
      + profiles.map { SipasColumn.score + $0.name }
    let units = (study?.units ?? []).map { unit in
      [study?.list ?? "", unit.code] + cells(LocalizedText(unit.label))
    }
    let rows = questionnaire.items.compactMap(\.scale).unique.flatMap { scale in
      scale.options.map { option in
        let scores = profiles.map { $0.scores[scale.id]?[option.code]?.plainText ?? "" }
        return [scale.id, option.code] + cells(option.label) + [
          option.aliases.isEmpty ? "" : list(option.aliases)
        ]
          + scores
      }
    }
    return sheet("choices", header, units + rows)
  }

  /// `settings`: one row about the form.
  var settings: FormSheets.Sheet {
    let form = questionnaire
    let missing = MissingKind.allCases.filter { form.missingCodes.codes[$0] != nil }
    let header =
      ["form_title", "form_id", "version"] + (isBilingual ? ["default_language"] : [])
      + ["sipas_title_vi", "sipas_title_en", SipasColumn.base]
      + missing.map { SipasColumn.missing + $0.rawValue }
    let row =
      [form.title[language], form.id, form.version]
      + (isBilingual ? [language.xlsFormName] : [])
      + [form.title.vietnamese, form.title.english, list(form.base)]
      + missing.map { list(form.missingCodes.codes[$0] ?? []) }
    return FormSheets.Sheet(name: "settings", grid: [header, row])
  }

  /// `sipas_axes`: the axis tree, parents before their children.
  var axes: FormSheets.Sheet {
    let header = ["node", "parent", "kind"] + headers("label") + ["items"]
    return sheet(SipasColumn.axesSheet, header, rows(of: questionnaire.index, parent: ""))
  }

  private func rows(of node: Axis, parent: String) -> [[String]] {
    let row =
      [node.id, parent, node.kind.rawValue] + cells(node.label)
      + [node.criteria.isEmpty ? "" : list(node.criteria)]
    return [row] + node.children.flatMap { rows(of: $0, parent: node.id) }
  }

  /// `sipas_profiles`: the scoring profiles; their scores stand in `choices`.
  var profiles: FormSheets.Sheet {
    let rows = questionnaire.profiles.map { profile in
      [profile.name, profile.name == questionnaire.defaultProfile ? "yes" : ""]
        + cells(profile.label)
    }
    return sheet(
      SipasColumn.profilesSheet, ["profile", "default"] + headers("label"), rows)
  }

  private func xlsType(of item: Item) -> String {
    switch item.content {
    case .single(let scale): "select_one \(scale.id)"
    case .multiple(let scale): "select_multiple \(scale.id)"
    case .number(_, _, let isInteger): isInteger ? "integer" : "decimal"
    case .text: "text"
    case .date: "date"
    }
  }

  /// The cells below ``SipasColumn/survey``.
  private func sipasCells(of item: Item) -> [String] {
    [
      item.pii == .none ? "" : item.pii.rawValue,
      item.isReversed ? "yes" : "",
      item.incident?.kind.rawValue ?? "",
      item.incident?.basis.rawValue ?? "",
      item.incident.map { list($0.reportCodes) } ?? "",
      item.base.map(list) ?? "",
    ] + SipasColumn.missingKinds.map { kind in item.missingCodes.codes[kind].map(list) ?? "" }
  }

  /// The nodes below the index whose criteria are neighbours in the form, with the positions of the
  /// first and the last; parents before their children.
  private var nodeRanges: [(node: Axis, range: ClosedRange<Int>)] {
    let positions = Dictionary(
      questionnaire.items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return questionnaire.index.nodes.dropFirst().compactMap { node, _ in
      let places = node.allCriteria.compactMap { positions[$0] }
      guard let first = places.min(), let last = places.max(), last - first + 1 == places.count
      else { return nil }
      return (node, first...last)
    }
  }

  /// The node's id, with `_group` behind it as long as an item bears the name.
  private func groupName(_ node: Axis) -> String {
    var name = node.id
    while questionnaire.item(name) != nil { name += "_group" }
    return name
  }

  private func headers(_ name: String) -> [String] {
    isBilingual ? Language.allCases.map { "\(name)::\($0.xlsFormName)" } : [name]
  }

  private func cells(_ text: LocalizedText) -> [String] {
    isBilingual ? Language.allCases.map { text[$0] } : [text.vietnamese]
  }

  private func list(_ texts: [String]) -> String { JSONTree.texts(texts).rendered() }

  private func list(_ kinds: Set<MissingKind>) -> String {
    JSONTree.texts(MissingKind.allCases.filter(kinds.contains).map(\.rawValue)).rendered()
  }

  /// A sheet without the columns that have nothing in any row, the first two apart.
  private func sheet(_ name: String, _ header: [String], _ rows: [[String]]) -> FormSheets.Sheet {
    let kept = header.indices.filter { column in
      column < 2 || header[column].hasPrefix("label")
        || rows.contains { column < $0.count && !$0[column].isEmpty }
    }
    let grid = ([header] + rows).map { row in kept.map { $0 < row.count ? row[$0] : "" } }
    return FormSheets.Sheet(name: name, grid: grid)
  }
}

/// The columns and sheets that only this package reads.
enum SipasColumn {
  static let prefix = "sipas_"
  static let aliases = "sipas_aliases"
  static let score = "sipas_score_"
  /// What a question that is no item is to the study.
  static let study = "sipas_study"
  static let base = "sipas_base"
  static let missing = "sipas_missing_"
  static let axesSheet = "sipas_axes"
  static let profilesSheet = "sipas_profiles"

  /// The kinds of missing that have codes.
  static let missingKinds = MissingKind.allCases.filter { $0 != .invalid }

  /// Those of the sheet `survey`.
  static let survey =
    [
      "sipas_pii", "sipas_reversed", "sipas_incident", "sipas_incident_basis",
      "sipas_incident_codes", base,
    ] + missingKinds.map { missing + $0.rawValue }
}

extension Language {
  /// The language as an XLSForm names it, its code in parentheses.
  var xlsFormName: String {
    switch self {
    case .vietnamese: "Tiếng Việt (vi)"
    case .english: "English (en)"
    }
  }
}

extension Questionnaire {
  /// The texts that an XLSForm shows or keeps in both languages, the title apart.
  fileprivate var shownTexts: [LocalizedText] {
    items.flatMap { [$0.label] + $0.options.map(\.label) } + index.nodes.map(\.node.label)
      + profiles.map(\.label)
  }
}
