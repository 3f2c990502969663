public import SurveyModel

extension QuestionnaireDifference {
  /// The changes for a reader: a head, then a line for each change with what stood there before (−)
  /// and stands there now (+) below it.
  ///
  /// - Parameter language: The language of all words.
  /// - Returns: Lines, the last one ended.
  public func text(in language: Language) -> String {
    let names = "\(from.id) (\(from.version)) → \(to.id) (\(to.version))"
    let head =
      isEmpty
      ? LocalizedText(vi: "\(names): không khác.", en: "\(names): no difference.")
      : LocalizedText(
        vi: "\(names): \(changes.count) thay đổi.",
        en: changes.count == 1 ? "\(names): 1 change." : "\(names): \(changes.count) changes.")
    let lines = [head[language]] + changes.flatMap { $0.lines(in: language) }
    return lines.map { $0.printable + "\n" }.joined()
  }

  /// The changes as JSON, for another program.
  public var json: String {
    let edition = { (edition: Edition) in
      JSONTree.object([("id", .text(edition.id)), ("version", .text(edition.version))])
    }
    return JSONTree.object([
      ("from", edition(from)), ("to", edition(to)), ("changes", .list(changes.map(\.json))),
    ]).rendered() + "\n"
  }
}

extension QuestionnaireDifference.Change {
  fileprivate func lines(in language: Language) -> [String] {
    let name = renamedTo.map { "\(subject) → \($0)" } ?? subject
    let place = part.map { " (\($0))" } ?? ""
    var head = "\(kind.sign) \(name)\(place): \(kind.name[language])"
    if !items.isEmpty, items != [renamedTo ?? subject] {
      head += " [\(items.joined(separator: ", "))]"
    }
    // Where only the other language's text changed, that is what is shown.
    let isSame = before != nil && after != nil && before?[language] == after?[language]
    let shown: Language = isSame ? (language == .vietnamese ? .english : .vietnamese) : language
    let mark = isSame ? "(\(shown.rawValue)) " : ""
    let old = before.map { ["    − \(mark)\($0[shown])"] } ?? []
    let new = after.map { ["    + \(mark)\($0[shown])"] } ?? []
    return [head] + old + new
  }

  fileprivate var json: JSONTree {
    var pairs: [(String, JSONTree)] = [
      ("kind", .text(kind.rawValue)), ("subject", .text(subject)),
    ]
    if let renamedTo { pairs.append(("renamedTo", .text(renamedTo))) }
    if let part { pairs.append(("part", .text(part))) }
    if let before { pairs.append(("before", before.json)) }
    if let after { pairs.append(("after", after.json)) }
    if !items.isEmpty { pairs.append(("items", .texts(items))) }
    return .object(pairs)
  }
}

extension LocalizedText {
  fileprivate var json: JSONTree {
    .object([("vi", .text(vietnamese)), ("en", .text(english))])
  }
}

extension QuestionnaireDifference.Kind {
  /// Whether something came, left or changed.
  fileprivate var sign: String {
    switch self {
    case .itemAdded, .optionAdded, .profileAdded, .nodeAdded: "+"
    case .itemRemoved, .optionRemoved, .profileRemoved, .nodeRemoved: "−"
    case .form, .itemMoved, .itemReworded, .itemChanged, .scaleChanged, .optionReworded,
      .aliasesChanged,
      .optionsReordered, .optionRescored, .nodeReworded, .nodeMoved, .criteriaChanged:
      "~"
    }
  }

  /// What happened, in words.
  fileprivate var name: LocalizedText {
    switch self {
    case .form: .init(vi: "phiếu thay đổi", en: "form changed")
    case .itemAdded: .init(vi: "thêm câu", en: "item added")
    case .itemRemoved: .init(vi: "bỏ câu", en: "item removed")
    case .itemMoved: .init(vi: "chuyển chỗ", en: "item moved")
    case .itemReworded: .init(vi: "đổi câu chữ", en: "item reworded")
    case .itemChanged: .init(vi: "câu thay đổi", en: "item changed")
    case .scaleChanged: .init(vi: "đổi thang", en: "other scale")
    case .optionAdded: .init(vi: "thêm lựa chọn", en: "option added")
    case .optionRemoved: .init(vi: "bỏ lựa chọn", en: "option removed")
    case .optionReworded: .init(vi: "đổi chữ của lựa chọn", en: "option reworded")
    case .aliasesChanged: .init(vi: "đổi cách viết cũng nhận", en: "accepted spellings changed")
    case .optionsReordered: .init(vi: "đổi thứ tự lựa chọn", en: "options reordered")
    case .optionRescored: .init(vi: "đổi điểm", en: "option rescored")
    case .profileAdded: .init(vi: "thêm bộ điểm", en: "profile added")
    case .profileRemoved: .init(vi: "bỏ bộ điểm", en: "profile removed")
    case .nodeAdded: .init(vi: "thêm nhánh", en: "node added")
    case .nodeRemoved: .init(vi: "bỏ nhánh", en: "node removed")
    case .nodeReworded: .init(vi: "đổi tên nhánh", en: "node renamed")
    case .nodeMoved: .init(vi: "chuyển nhánh", en: "node moved")
    case .criteriaChanged: .init(vi: "đổi tiêu chí", en: "criteria changed")
    }
  }
}
