/// The methods of a request in R: models as estimates, tests behind all estimates.
struct RMethods {
  private let request: EstimateRequest
  private let table: EstimateTable
  private let data: DataColumns
  /// Models and the like, in the order of the answer.
  private(set) var statistics: [RStatistic] = []

  init(
    _ request: EstimateRequest, _ table: EstimateTable, over data: DataColumns
  ) throws(EstimateError) {
    self.request = request
    self.table = table
    self.data = data
    for method in request.methods {
      let known = method.rKnown
      switch method {
      case .regression(let formula, let family): statistics += coefficients(formula, family, known)
      case .alpha(let items):
        let call = "alpha_of(\(items.rStrings), part)"
        statistics.append(
          estimate("alpha", items.joined(separator: "+"), nil, known: known, call: call))
      case .standardised(let formula, let file):
        statistics.append(try standardised(formula, file, known))
      case .change(let formula): statistics += changes(formula, known)
      case .association, .goodnessOfFit, .tTest, .rankTest, .importance, .effectiveSize,
        .intraclassCorrelation, .funnel, .fayHerriot:
        break
      }
    }
  }

  private func estimate(
    _ statistic: String, _ variable: String, _ category: String?, known: String, call: String
  ) -> RStatistic {
    RStatistic(
      statistic: statistic, variable: variable, category: category, known: known, call: call,
      totals: [], function: "NA")
  }

  private func coefficients(
    _ formula: ModelFormula, _ family: String, _ known: String
  ) -> [RStatistic] {
    let terms = categories("coefficient", of: formula.outcome)
    return terms.enumerated().map { index, term in
      var statistic = estimate(
        "coefficient", formula.outcome, term, known: known,
        call: "coefficient(\(fit(formula, family)), \(index + 1))")
      if case .number = request.degreesOfFreedom { return statistic }
      statistic.lostDegreesOfFreedom = terms.count - 1
      return statistic
    }
  }

  private func fit(_ formula: ModelFormula, _ family: String) -> String {
    let isLogistic = family == "binomial"
    var outcome = formula.outcome.rName
    if isLogistic, data[formula.outcome]?.numbers == nil {
      outcome = "as.numeric(\(outcome) == max(\(outcome)))"
    }
    let words = isLogistic ? "quasibinomial(), epsilon = 1e-14, maxit = 100" : "gaussian()"
    return "svyglm(\(outcome) \(formula.terms.rFormula), part, family = \(words))"
  }

  private func standardised(
    _ formula: ModelFormula, _ file: TableFile, _ known: String
  ) throws(EstimateError) -> RStatistic {
    let standard = try file.columns()
    let columns = try formula.terms.map { name throws(EstimateError) in
      try standard.completeColumn(name)
    }
    let shares = try standard.completeNumbers("share")
    let total = shares.reduce(0, +)
    let factors = shares.indices.map { row in
      let place = columns.map { "\($0.codes[row] + 1)" }.joined(separator: "-")
      return "\(place.rString) = \((shares[row] / total).rNumber)"
    }
    let places = zip(formula.terms, columns).map { name, column in
      let levels = column.levels.map { data.rLevel($0, of: name) }
      return "match(\(name.rName), c(\(levels.joined(separator: ", "))))"
    }
    let classes = "paste(\(places.joined(separator: ", ")), sep = \"-\")"
    return estimate(
      "standardised", formula.outcome, nil, known: known,
      call: means(formula.outcome, classes, "c(\(factors.joined(separator: ", ")))"))
  }

  private func changes(_ formula: ModelFormula, _ known: String) -> [RStatistic] {
    let wave = formula.terms[0].rName
    let waves = "sort(unique(d$\(wave)[domain]))"
    return categories("change", of: formula.outcome).enumerated().map { index, category in
      estimate(
        "change", formula.outcome, category,
        known: known + " & d$\(wave) %in% \(waves)[\(index + 1):\(index + 2)]",
        call: means(
          formula.outcome, "match(\(wave), \(waves))",
          "c(\"\(index + 2)\" = 1, \"\(index + 1)\" = -1)"))
    }
  }

  private func means(_ outcome: String, _ classes: String, _ factors: String) -> String {
    "means_of(part$variables$\(outcome.rName), with(part$variables, \(classes)), \(factors), part)"
  }

  /// The categories of a statistic in the answer, each once.
  private func categories(_ statistic: String, of variable: String) -> [String] {
    var categories: [String] = []
    for row in table.rows where row.statistic == statistic && row.variable == variable {
      if let category = row.category, !categories.contains(category) { categories.append(category) }
    }
    return categories
  }

