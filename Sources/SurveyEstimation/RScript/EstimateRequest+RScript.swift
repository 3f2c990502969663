internal import SurveyModel

extension EstimateRequest {
  /// The request as a script of R *survey* that makes the same estimates.
  ///
  /// The script prints a header and a line per estimate, in the order of ``estimates(from:)``:
  /// `statistic,variable,category,domain,estimate,se,lower,upper`, numbers to 15 digits. It reads
  /// columns as we do: all as text, those of numbers then as numbers, in the order of code points.
  /// A row with a missing value leaves the domain of the columns of that request alone. What R has no
  /// equivalent for is a comment, and `NA`.
  ///
  /// Tests follow behind an empty line with a header of their own, but those of rows that are there.
  ///
  /// - Parameters:
  ///   - file: The table's file, as the script shall find it.
  ///   - data: The table.
  /// - Returns: The script's text.
  /// - Throws: As ``estimates(from:)``: what cannot be answered has no script.
  /// - Complexity: O(*n*) in the rows, to learn levels and groups.
  public func rScript(file: String, over data: DataColumns) throws -> String {
    let table = try estimates(from: data)
    let rows = try rows(of: data)
    let methods = try RMethods(self, table, over: rows)
    let statistics = try RStatistic.list(statistics, over: rows) + methods.statistics
    var functions = RFunctions(self, table, statistics)
    let parts = try [
      reading(file, data), choosing(rows), [""], design.rLines(over: rows), domainLines(rows), [""],
      groupLines, [""], wordLines, [RPreamble.estimates], modelLines,
      [RPreamble.header], statistics.map(line), functions.script(), methods.script(),
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
      lines += converting(expression.names.filter { data[$0]?.numbers != nil })
      lines.append("# Rows that exist for us.")
      lines.append(
        "d <- d[with(d, \(expression.rCondition(over: data))) %in% TRUE, , drop = FALSE]")
    }
    return lines
  }

  /// The columns of the rows that are left, as numbers where they are.
  private func choosing(_ rows: DataColumns) throws -> [String] {
    var names = design.rNumbers(over: rows)
    names += askedColumns
    if let domain { names += try ExpressionParser.parse(domain).names }
    if design.calibration != nil { names += rows.names }
    var seen: Set<String> = []
    return converting(
      names.filter { seen.insert($0).inserted && rows[$0]?.numbers != nil })
  }

  private func converting(_ numbers: [String]) -> [String] {
    guard !numbers.isEmpty else { return [] }
    return ["for (column in \(numbers.rStrings)) d[[column]] <- as.numeric(d[[column]])"]
  }

  private func domainLines(_ rows: DataColumns) throws -> [String] {
    var domains = ["weights(design, \"sampling\") != 0"]
    if let domain {
      let condition = try ExpressionParser.parse(domain).rCondition(over: rows)
      domains.append("with(d, \(condition)) %in% TRUE")
    }
    if isListwise {
      domains.append("complete.cases(d[\(askedColumns.rStrings)])")
    }
    return ["domain <- \(domains.joined(separator: " & "))"]
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

  private var wordLines: [String] {
    var lines: [String] = []
    let freedom =
      switch degreesOfFreedom {
      case .domain: "degf(part)"
      case .design: "degf(design)"
      case .number(let number): number.rNumber
      case .bellMcCaffrey: "NA"
      }
    if degreesOfFreedom == .bellMcCaffrey {
      lines.append("# survey has no degrees of freedom of Bell and McCaffrey: intervals are NA.")
    }
    lines += [
      "level <- \(level.rNumber)",
      "freedom_of <- function(part) \(interval == "z" ? "Inf" : freedom)",
    ]
    if statistics.contains(where: \.isQuantile) {
      let name = quantileInterval == "probability" ? "mean" : quantileInterval
      lines.append("quantile_interval <- \(name.rString)")
    }
    if !Self.rIntervals.contains(interval) {
      lines.append("# survey has no interval \(interval): lower and upper are NA.")
    } else if interval == "wilson" {
      lines.append("# survey 4.1 has no Wilson interval yet: lower and upper are NA there.")
    }
    if ranks { lines.append("# survey has no rank sets: they are left out.") }
    if comparesToWhole {
      lines.append("# Adjusted p-values are R's p.adjust of these differences'.")
    }
    return lines
  }

  /// The intervals that survey has.
  private static let rIntervals: Set<String> = [
    "t", "z", "logit", "likelihood", "asin", "beta", "xlogit", "wilson",
  ]

  private var modelLines: [String] {
    methods.contains(where: \.isStatistic) ? [RPreamble.models] : []
  }

  private func line(_ statistic: RStatistic) -> String {
    let label = [statistic.statistic, statistic.variable, statistic.category ?? ""]
      .map(\.rString).joined(separator: ", ")
    let call = "estimate(\(label), \(statistic.known),\n  function(part) \(statistic.call)"
    let isShare = statistic.share != nil ? ", is_share = TRUE" : ""
    return call + (intervalCall(statistic).map { ",\n  function(part, freedom, made) \($0)" } ?? "")
      + isShare + ")"
  }

  /// The interval in R, nil for that of the mean.
  private func intervalCall(_ statistic: RStatistic) -> String? {
    if statistic.probability != nil { return "made[[1]][1, 2:3]" }
    if statistic.lostDegreesOfFreedom > 0 {
      return "t_interval(c(coef(made))[1], c(SE(made))[1], "
        + "freedom - \(statistic.lostDegreesOfFreedom))"
    }
    guard interval != "t", interval != "z", let share = statistic.share else { return nil }
    guard Self.rIntervals.contains(interval) else { return "c(NA, NA)" }
    let call =
      "c(attr(svyciprop(~\(share), part, method = \(interval.rString), level = level, "
      + "df = freedom), \"ci\"))"
    return interval == "wilson" ? "tryCatch(\(call), error = function(why) c(NA, NA))" : call
  }
}

extension StatisticRequest {
  fileprivate var isQuantile: Bool {
    if case .quantile = self { true } else { false }
  }
}
