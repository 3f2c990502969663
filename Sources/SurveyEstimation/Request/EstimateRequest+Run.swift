internal import SurveyModel
internal import SurveyStatistics

extension EstimateRequest {
  /// Carries the request out.
  ///
  /// All estimates are made together, so the covariance between any two of them is known. A row
  /// with a missing value leaves the domain of the estimates of that variable alone.
  ///
  /// - Parameter data: The rows.
  /// - Returns: One row per estimate, variable after variable and within it group after group; then
  ///   the contrasts.
  /// - Throws: ``EstimateError``, ``ExpressionError``, ``RowExpressionError``, ``ContrastError``, or
  ///   `EstimationError` of SurveyStatistics.
  public func estimates(from data: DataColumns) throws -> EstimateTable {
    let method = try checked()
    let data = try rows(of: data)
    let design = try design.design(over: data)
    let mask = try domain.map { try condition($0, over: data) }
    let isUsed = design.weights.indices.map { design.weights[$0] != 0 && (mask?[$0] ?? true) }
    guard isUsed.contains(true) else {
      throw EstimateError.noRows(domain == nil ? "--weight" : "--where")
    }
    let groups = try GroupPlan(by: by, over: data, where: isUsed, dropsMissing: dropsMissing)
    var plan = try StatisticPlan(statistics, over: data)
    let regressions = try plan.append(methods, over: data, where: isUsed)
    let frame = MethodFrame(
      data: data, design: design, isUsed: isUsed, groups: groups, by: by,
      dropsMissing: dropsMissing)
    try refuseMissing(plan, where: isUsed)
    try refuseSharesOnly(plan, method)
    try check(regressions, frame)
    if plan.statistics.isEmpty {
      if methods.isEmpty || !contrasts.isEmpty { throw EstimateError.noStatistic }
      return try addingMethods(
        to: EstimateTable(
          degreesOfFreedom: design.degreesOfFreedom(in: nil), rows: [], covariance: []), frame)
    }
    let estimates = try design.estimates(
      of: JointStatistic(plan.statistics), in: mask, by: groups.grouping)
    return try addingMethods(
      to: try table(estimates, plan: plan, groups: groups, method: method, design: design), frame)
  }

  private func checked() throws(EstimateError) -> IntervalMethod {
    try checkMethods()
    if comparesToWhole { throw .notYet("--compare-to-whole") }
    if ranks { throw .notYet("--rank") }
    guard level > 0, level < 1 else { throw .impossibleNumber(option: "--level") }
    if case .number(let number) = degreesOfFreedom, !(number > 0) {
      throw .impossibleNumber(option: "--df")
    }
    guard let method = Self.intervals.first(where: { $0.word == interval })?.method else {
      throw .unknownWord(
        option: "--interval", word: interval, allowed: Self.intervals.map(\.word))
    }
    return method
  }

  private static let intervals: [(word: String, method: IntervalMethod)] = [
    ("t", .mean), ("z", .normal), ("logit", .logit), ("likelihood", .likelihood),
    ("asin", .asin), ("beta", .kornGraubard), ("xlogit", .xlogit), ("wilson", .wilson),
  ]

  private func rows(of data: DataColumns) throws -> DataColumns {
    guard let only else { return data }
    let mask = try condition(only, over: data)
    let rows = mask.indices.filter { mask[$0] }
    if rows.isEmpty { throw EstimateError.noRows("--only") }
    return data.rows(at: rows)
  }

  private func condition(_ source: String, over data: DataColumns) throws -> [Bool] {
    let expression = try ExpressionParser.parse(source)
    for name in expression.names { _ = try data.column(name) }
    return try expression.mask(over: data, source: source)
  }

  private func refuseMissing(
    _ plan: StatisticPlan, where isUsed: [Bool]
  ) throws(EstimateError) {
    guard !dropsMissing else { return }
    for source in plan.sources {
      let rows = isUsed.indices.filter { isUsed[$0] && source.isMissing[$0] }
      if let first = rows.first {
        throw .missingValues(column: source.name, count: rows.count, row: first + 1)
      }
    }
  }

  private func refuseSharesOnly(
    _ plan: StatisticPlan, _ method: IntervalMethod
  ) throws(EstimateError) {
    guard method != .mean, method != .normal else { return }
    if let label = plan.labels.first(where: { !$0.isShare }) {
      throw .intervalNeedsShares(
        interval: interval, variable: "\(label.statistic) \(label.variable)")
    }
    if let contrast = contrasts.first {
      throw .intervalNeedsShares(interval: interval, variable: contrast)
    }
  }
}
