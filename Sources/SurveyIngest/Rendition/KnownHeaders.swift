internal import SurveyModel
internal import VietnameseText

/// The texts that head a column which means something for a study.
///
/// A class, because it remembers what it was asked: a file says the same in many rows.
final class KnownHeaders {
  /// What a text stands for; a text that may stand for two things is none.
  private var exact: [String: String] = [:]
  private var folded: [FoldedText: String] = [:]
  private var answers: [String: String] = [:]

  init(_ study: Study) {
    var names: [(text: String, meaning: String)] = []
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
    let text = header.trimmed
    guard !text.isEmpty else { return nil }
    if let answer = answers[text] { return answer.isEmpty ? nil : answer }
    let answer = find(text.composed)
    if answers.count < 100_000 { answers[text] = answer }
    return answer.isEmpty ? nil : answer
  }

  /// What a header stands for, read as it stands or as what it was before it was misread.
  private func find(_ text: String) -> String {
    if let meaning = directMeaning(of: text) { return meaning }
    return repaired(text).flatMap { directMeaning(of: $0) } ?? ""
  }

  private func directMeaning(of text: String) -> String? {
    exact[text] ?? folded[FoldedText(text)]
  }

  /// What a header was before it was misread; nil where it is known as it stands, or not even then.
  func repaired(_ header: String) -> String? {
    let text = header.trimmed.composed
    guard text.utf8.contains(where: { $0 >= 0x80 }), directMeaning(of: text) == nil else {
      return nil
    }
    return TextRepair.allCases.lazy.compactMap { $0.repaired(text)?.composed }
      .first { $0 != text && self.directMeaning(of: $0) != nil }
  }
}
