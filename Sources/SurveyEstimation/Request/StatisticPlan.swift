internal import SurveyStatistics

/// What the columns of a request mean for the engine: statistics, and a label for each estimate.
struct StatisticPlan {
  struct Label {
    var statistic: String
    var variable: String
    var category: String?
    var probability: Double?
    /// The column of 0 and 1 that this is the share of; nil where the estimate is no share.
    var shareColumn: [Double]?
    /// Whether a method made it, whose degrees of freedom Bell and McCaffrey's rule does not know.
    var isOfMethod = false
    /// How many degrees of freedom its neighbours in the same model take.
    var lostDegreesOfFreedom = 0

    var isShare: Bool { shareColumn != nil }
  }

  /// Statistics that the engine estimates in one call.
  enum Part {
    case statistics([any Statistic])
    case quantiles([[Double]], probabilities: [Double], rule: QuantileRule)
  }

  /// A column whose missing values bear on the estimates.
  struct Source {
    var name: String
    var isMissing: [Bool]
  }

  private(set) var parts: [Part] = []
  private(set) var labels: [Label] = []
  private(set) var sources: [Source] = []

  init(_ requests: [StatisticRequest], over data: DataColumns) throws(EstimateError) {
    for request in requests {
      let columns = try request.columns.map { name throws(EstimateError) in
        (name, try data.column(name))
      }
      let isKnown = (0..<data.rowCount).map { row in
        columns.allSatisfy { !$0.1.isMissing(row) }
      }
      let known = columns.map { ($0.0, $0.1.keeping(isKnown)) }
      sources += columns.map { name, column in
        Source(name: name, isMissing: column.codes.map { $0 < 0 })
      }
      switch request {
      case .mean:
        for (name, column) in known { addMean(name, of: column) }
      case .total:
        for (name, column) in known { addTotal(name, of: column) }
      case .proportion:
        for (name, column) in known { addLevels("proportion", name, of: column) }
      case .variance:
        for (name, column) in known {
          add(
            VarianceStatistic([try column.requiredNumbers(name)]),
            Label(statistic: "variance", variable: name))
        }
      case .ratio(let numerator, let denominator):
        add(
          RatioStatistic(
            of: [try known[0].1.requiredNumbers(numerator)],
            to: [try known[1].1.requiredNumbers(denominator)]),
          Label(statistic: "ratio", variable: "\(numerator)/\(denominator)"))
      case .quantile(_, let probabilities, let rule):
        try addQuantiles(of: known, probabilities, rule)
      }
    }
  }

  /// Adds a statistic, with a label for each of its estimates and the columns that it needs.
  mutating func append(_ statistic: some Statistic, labels: [Label], sources: [Source]) {
    if case .statistics(let others) = parts.last {
      parts[parts.count - 1] = .statistics(others + [statistic])
    } else {
      parts.append(.statistics([statistic]))
    }
    self.labels += labels
    self.sources += sources
  }

  private mutating func addMean(_ name: String, of column: DataColumns.Column) {
    guard let numbers = column.numbers else { return addLevels("mean", name, of: column) }
    let isShare = numbers.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 }
    add(
      MeanStatistic([numbers]),
      Label(statistic: "mean", variable: name, shareColumn: isShare ? numbers : nil))
  }

  private mutating func addTotal(_ name: String, of column: DataColumns.Column) {
    guard let numbers = column.numbers else { return addLevels("total", name, of: column) }
    add(TotalStatistic([numbers]), Label(statistic: "total", variable: name))
  }

  private mutating func addLevels(
    _ statistic: String, _ name: String, of column: DataColumns.Column
  ) {
    let (levels, codes) = column.ordered
    let indicators = SampleDesign.indicators(ofLevels: codes, count: levels.count)
    for (level, indicator) in zip(levels, indicators) {
      let isTotal = statistic == "total"
      let label = Label(
        statistic: statistic, variable: name, category: level,
        shareColumn: isTotal ? nil : indicator)
      if isTotal {
        add(TotalStatistic([indicator]), label)
      } else {
        add(MeanStatistic([indicator]), label)
      }
    }
  }

  private mutating func addQuantiles(
    of columns: [(String, DataColumns.Column)], _ probabilities: [Double], _ rule: String
  ) throws(EstimateError) {
    guard !probabilities.isEmpty, probabilities.allSatisfy({ (0...1).contains($0) }) else {
      throw .impossibleNumber(option: "--probs")
    }
    guard let rule = QuantileRule(rawValue: rule) else {
      throw .unknownWord(
        option: "--quantile-rule", word: rule, allowed: QuantileRule.allCases.map(\.rawValue))
    }
    let numbers = try columns.map { name, column throws(EstimateError) in
      try column.requiredNumbers(name)
    }
    parts.append(.quantiles(numbers, probabilities: probabilities, rule: rule))
    for (name, _) in columns {
      labels += probabilities.map {
        Label(statistic: "quantile", variable: name, probability: $0)
      }
    }
  }

  private mutating func add(_ statistic: some Statistic, _ label: Label) {
    append(statistic, labels: [label], sources: [])
  }
}

extension DataColumns.Column {
  /// The column with the value missing in rows that are not kept.
  fileprivate func keeping(_ isKept: [Bool]) -> DataColumns.Column {
    guard isKept.contains(false) else { return self }
    var column = self
    for row in isKept.indices where !isKept[row] {
      column.codes[row] = -1
      column.numbers?[row] = .nan
    }
    return column
  }
}