  /// The lines behind the estimates: small areas, tests, and what R has no equivalent for.
  func script() -> [String] {
    let areas = table.rows.filter { $0.statistic == "fay-herriot" }.map { row in
      let group = row.domain.map(\.value.rString).joined(separator: ", ")
      return "row(\"fay-herriot\", \(row.variable.rString), \"\", list(\(group)), rep(NA_real_, 4))"
    }
    let comments = request.methods.compactMap(\.rComment).map { "# " + $0 }
    var tests = request.methods.compactMap { test(of: $0) }
    if !tests.isEmpty {
      tests.insert(RPreamble.tests, at: 0)
      if request.adjustment != nil {
        tests.append(
          "# Adjusted p-values are R's p.adjust of these and of those of the rows above.")
      }
    }
    return areas + comments + tests
  }

  private func test(of method: MethodRequest) -> String? {
    let known = method.rKnown
    func line(
      _ test: String, _ form: String, _ names: [String], _ kind: String, _ call: String
    ) -> String {
      "test(\(test.rString), \(form.rString), \(names.rStrings), \"\(kind)\", \(known),\n"
        + "  function(part) \(call))"
    }
    func grouped(_ names: [String]) -> String {
      let columns = names.enumerated().map { "g\($0 + 1) = levels_of(\($1.rName), part)" }
      return "update(part, \(columns.joined(separator: ", ")))"
    }
    switch method {
    case .association(let rows, let columns, let form):
      let kinds = ["Chisq": "chi", "lincom": "mixture", "saddlepoint": "mixture"]
      return line(
        "chisq", form, [rows, columns], kinds[form] ?? "F",
        "svychisq(~g1 + g2, \(grouped([rows, columns])), statistic = \(form.rString))")
    case .goodnessOfFit(let column, let levels, let shares):
      let named = levels.isEmpty ? [] : levels.map { $0.rString + " = " }
      let numbers = shares.enumerated().map { (named.isEmpty ? "" : named[$0]) + $1.rNumber }
      let order = named.isEmpty ? "" : "[levels(levels_of(part$variables$\(column.rName), part))]"
      return line(
        "gof", "Satterthwaite", [column], "chi",
        "svygofchisq(~g1, p = c(\(numbers.joined(separator: ", ")))\(order), \(grouped([column])))")
    case .tTest(let formula):
      return line(
        "ttest", "t", [formula.outcome] + formula.terms, "t",
        "svyttest(\(formula.outcome.rName) ~ g1, \(grouped(formula.terms)))")
    case .rankTest(let formula, let score, _):
      let name = score == "kruskal" ? "KruskalWallis" : score
      return line(
        "ranktest", score, [formula.outcome] + formula.terms, "ranks",
        "svyranktest(\(formula.outcome.rName) ~ g1, \(grouped(formula.terms)), "
          + "test = \(name.rString))")
    case .regression(let formula, let family):
      let lost =
        if case .number = request.degreesOfFreedom { 0 } else {
          categories("coefficient", of: formula.outcome).count - 1
        }
      return line(
        "terms", "Wald F", [formula.outcome] + formula.terms, "wald",
        "wald_of(\(fit(formula, family)), freedom_of(part) - \(lost))")
    case .alpha, .importance, .effectiveSize, .intraclassCorrelation, .standardised, .funnel,
      .fayHerriot, .change:
      return nil
    }
  }
}

extension MethodRequest {
  /// Where the values of all its columns are known, over the rows of `d`.
  fileprivate var rKnown: String {
    columns.map { "!is.na(d$\($0.rName))" }.joined(separator: " & ")
  }

  /// What R does otherwise, or not at all.
  fileprivate var rComment: String? {
    switch self {
    case .importance:
      "survey has no relative importance; the package relaimpo has, without a design."
    case .effectiveSize: "Kish's effective size is sum(w)^2 / sum(w^2) of the weights w."
    case .intraclassCorrelation: "survey has no intra-class correlation."
    case .funnel: "survey has no funnel limits."
    case .fayHerriot: "survey has no small areas: the package sae has eblupFH and mseFH."
    case .alpha: "svycralpha gives the same alpha, without its standard error."
    case .rankTest(_, _, let ties) where ties == "middle":
      "Where equal values have unequal weights, R's ranks depend on the order of the rows and sipas's "
        + "do not; --ties row gives R's."
    case .association(_, _, "lincom"):
      "Without the package CompQuadForm survey gives its saddlepoint for lincom."
    case .rankTest, .association, .goodnessOfFit, .tTest, .regression, .standardised, .change: nil
    }
  }
}
