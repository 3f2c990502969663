internal import SurveyModel

/// Finds the multiple choices whose options are ticked with a mark and left empty otherwise.
///
/// An empty option beside one that is ticked was not ticked, where no cell of the item says no in words. What
/// stands in a record without any tick is not known.
struct OpenTicks {
  private let groups: [[Int]]
  private var hasNo: [Bool]
  private var hasEmpty: [Bool]

  init(_ groups: [[Int]]) {
    self.groups = groups
    hasNo = groups.map { _ in false }
    hasEmpty = hasNo
  }

  /// The columns of the options of each multiple choice, in the order of the file.
  ///
  /// - Parameters:
  ///   - meanings: What each column means.
  ///   - study: The study.
  /// - Returns: The positions of the columns, by multiple choice.
  static func columns(_ meanings: [String?], study: Study) -> [[Int]] {
    let options = meanings.indices.filter { position in
      meanings[position].map { $0.contains("/") && !SingleTicks.isTick($0, in: study) } ?? false
    }
    return Dictionary(grouping: options) { meanings[$0]?.split(separator: "/").first ?? "" }
      .values.sorted { $0[0] < $1[0] }
  }

  mutating func look(at cells: [String]) {
    for (group, columns) in groups.enumerated() where !hasNo[group] {
      var (isTicked, isEmpty) = (false, false)
      for column in columns {
        let cell = column < cells.count ? cells[column].trimmed : ""
        guard !cell.isEmpty else {
          isEmpty = true
          continue
        }
        switch RowDecoder.isTick(cell) {
        case true?: isTicked = true
        case false?: hasNo[group] = true
        case nil: break
        }
      }
      if isTicked && isEmpty { hasEmpty[group] = true }
    }
  }

  /// The columns of the items that are left empty where they are not ticked.
  var leftEmpty: [[Int]] {
    groups.indices.filter { hasEmpty[$0] && !hasNo[$0] }.map { groups[$0] }
  }
}
