internal import SurveyModel

extension EstimateError {
  /// Whether the levels of a column are the reason, which differ between groups.
  var isAboutLevels: Bool {
    switch self {
    case .tooFewLevels, .otherLevels: true
    default: false
    }
  }

  /// The reason in English, where a method cannot be carried out.
  var methodDescription: String {
    switch self {
    case .formula(let option, let text):
      "\(option) \(text): expected a formula with different columns, as outcome ~ column"
        + (["--regress", "--importance", "--fay-herriot", "--standardise"].contains(option)
          ? " + column" : "")
    case .tooFewLevels(let column, let levels):
      "\(column): \(levels) levels in the domain, and a comparison needs two"
    case .otherLevels(let column, let levels, let needed):
      "\(column): \(levels) levels in the domain, and \(needed) were expected; "
        + "choose them with --where, or give as many"
    case .tooFewColumns(let option, let needed): "\(option): expected \(needed) different columns"
    case .tooManyColumns(let option, let most, let instead):
      "\(option): \(most) columns at most; take fewer, or say \(instead)"
    case .repeated(let option, let name):
      "\(option): \(name) is explained twice; ask for the second model in a run of its own"
    case .notAShare(let option, let column):
      "\(option) \(column): expected a column of 0 and 1"
    case .tooFewGroups(let option):
      "\(option): fewer than two groups have an effective size; where nobody or everybody in a group "
        + "has 1 there is none"
    case .noTest(let option, let group, let reason):
      "\(option)\(group.isEmpty ? "" : " in \(group)"): \(reason.english)"
    case .noFit(let outcome, let group, let reason):
      "--regress \(outcome)\(group.isEmpty ? "" : " in \(group)"): \(reason.english)"
    case .noImportance(let outcome, let group):
      "--importance \(outcome)\(group.isEmpty ? "" : " in \(group)"): a column has no variance, or "
        + "follows from the others; leave it out"
    case .standard(let classes, nil):
      "--standard: expected the columns \(classes.joined(separator: ", ")) and share, every class once, "
        + "shares 0 or more"
    case .standard(let classes, let missing?):
      "--standard: no share for \(classes.joined(separator: ", ")) = "
        + "\(missing.joined(separator: ", ")), which the data have"
    case .areas(let option, true, _): "\(option): an area has two rows; give it one"
    case .areas(let option, false, let area):
      "\(option): no row for \(area ?? ""), which the data have"
    case .areaVariance(let area):
      "--fay-herriot: the sampling variance of \(area) is not above 0; leave it out with --where, and "
        + "it gets the estimate of the regression"
    case .cannotPool(let option):
      "--pool combines estimates and their covariance, which \(option) does not give"
    case .imputationsDiffer:
      "--pool: the files do not give the same estimates; they must be the same rows, groups and levels"
    default: description
    }
  }
}
