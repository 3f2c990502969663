extension EstimateRequest {
  /// What the reader must know of the rows behind the estimates.
  ///
  /// - Parameters:
  ///   - data: The rows that exist.
  ///   - isUsed: Which of them are in the domain, with a weight.
  /// - Returns: How many rows a request of several columns leaves out, and which columns are texts
  ///   because of a few values.
  /// - Throws: ``EstimateError/noColumn(_:nearest:)``.
  /// - Complexity: O(*n*) in the rows for each column.
  func remarks(on data: DataColumns, where isUsed: [Bool]) throws(EstimateError) -> [String] {
    var remarks: [String] = []
    for request in statistics where dropsMissing && !isListwise {
      let columns = try request.columns.map { name throws(EstimateError) in try data.column(name) }
      let missing = columns.map { column in
        isUsed.indices.count { isUsed[$0] && column.isMissing($0) }
      }
      let lost = isUsed.indices.count { row in
        isUsed[row] && columns.contains { $0.isMissing(row) }
      }
      // Where each column alone would lose as many, asking apart changes nothing.
      guard columns.count > 1, !request.isRatio, missing.contains(where: { $0 < lost }) else {
        continue
      }
      remarks.append(
        "\(request.word) \(request.columns.joined(separator: ",")): \(lost) of "
          + "\(isUsed.count { $0 }) rows left out, where one of the columns is missing; ask for "
          + "--\(request.word) of each to leave out fewer")
    }
    var seen: Set<String> = []
    for name in askedColumns where seen.insert(name).inserted {
      if let remark = try data.column(name).textRemark(name, namesRow: only == nil) {
        remarks.append(remark)
      }
    }
    return remarks
  }
}

extension StatisticRequest {
  /// The option that asks for it.
  fileprivate var word: String {
    switch self {
    case .mean: "mean"
    case .total: "total"
    case .ratio: "ratio"
    case .proportion: "proportion"
    case .quantile: "quantile"
    case .variance: "variance"
    }
  }

  /// The columns of a ratio cannot be asked for apart.
  fileprivate var isRatio: Bool { if case .ratio = self { true } else { false } }
}

extension DataColumns.Column {
  /// That fewer than a tenth of the values make texts of the others, which are numbers.
  fileprivate func textRemark(_ name: String, namesRow: Bool) -> String? {
    guard numbers == nil else { return nil }
    let isText = levels.map { $0.decimalNumber == nil }
    let known = codes.count { $0 >= 0 }
    let texts = codes.count { $0 >= 0 && isText[$0] }
    guard texts > 0, 10 * texts < known,
      let first = codes.firstIndex(where: { $0 >= 0 && isText[$0] })
    else { return nil }
    // Rows that were chosen are not numbered as those of the file are.
    let place = namesRow ? "the value in row \(first + 1)" : "a value"
    return "\(name): read as text, as \(place) is no number (of \(known) values "
      + "\(known - texts) are)"
  }
}
