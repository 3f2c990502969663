internal import SurveyModel

/// What the careful decoder made of each different text of a field: its columns' values, by label.
struct LabelMemory {
  let steps: [ColumnPlan.Step]
  /// The columns that the field fills.
  let columns: [Int]
  private(set) var count: Int32 = 0
  /// By the position among ``columns`` and the label.
  private(set) var codes: [[UInt8]]
  private(set) var numbers: [[Double]]
  /// Positions among the texts of the column, −1 for none.
  private(set) var texts: [[Int32]]

  init(_ steps: [ColumnPlan.Step]) {
    self.steps = steps
    columns = Array(Set(steps.flatMap(\.columns))).sorted()
    codes = columns.map { _ in [] }
    numbers = columns.map { _ in [] }
    texts = columns.map { _ in [] }
  }

  /// Adds a label with its columns' values, in the order of ``columns``.
  mutating func add(codes new: [UInt8], numbers newNumbers: [Double], texts newTexts: [Int32]) {
    for position in columns.indices {
      codes[position].append(new[position])
      numbers[position].append(newNumbers[position])
      texts[position].append(newTexts[position])
    }
    count += 1
  }
}

extension ColumnPlan.Step {
  /// The columns of the table that the step fills.
  var columns: [Int] {
    switch self {
    case .choice(_, let column, _), .tick(_, let column), .number(_, let column, _, _, _),
      .date(_, let column, _, _), .text(_, let column), .unit(let column), .stratum(let column),
      .cluster(let column), .population(let column), .weight(let column):
      [column]
    case .joined(_, let columns, _): columns
    case .key: []
    }
  }
}
