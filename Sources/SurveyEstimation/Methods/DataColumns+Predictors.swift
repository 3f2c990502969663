extension DataColumns {
  /// The predictors that columns stand for: numbers as they are, and of texts an indicator of each
  /// level but the first.
  ///
  /// - Parameters:
  ///   - terms: The columns.
  ///   - isUsed: The rows whose levels count.
  /// - Returns: A constant called `(Intercept)`, and the others, called as R calls them.
  /// - Throws: ``EstimateError`` where a column is missing, or a text has one level only.
  func predictors(
    _ terms: [String], where isUsed: [Bool]
  ) throws(EstimateError) -> [(label: String, values: [Double])] {
    var predictors = [(label: "(Intercept)", values: [Double](repeating: 1, count: rowCount))]
    for name in terms {
      let column = try column(name)
      if let numbers = column.numbers {
        predictors.append((name, numbers))
        continue
      }
      let (levels, codes) = column.levels(where: isUsed)
      guard levels.count > 1 else { throw .tooFewLevels(column: name, levels: levels.count) }
      for level in levels.indices.dropFirst() {
        predictors.append(
          (name + levels[level], codes.map { $0 < 0 ? .nan : $0 == level ? 1 : 0 }))
      }
    }
    return predictors
  }
}

extension DataColumns.Column {
  /// The levels that rows in use have, in order, and the level of each row; −1 for the other rows.
  func levels(where isUsed: [Bool]) -> (levels: [String], codes: [Int]) {
    let (all, codes) = ordered
    let present = Set(codes.indices.filter { isUsed[$0] && codes[$0] >= 0 }.map { codes[$0] })
    var position = [Int](repeating: -1, count: all.count)
    for (index, level) in present.sorted().enumerated() { position[level] = index }
    return (
      present.sorted().map { all[$0] },
      codes.indices.map { isUsed[$0] && codes[$0] >= 0 ? position[codes[$0]] : -1 }
    )
  }
}
