internal import SurveyStatistics

/// The groups of a request: the combinations of the columns that occur in the domain.
struct GroupPlan {
  /// For each group the value of each column.
  private(set) var names: [[String]]
  /// `nil` without columns.
  private(set) var grouping: Grouping?

  /// Makes the groups; the first column varies fastest.
  init(
    by columns: [String], over data: DataColumns, where isUsed: [Bool], dropsMissing: Bool
  ) throws(EstimateError) {
    guard !columns.isEmpty else {
      names = [[]]
      grouping = nil
      return
    }
    var levels: [[String]] = []
    var codes: [[Int]] = []
    for name in columns {
      let column = try data.column(name)
      let missing = column.codes.indices.filter { column.codes[$0] < 0 && isUsed[$0] }
      if let first = missing.first, !dropsMissing {
        throw .missingValues(column: name, count: missing.count, row: column.fileRow(first))
      }
      let ordered = column.ordered
      levels.append(ordered.levels)
      codes.append(ordered.codes)
    }
    func key(_ row: Int) -> [Int]? {
      let key = codes.reversed().map { $0[row] }
      return key.contains { $0 < 0 } ? nil : key
    }
    let keys = (0..<data.rowCount).map { isUsed[$0] ? key($0) : nil }
    let present = Set(keys.compactMap(\.self)).sorted { $0.lexicographicallyPrecedes($1) }
    let numbers = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1, $0) })
    names = present.map { key in zip(levels, key.reversed()).map { $0[$1] } }
    grouping = Grouping(
      codes: keys.map { $0.flatMap { numbers[$0] } ?? -1 }, count: present.count)
  }

  /// The rows of a domain that are in a group.
  func members(of mask: [Bool]) -> [Bool] {
    guard let grouping else { return mask }
    return mask.indices.map { mask[$0] && grouping.codes[$0] >= 0 }
  }
}
