internal import SurveyStatistics

/// The closed answers of one group, a column an item, which can be shuffled.
struct AnswerBlock {
  /// The number of interviews.
  let rowCount: Int
  /// For each item the codes of the interviews.
  private(set) var columns: [[UInt8]]

  init(_ columns: [[UInt8]]) {
    rowCount = columns.first?.count ?? 0
    self.columns = columns
  }

  /// Shuffles the answers to each item among the interviews, independently of other items.
  ///
  /// What each item's answers are stays; which were given together becomes chance (Fisher and Yates).
  mutating func shuffle(using generator: inout SeededGenerator) {
    guard rowCount > 1 else { return }
    for column in columns.indices {
      for row in stride(from: rowCount - 1, to: 0, by: -1) {
        let other = generator.index(below: row + 1)
        if other != row { columns[column].swapAt(row, other) }
      }
    }
  }
}
