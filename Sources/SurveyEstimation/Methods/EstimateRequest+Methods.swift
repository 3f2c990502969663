internal import SurveyStatistics

extension EstimateRequest {
  /// Refuses words that do not go together, before anything is computed.
  func checkMethods() throws(EstimateError) {
    var outcomes: Set<String> = []
    for case .regression(let formula, _) in methods
    where !outcomes.insert(formula.outcome).inserted {
      throw .repeated(option: "--regress", name: formula.outcome)
    }
  }

  /// Checks that each regression has a fit in each group.
  func check(
    _ regressions: [(outcome: String, statistic: RegressionStatistic)], _ frame: MethodFrame
  ) throws(EstimateError) {
    for (outcome, statistic) in regressions {
      for (values, isMember) in frame.domains {
        do {
          try statistic.check(
            over: isMember.indices.filter { isMember[$0] && statistic.isKnown($0, for: 0) },
            weights: frame.design.weights)
        } catch {
          throw .noFit(outcome: outcome, group: values.words, reason: error.statement)
        }
      }
    }
  }

  /// The table with the answers of the methods that are not estimates of the design, and with all
  /// tests.
  func addingMethods(
    to estimates: EstimateTable, _ words: CheckedWords, _ frame: MethodFrame
  ) throws -> EstimateTable {
    var table = estimates
    for method in methods {
      table.tests += try tests(of: method, frame)
      for detail in try details(of: method, frame) { table.add(detail) }
      switch method {
      case .funnel(let names, let target, let dispersion):
        table.add(try funnels(of: names, target: target, dispersion: dispersion, frame))
      case .fayHerriot(let formula, let covariates, let word):
        try addAreas(formula, covariates: covariates, method: word, frame, to: &table)
      case .regression(let formula, _): table.tests += table.termTests(of: formula)
      case .association, .goodnessOfFit, .tTest, .rankTest, .alpha, .importance, .effectiveSize,
        .intraclassCorrelation, .standardised, .change:
        break
      }
    }
    return try withRowTests(table, words)
  }

  /// The table with the tests of its differences, and all p-values adjusted where that is asked.
  func withRowTests(
    _ table: EstimateTable, _ words: CheckedWords
  ) throws(EstimateError) -> EstimateTable {
    var table = table
    table.tests += table.rowTests(
      contrasts: words.adjustment != nil, isNormal: words.interval == .z)
    if let adjustment = words.adjustment {
      guard comparesToWhole || !table.tests.isEmpty else {
        throw .needs(
          option: "--adjust", other: "--contrast, --compare-to-whole, --chisq, --regress")
      }
      table.adjust(by: adjustment)
    }
    return table
  }
}

extension EstimateTable {
  /// Wald's test that no term of a regression matters, in each group.
  ///
  /// It has no statistic where fewer PSUs than terms leave the covariance without an inverse.
  func termTests(of formula: ModelFormula) -> [TestRow] {
    let places = rows.indices.filter {
      rows[$0].statistic == "coefficient" && rows[$0].variable == formula.outcome
        && rows[$0].category != "(Intercept)"
    }
    var groups: [[DomainValue]] = []
    for place in places where !groups.contains(rows[place].domain) {
      groups.append(rows[place].domain)
    }
    return groups.map { domain in
      let own = places.filter { rows[$0].domain == domain }
      let result = try? HypothesisTest.wald(
        values: own.map { rows[$0].estimate },
        covariance: Matrix(own.map { row in own.map { matrix[row, $0] } }),
        degreesOfFreedom: own.first.map { rows[$0].degreesOfFreedom } ?? 0)
      let variables = [formula.outcome] + formula.terms
      return result.map {
        TestRow("terms", form: "Wald F", variables: variables, domain: domain, $0)
      } ?? TestRow(test: "terms", form: "Wald F", variables: variables, domain: domain)
    }
  }
}
