internal import SurveyModel

/// What the careful decoder made of each different text of a field: its columns' values, by label.
///
/// A label is asked about when a plain record has it: what stands in a record that is set aside, where
/// fields may be shifted, is no label.
struct LabelMemory {
  let steps: [ColumnPlan.Step]
  /// The columns that the field fills.
  let columns: [Int]
  /// What is known of a label.
  enum State: UInt8 {
    /// No plain record has had it yet.
    case unasked
    /// Its columns' values are known.
    case known
    /// It means nothing by itself: its records are read with care.
    case unclear
  }

  /// By label.
  private(set) var states: [State] = []
  /// How many labels are not known.
  private(set) var unknownCount = 0
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

  /// Takes note of labels up to `count`.
  mutating func extend(to count: Int) {
    while states.count < count {
      states.append(.unasked)
      unknownCount += 1
      for position in columns.indices {
        codes[position].append(MissingKind.blank.code)
        numbers[position].append(.nan)
        texts[position].append(-1)
      }
    }
  }

  /// Remembers that a label means nothing by itself.
  mutating func giveUp(on label: Int) { states[label] = .unclear }

  /// Remembers what a label means: its columns' values, in the order of ``columns``.
  mutating func remember(
    _ label: Int, codes newCodes: [UInt8], numbers newNumbers: [Double], texts newTexts: [Int32]
  ) {
    states[label] = .known
    unknownCount -= 1
    for position in columns.indices {
      codes[position][label] = newCodes[position]
      numbers[position][label] = newNumbers[position]
      texts[position][label] = newTexts[position]
    }
  }
}

extension ColumnPlan.Step {
  /// The columns of the table that the step fills.
  var columns: [Int] {
    switch self {
    case .choice(_, let column, _), .tick(_, let column), .number(_, let column, _, _, _),
      .date(_, let column, _, _), .text(_, let column), .identifier(_, let column),
      .unit(let column), .stratum(let column),
      .cluster(let column), .population(let column), .weight(let column), .kept(let column):
      [column]
    case .joined(_, let columns, _): columns
    case .key, .identifierKey: []
    }
  }
}
