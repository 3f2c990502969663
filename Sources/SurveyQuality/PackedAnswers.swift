internal import SurveyModel

/// The interviews of a block as words of bits, so that two are compared sixteen items at a time.
///
/// An item takes four bits where no item has more than eleven options, else eight; kinds of missing are
/// values like others.
struct PackedAnswers {
  private let rowCount: Int
  private let wordsPerRow: Int
  private let words: [UInt64]
  private let hasWideLanes: Bool

  init(_ block: AnswerBlock) {
    rowCount = block.rowCount
    let lowestMissing = UInt8(MissingKind.maximumOptionCount + 1)
    hasWideLanes = block.columns.contains { column in
      column.contains { $0 >= 11 && $0 < lowestMissing }
    }
    let lanes = hasWideLanes ? 8 : 16
    wordsPerRow = max(1, (block.columns.count + lanes - 1) / lanes)
    var words = [UInt64](repeating: 0, count: rowCount * wordsPerRow)
    for (item, column) in block.columns.enumerated() {
      let shift = UInt64(item % lanes * (64 / lanes))
      var word = item / lanes
      for code in column {
        // The five kinds of missing are 251…255 and become 11…15.
        let lane = hasWideLanes || code < 11 ? code : code & 0x0F
        words[word] |= UInt64(lane) << shift
        word += wordsPerRow
      }
    }
    self.words = words
  }

  /// For each interview the number of items in which it differs from the one most like it, and which
  /// that is (the first of several).
  ///
  /// Empty for fewer than two interviews.
  ///
  /// - Complexity: O(*interviews*² × *items* / 16).
  func nearest() -> [(differences: Int, other: Int)] {
    guard rowCount > 1 else { return [] }
    var best = [(differences: Int, other: Int)](repeating: (Int.max, 0), count: rowCount)
    let mask: UInt64 = hasWideLanes ? 0x0101_0101_0101_0101 : 0x1111_1111_1111_1111
    for row in 0..<rowCount - 1 {
      let start = row * wordsPerRow
      var own = best[row]
      for other in row + 1..<rowCount {
        var differences = 0
        let place = other * wordsPerRow
        for word in 0..<wordsPerRow {
          let difference = words[start + word] ^ words[place + word]
          var folded = difference | (difference >> 1)
          folded |= folded >> 2
          if hasWideLanes { folded |= folded >> 4 }
          differences += (folded & mask).nonzeroBitCount
        }
        if differences < own.differences { own = (differences, other) }
        if differences < best[other].differences { best[other] = (differences, row) }
      }
      best[row] = own
    }
    return best
  }
}
