internal import SurveyStatistics

extension EstimateTable {
  /// One test of a hypothesis.
  public struct TestRow: Hashable, Sendable {
    /// chisq, gof, ttest, ranktest, coefficient, terms, change or contrast.
    public var test: String
    /// Its form: F, wilcoxon, t and so on.
    public var form: String
    /// What it is about.
    public var variables: [String]
    /// The group: each column of `--by` with its value.
    public var domain: [DomainValue] = []
    /// The statistic.
    public var statistic = Double.nan
    /// The degrees of freedom of the numerator of F, or those of χ²; 1 for t; NaN for a mixture.
    public var numeratorDegreesOfFreedom = Double.nan
    /// The degrees of freedom of the denominator of F, or those of t; NaN where there is none.
    public var denominatorDegreesOfFreedom = Double.nan
    /// What the statistic is divided by before it is compared; 1 for most.
    public var scale = 1.0
    /// The probability of a statistic at least as far from the hypothesis.
    public var pValue = Double.nan
    /// The same, raised for the number of all tests of the answer.
    public var adjustedPValue: Double?
    /// What the statistic measures: a difference, a coefficient.
    public var estimate: Double?
    /// Its standard error.
    public var standardError: Double?
  }
}

extension EstimateTable.TestRow {
  /// A row of the engine's answer.
  init(
    _ test: String, form: String, variables: [String], domain: [EstimateTable.DomainValue],
    _ result: HypothesisTest
  ) {
    self.init(test: test, form: form, variables: variables, domain: domain)
    statistic = result.statistic
    pValue = result.pValue
    estimate = result.estimate
    standardError = result.standardError
    switch result.distribution {
    case .student(let freedom):
      numeratorDegreesOfFreedom = 1
      denominatorDegreesOfFreedom = freedom
    case .fisher(let numerator, let denominator):
      numeratorDegreesOfFreedom = numerator
      denominatorDegreesOfFreedom = denominator
    case .chiSquare(let freedom, let scale):
      numeratorDegreesOfFreedom = freedom
      self.scale = scale
    case .mixture(let mixture, .satterthwaite):
      scale = mixture.satterthwaite.scale
      numeratorDegreesOfFreedom = mixture.satterthwaite.degreesOfFreedom
      denominatorDegreesOfFreedom = mixture.denominator
    case .mixture(let mixture, _): denominatorDegreesOfFreedom = mixture.denominator
    }
  }
}

extension EstimateTable {
  /// The tests of rows that are differences: coefficients but the constant, changes, and where they
  /// are wanted contrasts.
  func rowTests(contrasts: Bool, isNormal: Bool) -> [TestRow] {
    rows.compactMap { row in
      let isTested =
        row.statistic == "change" || (row.statistic == "contrast" && contrasts)
        || (row.statistic == "coefficient" && row.category != "(Intercept)")
      guard isTested else { return nil }
      let freedom = isNormal ? Double.infinity : row.degreesOfFreedom
      var test = TestRow(
        test: row.statistic, form: "t",
        variables: [row.variable] + (row.category.map { [$0] } ?? []),
        domain: row.domain)
      test.estimate = row.estimate
      test.standardError = row.standardError
      test.numeratorDegreesOfFreedom = 1
      test.denominatorDegreesOfFreedom = freedom
      // Where the row says why it has no interval, there is no test.
      guard row.lower != nil, row.standardError > 0, freedom > 0 else { return test }
      let result = HypothesisTest(
        statistic: row.estimate / row.standardError,
        distribution: .student(degreesOfFreedom: freedom))
      test.statistic = result.statistic
      test.pValue = min(1, result.pValue)
      return test
    }
  }

  /// The tests with p-values raised for their number.
  mutating func adjust(by adjustment: FamilyAdjustment) {
    for (index, value) in adjustment.adjusted(tests.map { $0.pValue > 1 ? 1 : $0.pValue })
      .enumerated()
    {
      tests[index].adjustedPValue = value
    }
  }
}
