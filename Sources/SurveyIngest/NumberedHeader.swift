internal import SurveyModel

/// Headers as forms number them: `9.1. Thái độ phục vụ`, and `Câu 9.1` alone.
enum NumberedHeader {
  /// The numbers of a header that has nothing but a question's number behind a word: 9, 1 of `Câu 9.1`.
  ///
  /// A number without a word may be an answer, so it is none unless the text is known to be a header; then
  /// `9.1` has them too, and `9` alone still has not.
  static func numbers(ofHeader text: String, allowsBare: Bool = false) -> [Int]? {
    let words = FoldedText(text).key.split(separator: " ")
    guard let first = words.first else { return nil }
    var rest = words.dropFirst()
    if ["cau", "question"].contains(first) {
      if rest.first == "hoi" { rest = rest.dropFirst() }
    } else if first.count > 1, first.first == "q" || first.first == "c" {
      rest = [first.dropFirst()] + rest
    } else if allowsBare, words.count > 1 {
      rest = words[...]
    } else {
      return nil
    }
    return integers(rest)
  }

  /// The numbers of an item's id: 9, 1 of `q9_01`.
  static func numbers(ofItem id: String) -> [Int]? {
    guard let first = id.first, first.isLetter else { return nil }
    return integers(id.dropFirst().split { "._-".contains($0) }[...])
  }

  private static func integers(_ parts: ArraySlice<Substring>) -> [Int]? {
    let numbers = parts.compactMap { part in
      part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
    }
    return numbers.count == parts.count && !numbers.isEmpty ? numbers : nil
  }
}
