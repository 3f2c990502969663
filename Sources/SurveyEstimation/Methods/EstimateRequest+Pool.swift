internal import SurveyStatistics

extension EstimateRequest {
  /// Carries the request out over completed data sets, and combines the estimates by Rubin's rules.
  ///
  /// Intervals are by t with the degrees of freedom of Barnard and Rubin (1999), for which those of
  /// the estimates are taken as the complete data's. Design effects are not given.
  ///
  /// - Parameter imputations: The same rows with their missing values drawn anew in each; at least 2.
  /// - Returns: One row per estimate, and what the missing values cost under `imputations`.
  /// - Throws: ``EstimateError`` where methods cannot be combined or the data sets do not agree on
  ///   their estimates; otherwise as ``estimates(from:)``.
  public func estimates(fromImputations imputations: [DataColumns]) throws -> EstimateTable {
    guard imputations.count > 1 else { throw EstimateError.needs(option: "--pool", other: "files") }
    if let method = methods.first(where: { !$0.isStatistic }) {
      throw EstimateError.cannotPool(method.option)
    }
    guard interval == "t" || interval == "z" else {
      throw EstimateError.cannotPool("--interval \(interval)")
    }
    var request = self
    request.adjustment = nil
    let tables = try imputations.map { try request.estimates(from: $0) }
    let labels = tables.map { table in
      table.rows.map { [$0.statistic, $0.variable, $0.category ?? "", $0.domain.words] }
    }
    guard labels.allSatisfy({ $0 == labels[0] }) else { throw EstimateError.imputationsDiffer }
    return try withRowTests(pooled(tables))
  }

  private func pooled(_ tables: [EstimateTable]) -> EstimateTable {
    let first = tables[0]
    let pool = MultipleImputation(
      values: tables.map { $0.rows.map(\.estimate) },
      covariances: tables.map { Matrix($0.covariance) },
      completeDegreesOfFreedom: interval == "z" ? nil : first.rows.map(\.degreesOfFreedom))
    let combined = pool.estimates
    let errors = combined.standardErrors
    var table = first
    table.tests = []
    table.details = []
    for index in table.rows.indices {
      let ends = combined.confidenceInterval(at: index, level: level)
      table.rows[index].estimate = combined.values[index]
      table.rows[index].standardError = errors[index]
      table.rows[index].lower = ends?.lower
      table.rows[index].upper = ends?.upper
      table.rows[index].degreesOfFreedom = combined.degreesOfFreedom[index]
      table.rows[index].designEffect = .nan
      table.rows[index].count = tables.map { $0.rows[index].count }.min() ?? 0
    }
    let matrix = combined.covariance
    table.covariance = table.rows.indices.map { i in table.rows.indices.map { matrix[i, $0] } }
    table.add(
      EstimateTable.Detail(
        name: "imputations",
        columns: [
          "statistic", "variable", "category", "domain", "missingShare", "missingInformation",
          "imputations",
        ],
        records: table.rows.indices.map { index in
          let row = table.rows[index]
          return [
            .text(row.statistic), .text(row.variable), .text(row.category ?? ""),
            .domain(row.domain), .number(pool.missingShares[index]),
            .number(pool.missingInformation[index]), .count(pool.count),
          ]
        }))
    return table
  }
}
