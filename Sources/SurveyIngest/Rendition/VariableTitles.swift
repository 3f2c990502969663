internal import SurveyModel

/// What the variables of an SPSS or Stata file mean by their labels, where their names say nothing.
///
/// A name that means something counts. Of several variables with one meaning none is taken.
struct VariableTitles {
  private let names: [String]
  private let titles: [String]
  private var found: [(position: Int, meaning: String)] = []
  private var ambiguous: [Int] = []
  /// The variables that mean one item by name and another by label.
  private var contradicted: [(position: Int, meaning: String, title: String)] = []

  init(_ names: [String], titles: [String], known: KnownHeaders) {
    self.names = names
    self.titles = titles
    guard names.count == titles.count else { return }
    let byName = names.map { known.meaning(ofHeader: $0) }
    let byTitle = titles.map { known.meaning(of: $0) }
    let taken = Set(byName.compactMap { $0 })
    for (position, meaning) in byTitle.enumerated() {
      guard let meaning else { continue }
      if let own = byName[position] {
        if own != meaning, !own.hasPrefix("columns."), !meaning.hasPrefix("columns.") {
          contradicted.append((position, own, meaning))
        }
      } else if byTitle.count(where: { $0 == meaning }) > 1 || taken.contains(meaning) {
        ambiguous.append(position)
      } else {
        found.append((position, meaning))
      }
    }
  }

  /// Gives the columns their meanings, and says so.
  func name(
    _ headers: inout [String], in study: inout Study, _ understanding: inout FileUnderstanding
  ) {
    let own = Dictionary(
      ColumnMatcher.studyNames(study).map { ("columns.\($0.name)", $0.name) },
      uniquingKeysWith: { first, _ in first })
    for (position, meaning) in found {
      if let name = own[meaning] {
        headers[position] = name
      } else if !SingleTicks.isTick(meaning, in: study) {
        study.columns.aliases[meaning, default: []].append(headers[position])
      } else {
        headers[position] = titles[position].composed
      }
    }
    if !found.isEmpty {
      understanding.add(
        "variable-labels",
        vi: "\(found.count) biến có tên không nói gì, hiểu theo nhãn của biến",
        en: "\(found.count) variables whose names say nothing are known by their labels",
        samples: found.prefix(3).map { .init(before: names[$0.position], after: $0.meaning) })
    }
    if !ambiguous.isEmpty {
      let list = ColumnList(ambiguous.map { names[$0] })
      understanding.add(
        "variable-labels",
        vi:
          "biến có nhãn là câu mà biến khác cũng là, không nhập (khai báo trong columns.aliases): \(list)",
        en:
          "variables labelled as an item that another variable is too, not imported (name them in "
          + "columns.aliases): \(list)", isWarning: true)
    }
    if !contradicted.isEmpty {
      let list = ColumnList(
        contradicted.map { "\(names[$0.position]) (\($0.meaning), \($0.title)?)" })
      understanding.add(
        "variable-labels",
        vi: "biến được hiểu theo tên, mà nhãn là của câu khác: \(list)",
        en: "variables read by their names, whose labels are those of other items: \(list)",
        isWarning: true)
    }
  }
}

/// Names of columns, the first of many.
struct ColumnList: CustomStringConvertible {
  let description: String

  init(_ names: [String]) {
    description =
      names.prefix(6).map { "\"\($0)\"" }.joined(separator: ", ")
      + (names.count > 6 ? ", … (+\(names.count - 6))" : "")
  }
}
