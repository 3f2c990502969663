public import SurveyModel

/// What a column of a platform's export is.
public enum PlatformColumn: Hashable, Sendable {
  /// The answer to an item.
  case item(String)
  /// Whether an option of an item with several answers was ticked.
  case option(item: String, code: String)
  /// What was written beside an item: its "other", or a comment.
  case remark(item: String)
  /// A column of the platform itself.
  case metadata(MetadataColumn.Meaning)
  /// A column that may be any of these items.
  case ambiguous([String])
  /// Nothing that the questionnaire knows.
  case unknown
}

/// Says for each header of a platform's export which item it is, by name and never by position.
///
/// Asked in this order, and the first that knows counts:
/// 1. the platform's own columns,
/// 2. an item's id, with the groups before it left off: `contact/q1`, `contact-q1`, `contact.q1`; and
///    an option behind it: `contact/q1/bus`,
/// 3. LimeSurvey's `Q1[SQ001]`, `Q1[other]`, `Q1_SQ001` and `Q1. How satisfied …`,
/// 4. an item's full text, without its number: `Câu 3. …`, `3) …`,
/// 5. a grid's `Question [Row]`, where the row is an item or an option of the question.
///
/// Texts are compared by `FoldedText`. Where a text fits several items, the column is
/// ``PlatformColumn/ambiguous(_:)``: none is guessed.
public struct ColumnNaming: Sendable {
  private let platform: PlatformExport?
  private let items: [String: Item]
  private let idsByFoldedID: [String: [String]]
  private let idsByText: [FoldedText: [String]]

  /// A naming for the items of a questionnaire.
  ///
  /// - Complexity: O(*n*) in the items.
  public init(_ items: [Item], platform: PlatformExport?) {
    self.platform = platform
    self.items = Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
    idsByFoldedID = Dictionary(grouping: items.map(\.id)) { $0.composed.lowercased() }
    var byText: [FoldedText: [String]] = [:]
    for item in items {
      let texts = Set([item.label.vietnamese, item.label.english].map { Self.key($0) })
      for text in texts where !text.key.isEmpty { byText[text, default: []].append(item.id) }
    }
    idsByText = byText
  }

  /// What the column under a header is.
  ///
  /// - Complexity: O(*n*) in the header, and in the options of the item it names.
  public func meaning(of header: String) -> PlatformColumn {
    let header = header.trimmed.composed
    if let platform, let column = MetadataColumn(header, of: platform) {
      return .metadata(column.meaning)
    }
    return byName(header) ?? bySubquestion(header) ?? byText(header) ?? .unknown
  }

  /// Whether the header of a remark is that of an option "other", and not of a comment.
  func isOther(_ header: String) -> Bool {
    let code = Self.bracketed(header.trimmed.composed)?.row ?? header
    let last = code.split { "/-._".contains($0) }.last.map(String.init) ?? code
    return ["other", "khac", "oth"].contains(FoldedText(last).key)
  }

  // MARK: - By name

  /// An id behind groups, or an option behind an id behind groups; the longest id first.
  private func byName(_ header: String) -> PlatformColumn? {
    for suffix in Self.suffixes(of: header) {
      if let id = id(suffix) { return .item(id) }
      for place in suffix.indices.reversed() where "/-.".contains(suffix[place]) {
        guard let id = id(String(suffix[..<place])) else { continue }
        let rest = String(suffix[suffix.index(after: place)...])
        if let column = part(rest, of: id) { return column }
      }
    }
    return nil
  }

  /// The text, and what is left of it behind each separator.
  private static func suffixes(of text: String) -> [String] {
    [text]
      + text.indices.filter { "/-.".contains(text[$0]) }
      .map { String(text[text.index(after: $0)...]) }
  }

  /// An item's id, whatever its case where only one item has it.
  private func id(_ name: String) -> String? {
    if items[name] != nil { return name }
    let ids = idsByFoldedID[name.lowercased()] ?? []
    return ids.count == 1 ? ids[0] : nil
  }

  /// An option or a remark of an item, by the code behind the item's id.
  private func part(_ name: String, of id: String) -> PlatformColumn? {
    guard let item = items[id] else { return nil }
    let lower = name.lowercased()
    if case .multiple(let scale) = item.content {
      if let option = scale.options.first(where: { $0.code == name })
        ?? scale.options.first(where: { $0.code.lowercased() == lower })
        ?? Self.number(ofSubquestion: lower).flatMap({ number in
          scale.options.first { $0.code == number }
        })
      {
        return .option(item: id, code: option.code)
      }
    }
    let isRemark = ["other", "comment", "-oth-"].contains(lower) || lower.hasSuffix("comment")
    return isRemark ? .remark(item: id) : nil
  }

