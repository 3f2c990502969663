/// A method beyond plain statistics, in the words of the command line.
///
/// All of them respect the rows, the design, the domain and the groups of the request.
public enum MethodRequest: Hashable, Sendable {
  /// Whether two categories are associated: F, Chisq, lincom, saddlepoint, Wald or adjWald.
  case association(rows: String, columns: String, statistic: String)
  /// Whether the levels of a column, in order or as listed, have these shares.
  case goodnessOfFit(column: String, levels: [String], shares: [Double])
  /// Whether the means of an outcome are equal in two groups.
  case tTest(ModelFormula)
  /// Whether an outcome has the same distribution in all groups: wilcoxon, kruskal, median or
  /// vanderWaerden; equal values share the `middle` of their ranks, or ranks by `row` as in R.
  case rankTest(ModelFormula, statistic: String, ties: String)
  /// A regression of the family gaussian or binomial; texts become indicators of all levels but the
  /// first.
  case regression(ModelFormula, family: String)
  /// Cronbach's alpha of items.
  case alpha([String])
  /// The shares of predictors in what they explain: lmg or johnson.
  case importance(ModelFormula, method: String)
  /// Kish's effective sample size.
  case effectiveSize
  /// The intra-class correlation of columns within PSUs.
  case intraclassCorrelation([String])
  /// Means of an outcome standardised to the classes of a standard: a file with the columns of the
  /// classes and one called `share`.
  case standardised(ModelFormula, standard: TableFile)
  /// Funnel limits of shares by group around a target, that of all where it is nil; the dispersion
  /// is none, multiplicative or additive.
  case funnel([String], target: Double?, dispersion: String)
  /// The model of Fay and Herriot of group means, on a file with the column of the groups and those
  /// of the predictors: reml, ml, fh, prasad-rao, adjusted-reml or adjusted-ml.
  case fayHerriot(ModelFormula, covariates: TableFile, method: String)
  /// How means change from wave to wave, the waves being the levels of the column on the right.
  case change(ModelFormula)

  /// The columns that it needs.
  var columns: [String] {
    switch self {
    case .association(let rows, let columns, _): [rows, columns]
    case .goodnessOfFit(let column, _, _): [column]
    case .tTest(let formula), .rankTest(let formula, _, _), .regression(let formula, _),
      .importance(let formula, _), .standardised(let formula, _), .change(let formula):
      [formula.outcome] + formula.terms
    case .alpha(let names), .intraclassCorrelation(let names), .funnel(let names, _, _): names
    case .effectiveSize: []
    // What explains small areas are columns of another file.
    case .fayHerriot(let formula, _, _): [formula.outcome]
    }
  }

  /// The word of the command line.
  var option: String {
    switch self {
    case .association: "--chisq"
    case .goodnessOfFit: "--gof"
    case .tTest: "--ttest"
    case .rankTest: "--ranktest"
    case .regression: "--regress"
    case .alpha: "--alpha"
    case .importance: "--importance"
    case .effectiveSize: "--effective-n"
    case .intraclassCorrelation: "--icc"
    case .standardised: "--standardise"
    case .funnel: "--funnel"
    case .fayHerriot: "--fay-herriot"
    case .change: "--change"
    }
  }

  /// Whether it gives estimates of the design, beside the plain statistics.
  var isStatistic: Bool {
    switch self {
    case .regression, .alpha, .standardised, .change: true
    case .association, .goodnessOfFit, .tTest, .rankTest, .importance, .effectiveSize,
      .intraclassCorrelation, .funnel, .fayHerriot:
      false
    }
  }
}
