internal import SurveyStatistics

extension EstimateRequest {
  /// Carries the request out over completed data sets, and combines the estimates by Rubin's rules.
  ///
  /// Intervals are by t with the degrees of freedom of Barnard and Rubin (1999), for which those of
  /// the estimates are taken as the complete data's. Design effects are not given. Where a file shows no
  /// variance of a row, as of a share of no event, its interval is not given.
  ///
  /// - Parameter imputations: The same rows with their missing values drawn anew in each; at least 2.
  /// - Returns: One row per estimate, and what the missing values cost under `imputations`.
  /// - Throws: ``EstimateError`` where methods cannot be combined or the data sets do not agree on
  ///   their estimates; otherwise as ``estimates(from:)``.
  public func estimates(fromImputations imputations: [DataColumns]) throws -> EstimateTable {
    guard imputations.count > 1 else {
      throw EstimateError.needs(option: "--pool", other: "FILE FILE")
    }
    if let method = methods.first(where: { !$0.isStatistic }) {
      throw EstimateError.cannotPool(method.option)
    }
    guard interval == "t" || interval == "z" else {
      throw EstimateError.cannotPool("--interval \(interval)")
    }
    if ranks { throw EstimateError.cannotPool("--rank") }
    let words = try CheckedWords(self)
    var request = self
    request.adjustment = nil
    let tables = try imputations.map { try request.estimates(from: $0) }
    let labels = tables.map { table in
      table.rows.map { row in
        [row.statistic, row.variable, row.category ?? "", row.domain.words]
          + [row.probability.map { "\($0)" } ?? "", row.differenceOf ?? ""]
      }
    }
    guard labels.allSatisfy({ $0 == labels[0] }) else { throw EstimateError.imputationsDiffer }
    var table = pooled(tables)
    table.adjustDifferences(by: words.adjustment ?? .holm)
    return try withRowTests(table, words)
  }

  private func pooled(_ tables: [EstimateTable]) -> EstimateTable {
    let first = tables[0]
    let pool = MultipleImputation(
      values: tables.map { $0.rows.map(\.estimate) },
      covariances: tables.map(\.matrix),
      completeDegreesOfFreedom: interval == "z" ? nil : first.rows.map(\.degreesOfFreedom))
    let combined = pool.estimates
    let errors = combined.standardErrors
    var table = first
    table.tests = []
    table.details = []
    for index in table.rows.indices {
      let ends = combined.confidenceInterval(at: index, level: level)
      let isSeen = tables.allSatisfy {
        $0.rows[index].lower != nil && $0.rows[index].interval != "pooled-bound"
      }
      let freedom = combined.degreesOfFreedom[index]
      let row = first.rows[index]
      let isTested = row.differenceOf != nil || row.statistic == "contrast"
      table.rows[index].estimate = combined.values[index]
      table.rows[index].standardError = errors[index]
      table.rows[index].interval = interval
      table.rows[index].lower = isSeen ? ends?.lower : nil
      table.rows[index].upper = isSeen ? ends?.upper : nil
      table.rows[index].pValue =
        isSeen && isTested
        ? Self.pValue(combined.values[index], errors[index], degreesOfFreedom: freedom) : nil
      table.rows[index].note =
        isSeen ? nil : "no interval: in one of the files its variance is not seen"
      table.rows[index].degreesOfFreedom = freedom
      table.rows[index].designEffect = .nan
      table.rows[index].count = tables.map { $0.rows[index].count }.min() ?? 0
    }
    table.matrix = combined.covariance
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

  /// The p-value of an estimate that is 0 by hypothesis; nil where it shows no variance.
  private static func pValue(
    _ estimate: Double, _ error: Double, degreesOfFreedom: Double
  ) -> Double? {
    guard error > 0, degreesOfFreedom > 0 else { return nil }
    let test = HypothesisTest(
      statistic: estimate / error, distribution: .student(degreesOfFreedom: degreesOfFreedom))
    return min(1, test.pValue)
  }
}
