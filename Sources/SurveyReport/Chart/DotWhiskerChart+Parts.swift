extension DotWhiskerChart {
  /// The chart cut into drawings that each fit on a printed page, all on the same scale.
  ///
  /// Parts are as even as possible, so that no page holds a last row alone; where there are
  /// several, their titles are numbered.
  ///
  /// - Complexity: O(*n*) in the number of rows.
  func parts(ofAtMost limit: Int) -> [DotWhiskerChart] {
    let count = max(1, (rows.count + limit - 1) / limit)
    guard count > 1 else { return [self] }
    return (0..<count).map { index in
      var part = self
      part.title = "\(title) (\(index + 1)/\(count))"
      part.rows = Array(rows[(rows.count * index / count)..<(rows.count * (index + 1) / count)])
      return part
    }
  }
}
