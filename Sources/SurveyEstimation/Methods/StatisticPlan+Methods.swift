internal import SurveyStatistics

extension StatisticPlan {
  /// Adds the methods that are statistics of the design.
  ///
  /// - Returns: For each regression what it explains, and the statistic.
  mutating func append(
    _ methods: [MethodRequest], over data: DataColumns, where isUsed: [Bool]
  ) throws -> [(outcome: String, statistic: RegressionStatistic)] {
    var regressions: [(String, RegressionStatistic)] = []
    for method in methods {
      switch method {
      case .regression(let formula, let family):
        regressions.append(
          (formula.outcome, try addRegression(formula, family, over: data, where: isUsed)))
      case .alpha(let items): try addAlpha(items, over: data)
      case .standardised(let formula, let standard):
        try addStandardised(
          formula, to: try standard.columns(), over: data, where: isUsed)
      case .change(let formula): try addChange(formula, over: data, where: isUsed)
      case .association, .goodnessOfFit, .tTest, .rankTest, .importance, .effectiveSize,
        .intraclassCorrelation, .funnel, .fayHerriot:
        break
      }
    }
    return regressions
  }

  /// Degrees of freedom of the estimates, less those that a model's other coefficients take.
  ///
  /// - Parameters:
  ///   - numbers: Those of the estimates.
  ///   - estimates: The estimates.
  ///   - rule: How they were counted; a number that was given stays.
  /// - Returns: The same numbers, 0 at least.
  func degreesOfFreedom(
    _ numbers: [Double], of estimates: Estimates, by rule: DegreesOfFreedomRule
  ) -> [Double] {
    if case .number = rule { return numbers }
    let groups = numbers.count / labels.count
    return numbers.enumerated().map { index, number in
      let label = labels[index / groups]
      if label.isOfMethod, case .bellMcCaffrey = rule {
        return Double(max(0, estimates.degreesOfFreedom[index] - label.lostDegreesOfFreedom))
      }
      return max(0, number - Double(label.lostDegreesOfFreedom))
    }
  }

  private mutating func addRegression(
    _ formula: ModelFormula, _ word: String, over data: DataColumns, where isUsed: [Bool]
  ) throws(EstimateError) -> RegressionStatistic {
    let families = ["gaussian": RegressionFamily.linear, "binomial": .logistic]
    guard let family = families[word] else {
      throw .unknownWord(option: "--family", word: word, allowed: families.keys.sorted())
    }
    let outcome = try data.column(formula.outcome)
    var values: [Double]
    if family == .logistic, outcome.numbers == nil {
      let (levels, codes) = outcome.levels(where: isUsed)
      guard levels.count == 2 else {
        throw .otherLevels(column: formula.outcome, levels: levels.count, needed: 2)
      }
      values = codes.map { $0 < 0 ? .nan : Double($0) }
    } else {
      values = try outcome.requiredNumbers(formula.outcome)
    }
    let predictors = try data.predictors(formula.terms, where: isUsed)
    let statistic = RegressionStatistic(
      of: values, on: predictors.map(\.values), family: family)
    append(
      statistic,
      labels: predictors.map {
        Label(
          statistic: "coefficient", variable: formula.outcome, category: $0.label, isOfMethod: true,
          lostDegreesOfFreedom: predictors.count - 1)
      }, sources: try sources([formula.outcome] + formula.terms, in: data))
    return statistic
  }

  private mutating func addAlpha(
    _ items: [String], over data: DataColumns
  ) throws(EstimateError) {
    guard items.count > 1 else { throw .tooFewColumns(option: "--alpha", needed: 2) }
    let columns = try items.map { name throws(EstimateError) in
      try data.column(name).requiredNumbers(name)
    }
    append(
      AlphaStatistic(columns),
      labels: [
        Label(statistic: "alpha", variable: items.joined(separator: "+"), isOfMethod: true)
      ], sources: try sources(items, in: data))
  }

  private mutating func addStandardised(
    _ formula: ModelFormula, to standard: DataColumns, over data: DataColumns,
    where isUsed: [Bool]
  ) throws(EstimateError) {
    let classes = try formula.terms.map { name throws(EstimateError) in
      try data.column(name).ordered
    }
    let given = try formula.terms.map { name throws(EstimateError) in
      try standard.completeColumn(name)
    }
    let shares = try standard.completeNumbers("share")
    var positions: [[String]: Int] = [:]
    for row in 0..<standard.rowCount {
      let key = given.map { $0.levels[$0.codes[row]] }
      guard positions.updateValue(row, forKey: key) == nil, shares[row] >= 0 else {
        throw .standard(classes: formula.terms, missing: nil)
      }
    }
    guard shares.reduce(0, +) > 0 else { throw .standard(classes: formula.terms, missing: nil) }
    var codes = [Int](repeating: -1, count: data.rowCount)
    for row in codes.indices where isUsed[row] && classes.allSatisfy({ $0.codes[row] >= 0 }) {
      let key = classes.map { $0.levels[$0.codes[row]] }
      guard let position = positions[key] else {
        throw .standard(classes: formula.terms, missing: key)
      }
      codes[row] = position
    }
    let values = try data.column(formula.outcome).requiredNumbers(formula.outcome)
    append(
      StandardisedMeanStatistic(
        [values], classes: Grouping(codes: codes, count: shares.count), shares: shares),
      labels: [Label(statistic: "standardised", variable: formula.outcome, isOfMethod: true)],
      sources: try sources([formula.outcome] + formula.terms, in: data))
  }

  private mutating func addChange(
    _ formula: ModelFormula, over data: DataColumns, where isUsed: [Bool]
  ) throws(EstimateError) {
    guard formula.terms.count == 1 else {
      throw .formula(
        option: "--change",
        text: formula.outcome + " ~ " + formula.terms.joined(separator: " + "))
    }
    let (waves, codes) = try data.column(formula.terms[0]).levels(where: isUsed)
    guard waves.count > 1 else {
      throw .tooFewLevels(column: formula.terms[0], levels: waves.count)
    }
    let values = try data.column(formula.outcome).requiredNumbers(formula.outcome)
    append(
      MeanChangeStatistic([values], waves: Grouping(codes: codes, count: waves.count)),
      labels: zip(waves.dropFirst(), waves).map {
        Label(
          statistic: "change", variable: formula.outcome, category: "\($0) - \($1)",
          isOfMethod: true)
      }, sources: try sources([formula.outcome] + formula.terms, in: data))
  }

  private func sources(
    _ names: [String], in data: DataColumns
  ) throws(EstimateError) -> [Source] {
    try names.map { name throws(EstimateError) in
      Source(name: name, isMissing: try data.column(name).codes.map { $0 < 0 })
    }
  }
}
