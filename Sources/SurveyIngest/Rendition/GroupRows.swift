internal import SurveyModel

/// Tells the rows within a table that are no forms: those that head the forms of a unit, and their sums.
///
/// A row heads others where its one text is a unit's name, or begins as such headings do (`I. Thôn 1`), and
/// stands in the column of no item. A sum of a group begins with a word of totals and goes on with the group
/// (`Cộng xã Bình Hoà`). A row that has what a form has is a form, whatever its words.
struct GroupRows {
  private let itemColumns: Set<Int>
  private let formColumns: [Int]
  private var finder: UnitFinder

  /// What kinds of units are called, and what else is summed.
  private static let kinds: Set<String> = [
    "xa", "phuong", "thi", "thon", "ban", "to", "ap", "buon", "lang", "khu", "khoi", "huyen",
    "quan", "tinh", "thanh", "tp", "tt", "dac", "muc", "nhom", "phan", "phieu", "village",
    "commune", "ward", "district", "group",
  ]

  init(_ plan: RenditionPlan) {
    itemColumns = plan.itemColumns
    formColumns = plan.formColumns
    finder = UnitFinder(plan.study.units, on: plan.study.referenceDate)
  }

  /// Whether a row, without what merged cells repeat in it, heads a group and is nothing else.
  mutating func isHeading(_ cells: [String]) -> Bool {
    // Most rows are forms, and known for one by their first cells.
    let filled = cells.indices.lazy.filter { !cells[$0].trimmed.isEmpty }.prefix(3)
    guard let first = filled.first, filled.count <= 2,
      !filled.contains(where: itemColumns.contains)
    else { return false }
    let text = cells[first].trimmed
    guard filled.count == 1 else {
      // II | Thôn 2: a number beside it would be a form's.
      let second = filled.dropFirst().first ?? first
      return GroupRows.isNumeral(text) && names(cells[second].trimmed)
    }
    let parts = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    return names(text) || GroupRows.isNumbered(text)
      || parts.count == 2 && GroupRows.isNumeral(parts[0]) && names(parts[1])
  }

  /// Whether a row adds up the rows of a group.
  mutating func isSum(_ cells: [String]) -> Bool {
    guard let first = cells.firstIndex(where: { !$0.trimmed.isEmpty }),
      !itemColumns.contains(first),
      formColumns.isEmpty
        || !formColumns.allSatisfy({ $0 < cells.count && !cells[$0].trimmed.isEmpty })
    else { return false }
    let words = FoldedText(cells[first]).key.split(separator: " ").map(String.init)
    for count in 1...2 where words.count > count {
      guard RenditionPlan.totalWords.contains(words.prefix(count).joined(separator: " "))
      else { continue }
      let rest = words.dropFirst(count)
      if GroupRows.kinds.contains(rest[rest.startIndex])
        || finder.find(rest.joined(separator: " ")) != .unknown
      {
        return true
      }
    }
    return false
  }

  /// Whether a text names a unit of the study, or is called as units are.
  private mutating func names(_ text: String) -> Bool {
    guard text.contains(where: \.isLetter) else { return false }
    if finder.find(text) != .unknown { return true }
    let words = FoldedText(text).key.split(separator: " ")
    return words.count > 1 && words.count <= 12
      && GroupRows.kinds.contains(String(words[0]))
  }

  /// Whether a text begins as `I. Thôn 1`, `A) …` or `1.2. …` does.
  private static func isNumbered(_ text: String) -> Bool {
    guard let end = text.firstIndex(where: { ".):".contains($0) }),
      text[end...].contains(where: \.isLetter)
    else { return false }
    let mark = String(text[..<end])
    return isNumeral(mark) || !mark.isEmpty && mark.allSatisfy(\.isNumber)
  }

  /// Whether a text is a Roman number or a single capital.
  private static func isNumeral(_ text: String) -> Bool {
    let mark = text.hasSuffix(".") ? String(text.dropLast()) : text
    return !mark.isEmpty
      && (mark.allSatisfy { "IVXLC".contains($0) }
        || mark.count == 1 && mark.allSatisfy { $0.isASCII && $0.isUppercase })
  }
}
