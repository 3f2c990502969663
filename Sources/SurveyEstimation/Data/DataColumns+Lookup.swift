internal import SurveyModel

extension DataColumns {
  /// The column with this name.
  func column(_ name: String) throws(EstimateError) -> Column {
    guard let column = self[name] else {
      throw .noColumn(name, nearest: name.nearest(among: names))
    }
    return column
  }

  /// A column that must be known in every row, as those of the design.
  func completeColumn(_ name: String) throws(EstimateError) -> Column {
    let column = try column(name)
    if let row = column.codes.firstIndex(where: { $0 < 0 }) {
      throw .missingValues(
        column: name, count: column.codes.count { $0 < 0 }, row: column.fileRow(row))
    }
    return column
  }

  /// The numbers of a column that must be known in every row.
  func completeNumbers(_ name: String) throws(EstimateError) -> [Double] {
    let column = try completeColumn(name)
    return try column.requiredNumbers(name)
  }
}

extension DataColumns.Column {
  /// The column as numbers, NaN where missing.
  func requiredNumbers(_ name: String) throws(EstimateError) -> [Double] {
    guard let numbers else { throw .notNumeric(column: name, row: textRow ?? 1) }
    return numbers
  }

  /// The levels in order, numbers by size and texts by code point, and the level of each row.
  ///
  /// Numbers that are written in two ways are one level, called by the shorter of them.
  var ordered: (levels: [String], codes: [Int]) {
    let isNumeric = numbers != nil
    func key(_ text: String) -> Double { isNumeric ? Double(text) ?? 0 : 0 }
    let order = levels.indices.sorted { one, other in
      let (left, right) = (levels[one], levels[other])
      if isNumeric, key(left) != key(right) { return key(left) < key(right) }
      if isNumeric, left.count != right.count { return left.count < right.count }
      return left < right
    }
    var names: [String] = []
    var position = [Int](repeating: -1, count: levels.count)
    for level in order {
      let isSame = isNumeric && names.last.map { key($0) == key(levels[level]) } ?? false
      if !isSame { names.append(levels[level]) }
      position[level] = names.count - 1
    }
    return (names, codes.map { $0 < 0 ? -1 : position[$0] })
  }
}
