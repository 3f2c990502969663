internal import SurveyStatistics

/// What every method works on: the rows, the design over them, the domain and its groups.
struct MethodFrame {
  var data: DataColumns
  var design: any SurveyDesign
  /// Whether a row is in the domain and has a weight.
  var isUsed: [Bool]
  var groups: GroupPlan
  /// The columns that the groups are made by.
  var by: [String]
  /// Whether rows with a missing value leave a method.
  var dropsMissing: Bool

  /// Each group with its rows.
  var domains: [(values: [EstimateTable.DomainValue], isMember: [Bool])] {
    groups.names.enumerated().map { index, names in
      let values = zip(by, names).map { EstimateTable.DomainValue(column: $0, value: $1) }
      guard let codes = groups.grouping?.codes else { return (values, isUsed) }
      return (values, zip(isUsed, codes).map { $0 && $1 == index })
    }
  }

  /// A column, its missing values refused unless they may be left out.
  func column(_ name: String) throws(EstimateError) -> DataColumns.Column {
    let column = try data.column(name)
    let missing = isUsed.indices.filter { isUsed[$0] && column.codes[$0] < 0 }
    if let first = missing.first, !dropsMissing {
      throw .missingValues(column: name, count: missing.count, row: data.fileRow(first))
    }
    return column
  }

  /// The numbers of a column, NaN where missing.
  func numbers(_ name: String) throws(EstimateError) -> [Double] {
    try column(name).requiredNumbers(name)
  }

  /// A column as groups of the rows that are members: at least two, or as many as needed.
  func grouping(
    _ name: String, where isMember: [Bool], exactly needed: Int? = nil
  ) throws(EstimateError) -> (levels: [String], grouping: Grouping) {
    let (levels, codes) = try column(name).levels(where: isMember)
    guard levels.count > 1 else { throw .tooFewLevels(column: name, levels: levels.count) }
    if let needed, levels.count != needed {
      throw .otherLevels(column: name, levels: levels.count, needed: needed)
    }
    return (levels, Grouping(codes: codes, count: levels.count))
  }
}
