public import SurveyModel

/// Why a request cannot be carried out.
public enum EstimateError: Error, Hashable, Sendable {
  /// There is no column of this name; the nearest one, if any is near.
  case noColumn(String, nearest: String?)
  /// Values are missing that the request needs; the first is in this row of the file, 1 for the
  /// first.
  case missingValues(column: String, count: Int, row: Int)
  /// A column of numbers holds a text; the first is in this row of the file, 1 for the first.
  case notNumeric(column: String, row: Int)
  /// No statistic was asked for.
  case noStatistic
  /// There is no weight, and not every stage has a population size to derive it from.
  case noWeight
  /// There are more columns of population sizes than stages.
  case tooManyPopulations(stages: Int)
  /// The table has a header and no row.
  case noData
  /// The whole sample is one PSU, of no stratum.
  case onePSU
  /// No row is left.
  case noRows(String)
  /// A word is none of those allowed.
  case unknownWord(option: String, word: String, allowed: [String])
  /// A cluster's name is used in several strata.
  case clusterInSeveralStrata(cluster: String, strata: [String])
  /// An interval for shares was asked for something that is no share.
  case intervalNeedsShares(interval: String, variable: String)
  /// The confidence level is not between 0 and 1, or the degrees of freedom are not above 0.
  case impossibleNumber(option: String)
  /// Options of replicate weights were given, but no replicate weights.
  case noReplicates
  /// An option that means nothing without another.
  case needs(option: String, other: String)
  /// Two options of which only one can be meant.
  case conflict(String, String, advice: String)
  /// A file that goes with the request cannot be read.
  case unreadable(file: String, DataColumns.Problem)
  /// There is no such file, or it may not be read.
  case noFile(String)
  /// There are more columns of probabilities than stages.
  case tooManyProbabilities(stages: Int)
  /// A column of probabilities holds a number that is none; the first in this row.
  case notAProbability(column: String, row: Int)
  /// A file of joint probabilities is no square matrix of numbers above 0 and at most 1.
  case notAJointMatrix(file: String, line: Int, size: Int)
  /// There is neither one scale nor one for each replicate.
  case replicateScales(count: Int, replicates: Int)
  /// Replicates that were taken for factors have a mean as weights have.
  case replicatesLookCombined(mean: Double)
  /// Replicates that were taken for weights have a mean as factors have.
  case replicatesLookLikeFactors(mean: Double)
  /// The margins of a calibration do not fit, for all of these reasons.
  case wrongMargins([MarginsProblem])
  /// An option compares groups, and there are none.
  case needsGroups(option: String)
  /// A formula is none, or has another number of terms than the method takes.
  case formula(option: String, text: String)
  /// A column has fewer than two levels in the domain.
  case tooFewLevels(column: String, levels: Int)
  /// A column has another number of levels in the domain than is needed.
  case otherLevels(column: String, levels: Int, needed: Int)
  /// A method needs more columns.
  case tooFewColumns(option: String, needed: Int)
  /// A method takes fewer columns; another one takes more.
  case tooManyColumns(option: String, most: Int, instead: String)
  /// Two methods are about the same outcome, and their rows could not be told apart.
  case repeated(option: String, name: String)
  /// A column is not of zeros and ones.
  case notAShare(option: String, column: String)
  /// A column is named twice where it can stand once.
  case repeatedColumn(option: String, column: String)
  /// Fewer than two groups can be used.
  case tooFewGroups(option: String)
  /// A test cannot be made in a group; an empty group means all rows.
  case noTest(option: String, group: String, reason: LocalizedText)
  /// A regression has no fit in a group; an empty group means all rows.
  case noFit(outcome: String, group: String, reason: LocalizedText)
  /// The outcome, a predictor or both have no variance, or a predictor is a combination of others.
  case noImportance(outcome: String, group: String)
  /// A standard population has a class twice or without a share, or lacks one that the data have.
  case standard(classes: [String], missing: [String]?)
  /// A file of areas has one twice, or lacks one that the data have.
  case areas(option: String, repeated: Bool, area: String?)
  /// The sampling variance of an area is 0 or unknown.
  case areaVariance(area: String)
  /// A method or option cannot be combined over imputations.
  case cannotPool(String)
  /// Imputed files give different estimates.
  case imputationsDiffer
}

extension EstimateError {
  /// Whether the words of the request are at fault, whatever the data are.
  public var isOfRequest: Bool {
    switch self {
    case .noStatistic, .unknownWord, .noReplicates, .needs, .conflict, .needsGroups,
      .formula:
      true
    // An option with its column is about the numbers in it.
    case .impossibleNumber(let option): !option.contains(" ")
    default: false
    }
  }
}

