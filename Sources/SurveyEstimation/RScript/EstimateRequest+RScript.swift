extension EstimateRequest {
  /// The request as a script of R *survey* that makes the same estimates.
  ///
  /// The script prints a header and a line per estimate, in the order of ``estimates(from:)``:
  /// `statistic,variable,category,domain,estimate,se,lower,upper`, numbers to 15 digits. It reads
  /// columns as we do: all as text, those of numbers then as numbers, in the order of code points.
  /// A row with a missing value leaves the domain of that variable alone. What R has no equivalent
  /// for is a comment, and `NA`.
  ///
  /// - Parameters:
  ///   - file: The table's file, as the script shall find it.
  ///   - data: The table.
  /// - Returns: The script's text.
  /// - Throws: As ``estimates(from:)``: what cannot be answered has no script.
  public func rScript(file: String, over data: DataColumns) throws -> String {
    let table = try estimates(from: data)
    let rows = try rows(of: data)
    let statistics = try RStatistic.list(statistics, over: rows)
    let parts = try [
      reading(file, data), choosing(rows), [""], design.rLines(over: rows), domainLines(rows), [""],
      groupLines, [""], freedomLines, [RPreamble.estimates], statistics.map(line),
      contrastLines(table, statistics),
    ]
    return parts.flatMap(\.self).joined(separator: "\n") + "\n"
  }

  private func reading(_ file: String, _ data: DataColumns) throws -> [String] {
    var lines = [
      RPreamble.opening, "",
      """
      d <- read.csv(\(file.rString), sep = \(data.delimiter.rString), colClasses = "character",
        na.strings = c("", "NA", "."), strip.white = TRUE, check.names = FALSE,
        fileEncoding = "UTF-8-BOM")
      """,
    ]
    let conditions = try [only, domain].compactMap(\.self).map { source throws(ExpressionError) in
      try ExpressionParser.parse(source).rCondition(over: data)
    }
    if conditions.contains(where: { $0.contains("same_number(") }) {
      lines.append(RPreamble.sameNumber)
    }
    if let only {
      let expression = try ExpressionParser.parse(only)
      let numbers = expression.names.filter { data[$0]?.numbers != nil }
      lines += converting(numbers)
      lines.append("# Rows that exist for us.")
      lines.append(
        "d <- d[with(d, \(expression.rCondition(over: data))) %in% TRUE, , drop = FALSE]")
    }
    return lines
  }

  /// The columns of the rows that are left, as numbers where they are.
  private func choosing(_ rows: DataColumns) throws -> [String] {
    var names = design.rNumbers(over: rows) + by
    for statistic in statistics { names += statistic.columns }
    if let domain { names += try ExpressionParser.parse(domain).names }
    var seen: Set<String> = []
    return converting(
      names.filter { seen.insert($0).inserted && rows[$0]?.numbers != nil })
  }

  private func converting(_ numbers: [String]) -> [String] {
    guard !numbers.isEmpty else { return [] }
    return ["for (column in \(numbers.rStrings)) d[[column]] <- as.numeric(d[[column]])"]
  }

  private func domainLines(_ rows: DataColumns) throws -> [String] {
    let weighted = "weights(design, \"sampling\") != 0"
    guard let domain else { return ["domain <- \(weighted)"] }
    let condition = try ExpressionParser.parse(domain).rCondition(over: rows)
    return ["domain <- \(weighted) & with(d, \(condition)) %in% TRUE"]
  }

  private var groupLines: [String] {
    guard !by.isEmpty else { return ["groups <- list(list())"] }
    return [
      "by <- \(by.rStrings)",
      "present <- unique(d[domain & complete.cases(d[by]), by, drop = FALSE])",
      "present <- present[do.call(order, c(unname(rev(present)), method = \"shell\")), , drop = FALSE]",
      "groups <- lapply(seq_len(nrow(present)), function(row) as.list(present[row, , drop = FALSE]))",
    ]
  }

  private var freedomLines: [String] {
    let freedom =
      switch degreesOfFreedom {
      case .domain: "degf(part)"
      case .design: "degf(design)"
      case .number(let number): number.rNumber
      }
    var lines = ["level <- \(level.rNumber)", "freedom_of <- function(part) \(freedom)"]
    if interval == "wilson" {
      lines.append("# survey 4.1 has no Wilson interval: lower and upper are NA.")
    }
    return lines
  }

  private func line(_ statistic: RStatistic) -> String {
    let label = [statistic.statistic, statistic.variable, statistic.category ?? ""]
      .map(\.rString).joined(separator: ", ")
    let call = "estimate(\(label), \(statistic.known),\n  function(part) \(statistic.call)"
    return call + (intervalCall(statistic).map { ",\n  function(part, freedom) \($0))" } ?? ")")
  }

  /// The interval in R, nil for that of the mean.
  private func intervalCall(_ statistic: RStatistic) -> String? {
    switch interval {
    case "t": return nil
    case "z":
      return
        "{ made <- \(statistic.call); t_interval(unname(c(coef(made))[1]), unname(c(SE(made))[1]), Inf) }"
    case "wilson": return "c(NA, NA)"
    default:
      guard let share = statistic.share else { return nil }
      return "c(attr(svyciprop(~\(share), part, method = \(interval.rString), level = level, "
        + "df = freedom), \"ci\"))"
    }
  }

  /// Contrasts as functions of totals over the whole design.
  private func contrastLines(
    _ table: EstimateTable, _ statistics: [RStatistic]
  ) throws -> [String] {
    guard !contrasts.isEmpty else { return [] }
    let names = Self.names(of: table.rows.filter { $0.statistic != "contrast" })
    let groupCount = (table.rows.count - contrasts.count) / max(1, statistics.count)
    var lines: [String] = []
    var totals = 0
    var calls: [String] = []
    var functions: [(place: Int, text: String)] = []
    for source in contrasts {
      let expression = try ExpressionParser.parse(source)
      let places = expression.names.compactMap { names[$0] }
      for place in places where !functions.contains(where: { $0.place == place }) {
        let statistic = statistics[place / groupCount]
        lines.append(
          "rows <- members(groups[[\(place % groupCount + 1)]]) & \(statistic.known)")
        var function = statistic.function
        for (index, total) in statistic.totals.enumerated() {
          totals += 1
          lines.append("design$variables$t\(totals) <- ifelse(rows, \(total), 0)")
          function = function.replacing("%\(index)", with: "t\(totals)")
        }
        functions.append(
          (place, function.replacing("%n", with: "\(table.rows[place].count)")))
      }
      let formula = expression.rFormula { name in names[name].map { "e\($0 + 1)" } ?? "NA" }
      let freedom =
        interval == "z"
        ? "Inf" : "min(freedoms[c(\(places.map { "\($0 + 1)" }.joined(separator: ", ")))])"
      calls.append("contrast(\(source.rString), quote(\(formula)), \(freedom))")
    }
    let sum = (1...max(1, totals)).map { "t\($0)" }.joined(separator: " + ")
    let keeping = design.replicateWeights.isEmpty ? "" : ", return.replicates = TRUE"
    let list = functions.map { "  e\($0.place + 1) = quote(\($0.text))" }
    return [
      "",
      "# Contrasts: each estimate as a function of totals, so that the covariance of any two is known.",
    ] + lines + [
      "totals <- svytotal(~\(sum), design\(keeping))",
      "estimates <- svycontrast(totals, list(\n\(list.joined(separator: ",\n"))))",
      RPreamble.contrast,
    ] + calls
  }
}

extension StatisticRequest {
  /// The columns that the statistic is made of.
  var columns: [String] {
    switch self {
    case .mean(let names), .total(let names), .proportion(let names), .variance(let names),
      .quantile(let names, _, _):
      names
    case .ratio(let numerator, let denominator): [numerator, denominator]
    }
  }
}