  /// `3` of LimeSurvey's `sq003`.
  private static func number(ofSubquestion name: String) -> String? {
    guard name.hasPrefix("sq"), let number = Int(name.dropFirst(2)) else { return nil }
    return String(number)
  }

  // MARK: - LimeSurvey's codes

  private func bySubquestion(_ header: String) -> PlatformColumn? {
    // Headings of code and text have the code first: "Q1[SQ001]. How satisfied …".
    let code = header.firstRange(of: ". ").map { String(header[..<$0.lowerBound]) } ?? header
    guard !code.contains(" ") else { return nil }
    if let id = id(code) { return .item(id) }
    guard let (question, row) = Self.bracketed(code) ?? Self.underscored(code) else { return nil }
    if let id = id(question), let column = part(row, of: id) { return column }
    let rows = [row] + [Self.number(ofSubquestion: row.lowercased())].compactMap(\.self)
    for row in rows {
      for name in [question + "_" + row, question + "." + row, question + row] {
        if let id = id(name) { return .item(id) }
      }
    }
    // A question of rows is no item itself; its rows may have their ids as codes.
    return id(question) == nil ? id(row).map { .item($0) } : nil
  }

  private static func bracketed(_ text: String) -> (question: String, row: String)? {
    guard text.hasSuffix("]"), let bracket = text.lastIndex(of: "["), bracket > text.startIndex
    else { return nil }
    let row = text[text.index(after: bracket)...].dropLast()
    return (String(text[..<bracket]).trimmed, String(row).trimmed)
  }

  private static func underscored(_ text: String) -> (question: String, row: String)? {
    guard let mark = text.lastIndex(of: "_"), mark > text.startIndex else { return nil }
    return (String(text[..<mark]), String(text[text.index(after: mark)...]))
  }

  // MARK: - By text

  /// A text, with the texts of its groups before it left off, or that of an option behind it.
  private func byText(_ header: String) -> PlatformColumn? {
    let slashes = header.indices.filter { header[$0] == "/" }
    for start in [header.startIndex] + slashes.map({ header.index(after: $0) }) {
      let text = String(header[start...])
      if let column = byWholeText(text) { return column }
      for slash in slashes.reversed() where slash > start {
        let option = String(header[header.index(after: slash)...])
        if let column = byWholeText("\(header[start..<slash]) [\(option)]") { return column }
      }
    }
    return nil
  }

  private func byWholeText(_ header: String) -> PlatformColumn? {
    if let column = column(idsByText[Self.key(header)] ?? []) { return column }
    guard let (question, row) = Self.bracketed(header) else { return nil }
    let questions = idsByText[Self.key(question)] ?? []
    let rowKey = Self.key(row)
    if questions.count == 1, let item = items[questions[0]] {
      let options = item.options.filter { option in
        ([option.label.vietnamese, option.label.english] + option.aliases)
          .contains { Self.key($0) == rowKey }
      }
      if case .multiple = item.content, options.count == 1 {
        return .option(item: item.id, code: options[0].code)
      }
      if ["khac", "other"].contains(rowKey.key) { return .remark(item: item.id) }
    }
    return column(idsByText[Self.key(question + " " + row)] ?? [])
      ?? column(idsByText[rowKey] ?? [])
  }

  private func column(_ ids: [String]) -> PlatformColumn? {
    ids.isEmpty ? nil : ids.count == 1 ? .item(ids[0]) : .ambiguous(ids)
  }

  /// A text folded, without the number before it: `Câu 3.`, `Q3:`, `3)`, `1.2.`.
  static func key(_ text: String) -> FoldedText {
    // Most texts have no number, and looking for one costs little.
    guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return FoldedText(text) }
    let trimmed = text.trimmed
    // What a number of a question begins with; making a pattern for each of thousands of headers takes long.
    guard let first = trimmed.first, first.isNumber || "cCqQ".contains(first) else {
      return FoldedText(trimmed)
    }
    let number =
      /^(?:(?:câu(?:\s+hỏi)?|question|q|c)\s*)?\d+(?:\.\d+)*[a-z]?\s*(?:[.):\-–]\s*|\s(?=\D))/
      .ignoresCase()
    let rest = trimmed.composed.replacing(number, with: "", maxReplacements: 1)
    return FoldedText(rest.isEmpty ? trimmed : rest)
  }
}
