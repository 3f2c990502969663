internal import SurveyModel

/// The rows of an answer that are functions of estimates: differences from the whole, and contrasts.
///
/// In R each estimate is written as a function of totals over the whole design, so that the covariance
/// of any two is known, and the rows as functions of these.
struct RFunctions {
  private let request: EstimateRequest
  private let table: EstimateTable
  private let statistics: [RStatistic]
  private let groupCount: Int
  private var lines: [String] = []
  private var totals = 0
  private var functions: [(name: String, text: String)] = []
  private var calls: [String] = []

  init(_ request: EstimateRequest, _ table: EstimateTable, _ statistics: [RStatistic]) {
    self.request = request
    self.table = table
    self.statistics = statistics
    let copies = request.comparesToWhole ? 2 : 1
    let areas = table.rows.count { $0.statistic == "fay-herriot" }
    groupCount =
      (table.rows.count - areas - request.contrasts.count) / (copies * max(1, statistics.count))
  }

  /// The lines of R; none where there are no such rows.
  mutating func script() throws -> [String] {
    guard request.comparesToWhole || !request.contrasts.isEmpty else { return [] }
    if request.comparesToWhole { addDifferences() }
    for source in request.contrasts { try addContrast(source) }
    if totals == 0 { return ["", "estimates <- NULL", RPreamble.functions] + calls }
    let sum = (0..<totals).map { "t\($0 + 1)" }.rFormula
    let keeping = request.design.rIsReplicated ? ", return.replicates = TRUE" : ""
    let list = functions.map { "  \($0.name) = quote(\($0.text))" }.joined(separator: ",\n")
    return [
      "",
      "# Each estimate as a function of totals, so that the covariance of any two is known.",
    ] + lines + [
      "totals <- svytotal(\(sum), design\(keeping))",
      "estimates <- svycontrast(totals, list(\n\(list)))", RPreamble.functions,
    ] + calls
  }

  private mutating func addDifferences() {
    for (label, statistic) in statistics.enumerated() {
      for group in 0..<groupCount {
        let place = label * groupCount + group
        let formula: String
        if statistic.totals.isEmpty {
          calls.append("# survey has no covariance of quantiles and models of groups and of all.")
          formula = "NA"
        } else {
          formula = "\(estimate(place)) - \(whole(label))"
        }
        let words = [
          "difference".rString, statistic.variable.rString, (statistic.category ?? "").rString,
          "groups[[\(group + 1)]]", "quote(\(formula))", "freedoms[\(place + 1)]",
        ]
        calls.append("combine(\(words.joined(separator: ", ")))")
      }
    }
  }

  private mutating func addContrast(_ source: String) throws {
    let names = TableMaking.names(
      of: Array(table.rows.prefix(groupCount * statistics.count)))
    let expression = try ExpressionParser.parse(source)
    let places = expression.names.compactMap { names[$0] }
    let hasQuantile = places.contains { statistics[$0 / groupCount].totals.isEmpty }
    if hasQuantile {
      calls.append("# survey has no covariance of quantiles and models with other estimates.")
    }
    var known: [String: String] = [:]
    if !hasQuantile {
      for name in expression.names { known[name] = names[name].map { estimate($0) } }
    }
    let formula = hasQuantile ? "NA" : expression.rFormula { known[$0] ?? "NA" }
    let freedom = places.map { "\($0 + 1)" }.joined(separator: ", ")
    calls.append(
      "combine(\"contrast\", \(source.rString), \"\", list(), quote(\(formula)), "
        + "min(freedoms[c(\(freedom))]))")
  }

  /// The name of an estimate among the functions.
  private mutating func estimate(_ place: Int) -> String {
    add(
      "e\(place + 1)", statistics[place / groupCount],
      rows: "members(groups[[\(place % groupCount + 1)]])", count: table.rows[place].count)
  }

  /// The name of the estimate of all groups together.
  private mutating func whole(_ label: Int) -> String {
    let places = label * groupCount..<(label + 1) * groupCount
    return add(
      "w\(label + 1)", statistics[label], rows: "Reduce(`|`, lapply(groups, members))",
      count: places.reduce(0) { $0 + table.rows[$1].count })
  }

  private mutating func add(
    _ name: String, _ statistic: RStatistic, rows: String, count: Int
  ) -> String {
    guard !functions.contains(where: { $0.name == name }) else { return name }
    lines.append("rows <- \(rows) & \(statistic.known)")
    var function = statistic.function
    for (index, total) in statistic.totals.enumerated() {
      totals += 1
      lines.append("design$variables$t\(totals) <- ifelse(rows, \(total), 0)")
      function = function.replacing("%\(index)", with: "t\(totals)")
    }
    functions.append((name, function.replacing("%n", with: "\(count)")))
    return name
  }
}
