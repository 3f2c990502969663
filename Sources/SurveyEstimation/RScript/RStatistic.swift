/// One estimate of a request in R, to be made in each group.
struct RStatistic {
  var statistic: String
  var variable: String
  var category: String?
  /// Where the values are known, over the rows of `d`.
  var known: String
  /// The estimate, of the design `part`.
  var call: String
  /// The share's values where it is one, as the variable of a formula.
  var share: String?
  /// The totals the estimate is a function of, over the rows of `d`; `rows` says which count.
  var totals: [String]
  /// That function; `%0`, `%1`, … are the totals, `%n` the number of rows.
  var function: String

  /// The estimates of a request, in the order of its answer.
  static func list(
    _ requests: [StatisticRequest], over data: DataColumns
  ) throws(EstimateError) -> [RStatistic] {
    var list: [RStatistic] = []
    for request in requests {
      switch request {
      case .mean(let names):
        for name in names { list += levelled("mean", name, try data.column(name), data) }
      case .total(let names):
        for name in names { list += levelled("total", name, try data.column(name), data) }
      case .proportion(let names):
        for name in names { list += levels("proportion", name, try data.column(name)) }
      case .variance(let names):
        for name in names { list.append(variance(name)) }
      case .ratio(let numerator, let denominator): list.append(ratio(numerator, denominator))
      case .quantile: throw .notYet("--as-r --quantile")
      }
    }
    return list
  }

  /// A mean or total: of a number column itself, of a text column of each level.
  private static func levelled(
    _ statistic: String, _ name: String, _ column: DataColumns.Column, _ data: DataColumns
  ) -> [RStatistic] {
    guard let numbers = column.numbers else { return levels(statistic, name, column) }
    let isShare = statistic == "mean" && numbers.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 }
    return [
      linear(statistic, name, category: nil, values: name.rName, of: "d$\(name.rName)", isShare)
    ]
  }

  private static func levels(
    _ statistic: String, _ name: String, _ column: DataColumns.Column
  ) -> [RStatistic] {
    column.ordered.levels.map { level in
      let value =
        column.numbers == nil ? level.rString : Double(level).map(\.rNumber) ?? level.rString
      return linear(
        statistic, name, category: level, values: "as.numeric(\(name.rName) == \(value))",
        of: "as.numeric(d$\(name.rName) == \(value))", statistic != "total")
    }
  }

  private static func linear(
    _ statistic: String, _ name: String, category: String?, values: String, of column: String,
    _ isShare: Bool
  ) -> RStatistic {
    let isTotal = statistic == "total"
    return RStatistic(
      statistic: statistic, variable: name, category: category, known: known([name]),
      call: "\(isTotal ? "svytotal" : "svymean")(~\(values), part)",
      share: isShare ? values : nil, totals: isTotal ? [column] : [column, "1"],
      function: isTotal ? "%0" : "(%0 / %1)")
  }

  private static func variance(_ name: String) -> RStatistic {
    // Centred, because of the difference that follows.
    let centred = "(d$\(name.rName) - mean(d$\(name.rName)[rows]))"
    return RStatistic(
      statistic: "variance", variable: name, known: known([name]),
      call: "svyvar(~\(name.rName), part)", totals: ["\(centred)^2", centred, "1"],
      function: "((%0 / %2 - (%1 / %2)^2) * %n / (%n - 1))")
  }

  private static func ratio(_ numerator: String, _ denominator: String) -> RStatistic {
    RStatistic(
      statistic: "ratio", variable: "\(numerator)/\(denominator)",
      known: known([numerator, denominator]),
      call: "svyratio(~\(numerator.rName), ~\(denominator.rName), part)",
      totals: ["d$\(numerator.rName)", "d$\(denominator.rName)"], function: "(%0 / %1)")
  }

  private static func known(_ names: [String]) -> String {
    names.map { "!is.na(d$\($0.rName))" }.joined(separator: " & ")
  }
}