extension EstimateError: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .noColumn(let name, let nearest):
      "there is no column \(name)" + (nearest.map { "; did you mean \($0)?" } ?? "")
    case .missingValues(let column, let count, let row):
      "\(column): \(count) missing values, the first in row \(row); "
        + "--drop-missing leaves such rows out of the domain"
    case .notNumeric(let column, let row):
      "\(column): numbers are needed, and row \(row) is none; mend it, leave it out with --only, or "
        + "ask for --proportion"
    case .noStatistic:
      "nothing to estimate: ask for --mean, --total, --ratio, --proportion, --variance or "
        + "--quantile, or for a method such as --regress"
    case .noWeight:
      "no weights: give --weight, or --fpc for every stage so that weights follow from it"
    case .tooManyPopulations(let stages):
      "--fpc: more columns than the \(stages) stages of --psu"
    case .noData: "the table has a header and no row"
    case .onePSU:
      "the sample is one PSU: it shows no variance; give more rows or smaller units, or say how to "
        + "treat it with --lonely-psu"
    case .noRows(let option): "\(option): no row is left"
    case .unknownWord(let option, let word, let allowed):
      "\(option): \(word) is none of \(allowed.joined(separator: ", "))"
    case .clusterInSeveralStrata(let cluster, let strata):
      "cluster \(cluster) is in several strata: \(strata.joined(separator: ", ")); "
        + "if names are used again in each stratum, say --nest"
    case .intervalNeedsShares(let interval, let variable):
      "--interval \(interval) is for shares, and \(variable) is none: "
        + "ask for t or z, or for shares alone"
    case .impossibleNumber(let option): "\(option): not a possible number"
    case .noReplicates:
      "--scale, --rscales and --combined-weights need --replicate-weights, and --mse needs replicates"
    case .needs(let option, let other): "\(option) needs \(other)"
    case .conflict(let one, let other, let advice):
      "\(one) and \(other) do not go together: \(advice)"
    case .unreadable(let file, let problem): "\(file): \(problem.description)"
    case .noFile(let name): "\(name): there is no such file, or it cannot be read"
    case .tooManyProbabilities(let stages):
      "--probability: more columns than the \(stages) stages of --psu"
    case .notAProbability(let column, let row):
      "\(column): the number in row \(row) is not above 0 and at most 1"
    case .notAJointMatrix(let file, let line, let size):
      "\(file), line \(line): expected \(size) numbers above 0 and at most 1, as there are "
        + "\(size) rows"
    case .replicateScales(let count, let replicates):
      "--rscales: \(count) numbers for \(replicates) replicates; give one, or one for each"
    case .replicatesLookCombined(let mean):
      "the replicate weights have a mean of \(mean), so they are no factors of the weight: say "
        + "--combined-weights"
    case .replicatesLookLikeFactors(let mean):
      "the replicate weights have a mean of \(mean), so they are factors of the weight: leave "
        + "--combined-weights out"
    case .wrongMargins(let problems):
      problems.map(\.description).joined(separator: "\n")
    case .repeatedColumn(let option, let column):
      "\(option): \(column) is named twice; name it once"
    case .needsGroups(let option): "\(option) compares groups: say which with --by"
    case .formula, .tooFewLevels, .otherLevels, .tooFewColumns, .tooManyColumns, .repeated,
      .notAShare, .tooFewGroups, .noTest, .noFit, .noImportance, .standard, .areas, .areaVariance,
      .cannotPool, .imputationsDiffer:
      methodDescription
    }
  }
}

extension RowExpressionError: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .noColumn(let name, let nearest):
      EstimateError.noColumn(name, nearest: nearest).description
    case .notACondition(let source): "\(source): this is not a condition that is true or false"
    }
  }
}

extension ContrastError: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .noEstimate(let name, let known):
      "there is no estimate \(name), or several; there are \(known.joined(separator: ", "))"
    case .notANumber(let source): "\(source): this does not give a number"
    }
  }
}

extension DataColumns.Problem: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .noHeader: "the file is empty"
    case .repeatedName(let name): "two columns are called \(name)"
    case .ragged(let line, let fields, let expected):
      "line \(line): \(fields) fields, but the header has \(expected)"
    case .broken(let line): "line \(line): a quote is not closed"
    case .notUTF8(let line): "line \(line): not UTF-8"
    }
  }
}
