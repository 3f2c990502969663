internal import SurveyModel

/// Headers that name a question by its number, or one of its options or rows behind it.
///
/// `Câu 9.1` and `C9_1` are row 1 of question 9 where the form has such an item, and else its option 1;
/// `Câu 2 – Lựa chọn 3` and `Câu 2: Loa phát thanh` are options. What may be two things is none.
struct HeaderParts {
  private var byNumber: [[Int]: [Item]] = [:]
  private var byName: [FoldedText: [Item]] = [:]

  private static let separators = [" - ", " – ", " — ", ": ", ":", "/", ". ", " ["]
  /// What stands before the number of an option.
  private static let optionWords: Set<String> = [
    "lua chon", "phuong an", "dap an", "option", "choice", "answer",
  ]
  /// What stands before the number of a row.
  private static let rowWords: Set<String> = [
    "y", "muc", "dong", "hang", "tieu chi", "noi dung", "row", "item", "criterion",
  ]

  init(_ study: Study) {
    for item in study.questionnaire.items {
      if let numbers = NumberedHeader.numbers(ofItem: item.id) {
        byNumber[numbers, default: []].append(item)
      }
      let texts = [item.id, item.label.vietnamese, item.label.english]
      for name in Set((texts + (study.columns.aliases[item.id] ?? [])).map { ColumnNaming.key($0) })
      where !name.key.isEmpty {
        byName[name, default: []].append(item)
      }
    }
  }

  /// What a header names; nil where that is nothing, or not one thing.
  ///
  /// - Parameters:
  ///   - header: The header.
  ///   - allowsBareNumbers: Whether `9.1` is a question's number, as it is in what is known to be a header.
  /// - Returns: The item, or the option of an item.
  func target(of header: String, allowsBareNumbers: Bool = false) -> ColumnMatcher.Target? {
    let text = header.trimmed.composed
    if var numbers = NumberedHeader.numbers(ofHeader: text, allowsBare: allowsBareNumbers) {
      // 9.1 below question 9 says the question's number twice.
      if numbers.count == 3, numbers[0] == numbers[1], byNumber[numbers] == nil {
        numbers.removeFirst()
      }
      if let item = only(byNumber[numbers]) { return .item(item.id) }
      guard numbers.count > 1, let number = numbers.last,
        let question = only(byNumber[numbers.dropLast()])
      else { return nil }
      return option(number, of: question)
    }
    for separator in HeaderParts.separators {
      for cut in text.ranges(of: separator) {
        var part = String(text[cut.upperBound...])
        if separator == " [" { part = String(part.prefix { $0 != "]" }) }
        if let target = target(of: part, behind: String(text[..<cut.lowerBound])) { return target }
      }
    }
    return nil
  }

  /// Whether a header may name a question by its number or an option behind it; most cannot.
  static func mayName(_ header: String) -> Bool {
    header.contains { $0.isNumber || ":/[–—".contains($0) } || header.contains(" - ")
      || header.contains(". ")
  }

  /// What a part names behind the question it belongs to.
  private func target(of part: String, behind question: String) -> ColumnMatcher.Target? {
    let numbers = NumberedHeader.numbers(ofHeader: question)
    guard
      let found = numbers.flatMap({ byNumber[$0] }) ?? byName[ColumnNaming.key(question)]
        ?? question.withoutRemark.flatMap({ byName[ColumnNaming.key($0)] })
    else {
      // Question 9 is no item itself where its rows are.
      guard let numbers, let (number, isOption) = HeaderParts.number(ofPart: part), !isOption else {
        return nil
      }
      return only(byNumber[numbers + [number]]).map { .item($0.id) }
    }
    guard let item = only(found) else { return nil }
    if let (number, isOption) = HeaderParts.number(ofPart: part) {
      if !isOption, let numbers, let row = only(byNumber[numbers + [number]]) {
        return .item(row.id)
      }
      return option(number, of: item)
    }
    let key = ColumnNaming.key(part)
    guard !key.key.isEmpty else { return nil }
    let options = item.options.filter { option in
      ([option.label.vietnamese, option.label.english] + option.aliases)
        .contains { ColumnNaming.key($0) == key }
    }
    return options.count == 1 ? .option(item: item.id, code: options[0].code) : nil
  }

  /// 3 of `Lựa chọn 3`, `(3)` and `3`, and whether the words say that it is an option.
  private static func number(ofPart part: String) -> (number: Int, isOption: Bool)? {
    let words = FoldedText(part).key.split(separator: " ")
    guard let last = words.last, last.allSatisfy({ $0.isASCII && $0.isNumber }),
      let number = Int(last)
    else { return nil }
    let before = words.dropLast().joined(separator: " ")
    guard before.isEmpty || optionWords.contains(before) || rowWords.contains(before) else {
      return nil
    }
    return (number, optionWords.contains(before))
  }

  /// The option of a code, or the so-manyth where codes are no numbers.
  private func option(_ number: Int, of item: Item) -> ColumnMatcher.Target? {
    let codes = item.options.map(\.code)
    let numbered = codes.filter { Int($0) == number }
    if numbered.count == 1 { return .option(item: item.id, code: numbered[0]) }
    guard codes.allSatisfy({ Int($0) == nil }), codes.indices.contains(number - 1) else {
      return nil
    }
    return .option(item: item.id, code: codes[number - 1])
  }

  private func only(_ items: [Item]?) -> Item? { items?.count == 1 ? items?[0] : nil }
}

extension String {
  /// The text without a remark in brackets behind it, such as `(đánh dấu x)`; nil where it has none.
  var withoutRemark: String? {
    let text = trimmed
    guard text.hasSuffix(")"), let bracket = text.lastIndex(of: "("), bracket > text.startIndex
    else { return nil }
    return String(text[..<bracket]).trimmed
  }
}
