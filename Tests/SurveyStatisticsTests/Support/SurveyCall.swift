import Testing

@testable import SurveyStatistics

/// A call of R's *survey*, carried out by this package.
struct SurveyCall {
  private let text: String
  private let table: DataTable

  init(_ text: String, on table: DataTable) {
    self.text = text
    self.table = table
  }

  /// The columns of the first formula: a number as it is, a category as its levels.
  var columns: [[Double]] { columns(formulas.first ?? "") }

  /// The domain of `subset(d,…)`.
  func domain() throws -> [Bool]? {
    guard let match = text.firstMatch(of: /subset\(d,([^)]+)\)/) else { return nil }
    return try table.mask(String(match.1))
  }

  /// The estimates of the call, in R's order.
  ///
  /// Groups are those of the expected numbers: variable by variable, in R's order of groups.
  func estimates(_ design: some SurveyDesign, groups: JSONValue?) throws -> Estimates {
    let domain = try domain()
    let grouping = try groups.map { try self.grouping($0) }
    if text.contains("svyratio") {
      return try design.ratio(
        of: columns, to: columns(try #require(denominator)), in: domain, by: grouping)
    }
    if text.contains("svytotal") {
      return try design.total(of: columns, in: domain, by: grouping)
    }
    if text.contains("svyvar") {
      return try design.variance(of: columns, in: domain, by: grouping)
    }
    try #require(text.contains("svymean"))
    return try design.mean(of: columns, in: domain, by: grouping)
  }

  private var formulas: [String] { text.matches(of: /~([\w.+]+)/).map { String($0.1) } }

  private var denominator: String? {
    text.firstMatch(of: /denominator=~([\w.]+)/).map { String($0.1) } ?? formulas.dropFirst().first
  }

  private func columns(_ formula: String) -> [[Double]] {
    formula.split(separator: "+").map(String.init).flatMap { name in
      guard !table.isNumeric(name) else { return [table.numbers(name)] }
      let levels = table.levels(name)
      return SampleDesign.indicators(ofLevels: levels, count: (levels.max() ?? 0) + 1)
    }
  }

  private func grouping(_ groups: JSONValue) throws -> Grouping {
    guard case .object(let members) = groups else { throw NotAGrouping() }
    let names = members.keys.sorted()
    let count = members.values.first?.texts.count ?? 0
    let keys = (0..<count).map { group in names.map { members[$0]?.texts[group] } }
    let values = names.map { table.texts($0) }
    let codes = table.rows.indices.map { row in
      keys.firstIndex { $0 == values.map { $0[row] } } ?? -1
    }
    return Grouping(codes: codes, count: count)
  }

  private struct NotAGrouping: Error {}
}
