internal import SurveyModel

/// The texts that head a column which means something for a study.
struct KnownHeaders {
  /// What a text stands for; a text that may stand for two things is none.
  private var exact: [String: String] = [:]
  private var folded: [FoldedText: String] = [:]
  private var names: [(text: String, meaning: String)] = []

  init(_ study: Study) {
    for item in study.questionnaire.items {
      for text in [item.id, item.label.vietnamese, item.label.english]
        + (study.columns.aliases[item.id] ?? [])
      {
        names.append((text.composed, item.id))
      }
      for option in item.options where item.isMultiple {
        let name = TableLayout.option(option.code, of: item.id)
        for text in [name] + (study.columns.aliases[name] ?? []) {
          names.append((text.composed, name))
        }
      }
    }
    for name in ColumnMatcher.studyNames(study).map(\.name) {
      names.append((name.composed, "columns.\(name)"))
    }
    for (text, meaning) in names {
      // The first to claim a text keeps it, as items do against columns of the study.
      if exact[text] == nil { exact[text] = meaning }
      let key = FoldedText(text)
      guard !key.key.isEmpty else { continue }
      folded[key] = folded[key].map { $0 == meaning ? meaning : "" } ?? meaning
    }
  }

  /// What a header stands for, nil for nothing known.
  func meaning(of header: String) -> String? {
    let text = header.trimmed.composed
    guard !text.isEmpty else { return nil }
    if let meaning = exact[text] { return meaning }
    let meaning = folded[FoldedText(text)] ?? ""
    return meaning.isEmpty ? nil : meaning
  }
}
