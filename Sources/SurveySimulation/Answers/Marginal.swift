/// How the answers to a single-choice item are distributed.
///
/// The options stand from the most critical to the most satisfied answer, so that a cluster's
/// number means the same mood in every item.
struct Marginal {
  private let options: [Int]
  private let bounds: [Double]

  /// Makes a distribution; weights need not sum to 1, and options of weight 0 never come.
  init(_ weighted: [(option: Int, weight: Double)]) {
    let possible = weighted.filter { $0.weight > 0 }
    let total = possible.reduce(0) { $0 + $1.weight }
    var sum = 0.0
    bounds = possible.map { entry in
      sum += entry.weight
      return sum / total
    }
    options = possible.map(\.option)
  }

  /// The quantile at `uniform`, a number in 0..<1; nil where there is no option.
  func option(at uniform: Double) -> Int? {
    guard let last = options.indices.last else { return nil }
    // The last bound may fall short of 1 by a rounding error.
    return options[bounds.firstIndex { uniform < $0 } ?? last]
  }
}
