/// The cells of a sample and what the respondents of each add up to.
struct CellSums: Sendable {
  /// What makes each cell.
  var keys: [SampleBuilder.CellKey]
  /// What its respondents weigh.
  var totals: [Int64]
  /// How many they are.
  var sizes: [Int]
  /// The sum of the squares of their weights, exact as weights add up to less than 2⁶¹.
  var squares: [Int128]
  /// For each stage that matters, the population size for each cell; empty with replacement.
  var populations: [[Double]] = []

  init(keys: [SampleBuilder.CellKey]) {
    self.keys = keys
    totals = Array(repeating: 0, count: keys.count)
    sizes = Array(repeating: 0, count: keys.count)
    squares = Array(repeating: 0, count: keys.count)
  }

  /// Adds a respondent.
  mutating func add(_ weight: Int64, to cell: Int) {
    totals[cell] += weight
    sizes[cell] += 1
    squares[cell] += Int128(weight) * Int128(weight)
  }
}
