/// One estimate of a request in R, to be made in each group.
struct RStatistic {
  var statistic: String
  var variable: String
  var category: String?
  /// Where the values of all columns of its request are known, over the rows of `d`.
  var known: String
  /// The estimate, of the design `part`.
  var call: String
  /// The share's values where it is one, as the variable of a formula.
  var share: String?
  /// How many degrees of freedom the other coefficients of a model take.
  var lostDegreesOfFreedom = 0
  /// The probability of a quantile.
  var probability: Double?
  /// The totals that the estimate is a function of; none for a quantile or a method.
  ///
  /// They are vectors over the rows of `d`, and `rows` says which of these count.
  var totals: [String]
  /// That function; `%0`, `%1`, … are the totals, `%n` the number of rows.
  var function: String

  /// The estimates of a request, in the order of its answer.
  static func list(
    _ requests: [StatisticRequest], over data: DataColumns
  ) throws(EstimateError) -> [RStatistic] {
    var list: [RStatistic] = []
    for request in requests {
      let known = request.columns.map { "!is.na(d$\($0.rName))" }.joined(separator: " & ")
      for name in request.columns { _ = try data.column(name) }
      let made =
        switch request {
        case .mean(let names): names.flatMap { levelled("mean", $0, data) }
        case .total(let names): names.flatMap { levelled("total", $0, data) }
        case .proportion(let names): names.flatMap { levels("proportion", $0, data) }
        case .variance(let names): names.map(variance)
        case .ratio(let numerator, let denominator): [ratio(numerator, denominator)]
        case .quantile(let names, let probabilities, let rule):
          names.flatMap { name in probabilities.map { quantile(name, $0, rule) } }
        }
      list += made.map { statistic in
        var statistic = statistic
        statistic.known = known
        return statistic
      }
    }
    return list
  }

  /// A mean or total: of a number column itself, of a text column of each level.
  private static func levelled(
    _ statistic: String, _ name: String, _ data: DataColumns
  ) -> [RStatistic] {
    guard let numbers = data[name]?.numbers else { return levels(statistic, name, data) }
    let isShare = statistic == "mean" && numbers.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 }
    return [
      linear(statistic, name, category: nil, values: name.rName, of: "d$\(name.rName)", isShare)
    ]
  }

  private static func levels(
    _ statistic: String, _ name: String, _ data: DataColumns
  ) -> [RStatistic] {
    (data[name]?.ordered.levels ?? []).map { level in
      let value = data.rLevel(level, of: name)
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
      statistic: statistic, variable: name, category: category, known: "",
      call: "\(isTotal ? "svytotal" : "svymean")(~\(values), part)",
      share: isShare ? values : nil, totals: isTotal ? [column] : [column, "1"],
      function: isTotal ? "%0" : "(%0 / %1)")
  }

  private static func variance(_ name: String) -> RStatistic {
    // Centred, because of the difference that follows.
    let centred = "(d$\(name.rName) - mean(d$\(name.rName)[rows]))"
    return RStatistic(
      statistic: "variance", variable: name, known: "",
      call: "svyvar(~\(name.rName), part)", totals: ["\(centred)^2", centred, "1"],
      function: "((%0 / %2 - (%1 / %2)^2) * %n / (%n - 1))")
  }

  private static func ratio(_ numerator: String, _ denominator: String) -> RStatistic {
    RStatistic(
      statistic: "ratio", variable: "\(numerator)/\(denominator)", known: "",
      call: "svyratio(~\(numerator.rName), ~\(denominator.rName), part)",
      totals: ["d$\(numerator.rName)", "d$\(denominator.rName)"], function: "(%0 / %1)")
  }

  private static func quantile(
    _ name: String, _ probability: Double, _ rule: String
  ) -> RStatistic {
    RStatistic(
      statistic: "quantile", variable: name, known: "",
      call: "svyquantile(~\(name.rName), part, quantiles = \(probability.rNumber), "
        + "qrule = \(rule.rString), alpha = 1 - level, interval.type = quantile_interval, "
        + "df = freedom_of(part))",
      probability: probability, totals: [], function: "NA")
  }
}
