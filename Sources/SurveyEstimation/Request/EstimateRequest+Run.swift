internal import SurveyModel
internal import SurveyStatistics

extension EstimateRequest {
  /// Carries the request out.
  ///
  /// All estimates are made together, so the covariance between any two of them is known. A row with
  /// a missing value in a column of a ``StatisticRequest`` leaves the domain of its estimates alone;
  /// with ``isListwise`` it leaves that of all.
  ///
  /// - Parameter data: The rows.
  /// - Returns: One row per estimate, variable after variable and within it group after group; then
  ///   the differences from the whole in the same order, then the contrasts.
  /// - Throws: ``EstimateError``, `ExpressionError`, ``RowExpressionError``, ``ContrastError``, or
  ///   `EstimationError` of SurveyStatistics.
  /// - Complexity: O(*n*) for each estimate in a group of *n* rows, and O(*k*² × PSUs) for the covariance of *k*
  ///   estimates; calibration, ranks and methods cost what they cost in SurveyStatistics.
  public func estimates(from data: DataColumns) throws -> EstimateTable {
    do {
      return try answer(from: data)
    } catch EstimationError.lonelyPSU(_, stage: 1) where design.strata == nil {
      throw EstimateError.onePSU
    }
  }

  private func answer(from data: DataColumns) throws -> EstimateTable {
    let words = try CheckedWords(self)
    try checkMethods()
    let data = try rows(of: data)
    let design = try designNamingRows(of: data)
    var mask = try domain.map { try condition($0, over: data) } ?? design.weights.map { _ in true }
    try requireRows(where: mask, in: design, option: domain == nil ? "--weight" : "--where")
    if isListwise {
      let asked = try askedColumns.map { name throws(EstimateError) in try data.column(name) }
      for row in mask.indices where mask[row] {
        mask[row] = !asked.contains { $0.isMissing(row) }
      }
      try requireRows(where: mask, in: design, option: "--listwise")
    }
    let isUsed = mask.indices.map { mask[$0] && design.weights[$0] != 0 }
    let groups = try GroupPlan(by: by, over: data, where: isUsed, dropsMissing: dropsMissing)
    var plan = try StatisticPlan(statistics, over: data)
    let regressions = try plan.append(methods, over: data, where: isUsed)
    let frame = MethodFrame(
      data: data, design: design, isUsed: isUsed, groups: groups, by: by,
      dropsMissing: dropsMissing)
    try refuseMissing(plan, of: data, where: isUsed)
    try refuseSharesOnly(plan, words.interval)
    try check(regressions, frame)
    if plan.parts.isEmpty {
      if methods.isEmpty || !contrasts.isEmpty || comparesToWhole || ranks {
        throw EstimateError.noStatistic
      }
      let table = EstimateTable(
        degreesOfFreedom: design.degreesOfFreedom(in: nil), level: level, rows: [],
        matrix: Matrix(rows: 0, columns: 0))
      return try addingMethods(to: table, words, frame)
    }
    let estimates = try JointEstimates(
      of: plan, from: design, in: mask, by: groups.grouping, rule: words.rule,
      options: words.quantiles)
    var whole: Estimates?
    if comparesToWhole {
      whole = try JointEstimates(
        of: plan, from: design, in: groups.members(of: mask), by: nil, rule: words.rule,
        options: words.quantiles
      ).estimates
    }
    var making = TableMaking(
      request: self, words: words, design: design, mask: mask, plan: plan, groups: groups,
      joint: estimates, whole: whole)
    var table = try making.table()
    table.remarks = try remarks(on: data, where: isUsed)
    return try addingMethods(to: table, words, frame)
  }

  /// The columns that statistics, methods and groups are made of.
  var askedColumns: [String] {
    statistics.flatMap(\.columns) + methods.flatMap(\.columns) + by
  }

  func rows(of data: DataColumns) throws -> DataColumns {
    if data.rowCount == 0 { throw EstimateError.noData }
    guard let only else { return data }
    let mask = try condition(only, over: data)
    let rows = mask.indices.filter { mask[$0] }
    if rows.isEmpty { throw EstimateError.noRows("--only") }
    return data.rows(at: rows)
  }

  /// The design, whose errors name units by their row of the file.
  private func designNamingRows(of data: DataColumns) throws -> any SurveyDesign {
    do {
      return try design.design(over: data)
    } catch let error as EstimationError {
      throw error.mappingUnits { data.fileRow($0) - 1 }
    }
  }

  private func condition(_ source: String, over data: DataColumns) throws -> [Bool] {
    let expression = try ExpressionParser.parse(source)
    for name in expression.names { _ = try data.column(name) }
    return try expression.mask(over: data, source: source)
  }

  private func requireRows(
    where mask: [Bool], in design: any SurveyDesign, option: String
  ) throws(EstimateError) {
    let isEmpty = !mask.indices.contains { mask[$0] && design.weights[$0] != 0 }
    if isEmpty { throw .noRows(option) }
  }

  private func refuseMissing(
    _ plan: StatisticPlan, of data: DataColumns, where isUsed: [Bool]
  ) throws(EstimateError) {
    guard !dropsMissing else { return }
    for source in plan.sources {
      let rows = isUsed.indices.filter { isUsed[$0] && source.isMissing[$0] }
      if let first = rows.first {
        throw .missingValues(column: source.name, count: rows.count, row: data.fileRow(first))
      }
    }
  }

  /// Quantiles have intervals of their own.
  private func refuseSharesOnly(
    _ plan: StatisticPlan, _ interval: IntervalWord
  ) throws(EstimateError) {
    guard interval.isForShares else { return }
    let others = plan.labels.filter { !$0.isShare && $0.probability == nil }
    if let label = others.first {
      throw .intervalNeedsShares(
        interval: interval.rawValue, variable: "\(label.statistic) \(label.variable)")
    }
  }
}
