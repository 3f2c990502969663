internal import SurveyStatistics

/// What the columns of a request mean for the engine: statistics, and a label for each estimate.
struct StatisticPlan {
  struct Label {
    var statistic: String
    var variable: String
    var category: String?
    /// Whether the estimate lies between 0 and 1 by what it is.
    var isShare: Bool
    /// How many degrees of freedom its neighbours in the same model take.
    var lostDegreesOfFreedom = 0
  }

  /// A column whose missing values bear on the estimates.
  struct Source {
    var name: String
    var isMissing: [Bool]
  }

  private(set) var statistics: [any Statistic] = []
  private(set) var labels: [Label] = []
  private(set) var sources: [Source] = []

  init(_ requests: [StatisticRequest], over data: DataColumns) throws(EstimateError) {
    for request in requests {
      switch request {
      case .mean(let names):
        for name in names { try addMean(name, of: try data.column(name)) }
      case .total(let names):
        for name in names { try addTotal(name, of: try data.column(name)) }
      case .proportion(let names):
        for name in names { addLevels("proportion", name, of: try data.column(name)) }
      case .variance(let names):
        for name in names {
          let column = try data.column(name)
          add(
            VarianceStatistic([try column.requiredNumbers(name)]),
            Label(statistic: "variance", variable: name, isShare: false))
          addSource(name, column)
        }
      case .ratio(let numerator, let denominator):
        let (above, below) = (try data.column(numerator), try data.column(denominator))
        add(
          RatioStatistic(
            of: [try above.requiredNumbers(numerator)], to: [try below.requiredNumbers(denominator)]
          ),
          Label(statistic: "ratio", variable: "\(numerator)/\(denominator)", isShare: false))
        addSource(numerator, above)
        addSource(denominator, below)
      case .quantile: throw .notYet("--quantile")
      }
    }
  }

  /// Adds a statistic, with a label for each of its estimates and the columns that it needs.
  mutating func append(_ statistic: some Statistic, labels: [Label], sources: [Source]) {
    statistics.append(statistic)
    self.labels += labels
    self.sources += sources
  }

  private mutating func addMean(_ name: String, of column: DataColumns.Column) throws(EstimateError)
  {
    guard let numbers = column.numbers else { return addLevels("mean", name, of: column) }
    let isShare = numbers.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 }
    add(MeanStatistic([numbers]), Label(statistic: "mean", variable: name, isShare: isShare))
    addSource(name, column)
  }

  private mutating func addTotal(
    _ name: String, of column: DataColumns.Column
  ) throws(EstimateError) {
    guard let numbers = column.numbers else { return addLevels("total", name, of: column) }
    add(TotalStatistic([numbers]), Label(statistic: "total", variable: name, isShare: false))
    addSource(name, column)
  }

  private mutating func addLevels(
    _ statistic: String, _ name: String, of column: DataColumns.Column
  ) {
    let (levels, codes) = column.ordered
    let indicators = SampleDesign.indicators(ofLevels: codes, count: levels.count)
    statistics.append(
      statistic == "total" ? TotalStatistic(indicators) : MeanStatistic(indicators))
    labels += levels.map {
      Label(statistic: statistic, variable: name, category: $0, isShare: statistic != "total")
    }
    addSource(name, column)
  }

  private mutating func add(_ statistic: some Statistic, _ label: Label) {
    statistics.append(statistic)
    labels.append(label)
  }

  private mutating func addSource(_ name: String, _ column: DataColumns.Column) {
    sources.append(Source(name: name, isMissing: column.codes.map { $0 < 0 }))
  }
}
