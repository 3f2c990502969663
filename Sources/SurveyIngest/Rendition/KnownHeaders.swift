internal import SurveyModel
internal import VietnameseText

/// The texts that head a column which means something for a study.
///
/// A class, because it remembers what it was asked: a file says the same in many rows.
final class KnownHeaders {
  /// What a text stands for; a text that may stand for two things is none.
  private var exact: [String: String] = [:]
  private var folded: [FoldedText: String] = [:]
  /// By the words of a question without its number.
  private var numbered: [FoldedText: String] = [:]
  /// What headers name by a question's number.
  private let parts: HeaderParts
  private var answers: [String: String] = [:]
  /// By item what its codes and labels are.
  private var decoders: [String: ChoiceDecoder] = [:]
  /// The texts that head a column which the study passes over.
  private let ignored: Set<String>

  init(_ study: Study) {
    ignored = Set(study.columns.ignored.map(\.composed))
    parts = HeaderParts(study)
    for item in study.questionnaire.items {
      guard case .single(let scale) = item.content else { continue }
      decoders[item.id] = ColumnPlan.decoder(item, scale: scale, study: study)
    }
    var names: [(text: String, meaning: String)] = []
    for item in study.questionnaire.items {
      for text in [item.id, item.label.vietnamese, item.label.english]
        + (study.columns.aliases[item.id] ?? [])
      {
        names.append((text.composed, item.id))
      }
      for option in item.options {
        let name = TableLayout.option(option.code, of: item.id)
        // The options of a single choice have columns of their own in few files.
        for text in (item.isMultiple ? [name] : []) + (study.columns.aliases[name] ?? []) {
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
      let words = ColumnNaming.key(text)
      numbered[words] = numbered[words].map { $0 == meaning ? meaning : "" } ?? meaning
    }
  }

  /// What a header stands for that begins with, or is, a question's number, or an option behind a question.
  private func findNumbered(_ text: String) -> String? {
    if let target = parts.target(of: text) { return target.name }
    guard text.contains(where: \.isNumber), let found = numbered[ColumnNaming.key(text)],
      !found.isEmpty
    else { return nil }
    return found
  }

  /// What a text that is known to be a header stands for; there `9.1` is a question's number.
  func meaning(ofHeader text: String) -> String? {
    guard text.utf8.count <= ColumnMatcher.mostBytes else { return nil }
    return meaning(of: text)
      ?? parts.target(of: text.trimmed.composed, allowsBareNumbers: true)?.name
  }

  /// The header of a column that stands below a question's: `Câu 2 - 3` of 3 below `Câu 2`; nil where that is
  /// nothing known.
  func name(of part: String, below question: String) -> String? {
    let name = "\(question) - \(part)"
    return parts.target(of: name).map { _ in name }
  }

  /// What a header stands for, nil for nothing known.
  func meaning(of header: String) -> String? {
    guard header.utf8.count <= ColumnMatcher.mostBytes else { return nil }
    let text = header.trimmed
    guard !text.isEmpty else { return nil }
    if let answer = answers[text] { return answer.isEmpty ? nil : answer }
    let answer = find(text.composed)
    if answers.count < 100_000 { answers[text] = answer }
    return answer.isEmpty ? nil : answer
  }

  /// Whether the study names a header, if only to pass its column over.
  func isNamed(_ header: String) -> Bool {
    meaning(of: header) != nil
      || header.utf8.count <= ColumnMatcher.mostBytes && ignored.contains(header.trimmed.composed)
  }

  /// Whether a cell may be an answer below a header; nil where that cannot be told, as of free texts.
  ///
  /// Anything with a digit may be a code that nobody has described.
  func isAnswer(_ cell: String, below header: String) -> Bool? {
    guard let meaning = meaning(of: header), let decoder = decoders[meaning], !cell.isEmpty else {
      return nil
    }
    return cell.contains(where: \.isNumber) && !cell.contains(" ")
      || decoder.decode(cell) != ChoiceDecoder.unmapped
  }

  /// What a header stands for, read as it stands or as what it was before it was misread.
  private func find(_ text: String) -> String {
    if let meaning = directMeaning(of: text) { return meaning }
    return repaired(text).flatMap { directMeaning(of: $0) } ?? findNumbered(text) ?? ""
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
