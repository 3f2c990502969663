internal import SurveyStatistics

extension EstimateRequest {
  /// The rows of the estimates, and of the contrasts among them.
  func table(
    _ estimates: Estimates, plan: StatisticPlan, groups: GroupPlan, method: IntervalMethod,
    design: any SurveyDesign
  ) throws -> EstimateTable {
    var rows: [EstimateTable.Row] = []
    let effects = estimates.designEffects(
      against: designEffectWithReplacement ? .withReplacement : .withoutReplacement)
    for label in plan.labels {
      for names in groups.names {
        let domain = zip(by, names).map { EstimateTable.DomainValue(column: $0, value: $1) }
        rows.append(
          EstimateTable.Row(
            statistic: label.statistic, variable: label.variable, category: label.category,
            domain: domain, estimate: .nan, standardError: .nan, interval: interval,
            degreesOfFreedom: 0, designEffect: effects[rows.count], count: 0))
      }
    }
    let all = try withContrasts(estimates, rows: rows)
    rows += contrasts.map {
      EstimateTable.Row(
        statistic: "contrast", variable: $0, domain: [], estimate: .nan, standardError: .nan,
        interval: interval, degreesOfFreedom: 0, designEffect: .nan, count: 0)
    }
    let freedom = plan.degreesOfFreedom(
      design.degreesOfFreedom(of: all, by: rule), by: rule, groups: groups.names.count)
    for index in rows.indices {
      let isContrast = index >= estimates.values.count
      var error = all.standardErrors[index]
      // A contrast that is constant may have a variance below 0 by rounding.
      if isContrast, all.covariance[index, index] < 0 { error = 0 }
      let ends =
        isContrast
        ? ConfidenceInterval.mean(
          estimate: all.values[index], standardError: error,
          degreesOfFreedom: method == .normal ? .infinity : freedom[index], level: level)
        : estimates.confidenceInterval(
          at: index, method: method, level: level,
          degreesOfFreedom: method == .wilson && degreesOfFreedom == .domain ? nil : freedom[index])
      rows[index].estimate = all.values[index]
      rows[index].standardError = error
      rows[index].lower = ends?.lower
      rows[index].upper = ends?.upper
      rows[index].degreesOfFreedom = freedom[index]
      rows[index].count = all.sampleSizes[index]
    }
    let matrix = all.covariance
    return EstimateTable(
      degreesOfFreedom: design.degreesOfFreedom(in: nil), rows: rows,
      covariance: rows.indices.map { i in rows.indices.map { matrix[i, $0] } })
  }

  private var rule: DegreesOfFreedomRule {
    switch degreesOfFreedom {
    case .domain: .domain
    case .design: .wholeDesign
    case .number(let number): .number(number)
    }
  }

  /// The estimates, followed by the contrasts.
  private func withContrasts(_ estimates: Estimates, rows: [EstimateTable.Row]) throws -> Estimates
  {
    guard !contrasts.isEmpty else { return estimates }
    let names = Self.names(of: rows)
    let expressions = try contrasts.map { source throws(ExpressionError) in
      try ExpressionParser.parse(source)
    }
    let count = estimates.values.count
    var slopes = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0 } }
    for (expression, source) in zip(expressions, contrasts) {
      slopes.append(
        try expression.dual(names: names, values: estimates.values, source: source).gradient)
    }
    return estimates.transformed(
      function: { values in
        values
          + zip(expressions, contrasts).map { expression, source in
            let dual = try? expression.dual(names: names, values: values, source: source)
            return dual?.value ?? .nan
          }
      }, jacobian: { _ in slopes })
  }

  /// What contrasts call the estimates.
  ///
  /// They are `x`, `x:level`, `x[group]`, and with the statistic before it `mean:x`. A name that
  /// would mean two estimates means none.
  private static func names(of rows: [EstimateTable.Row]) -> [String: Int] {
    var places: [String: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      let group = row.domain.map(\.value).joined(separator: ",")
      let name =
        row.variable + (row.category.map { ":" + $0 } ?? "")
        + (row.domain.isEmpty ? "" : "[\(group)]")
      places[name, default: []].append(index)
      places["\(row.statistic):\(name)", default: []].append(index)
    }
    return places.filter { $0.value.count == 1 }.compactMapValues(\.first)
  }
}
