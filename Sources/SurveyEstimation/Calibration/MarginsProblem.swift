/// What is wrong with the margins of a calibration.
public enum MarginsProblem: Hashable, Sendable {
  /// A file has no column that could be totals.
  case noTotals(file: String)
  /// A file has no rows.
  case noRows(file: String)
  /// A file or an option speaks of a column that the data do not have.
  case unknownColumn(String, in: String, nearest: String?)
  /// The total of this row of a file, 1 for the first, is missing, no number, or a count below 0.
  case invalidTotal(file: String, row: Int)
  /// The row of a file names no variable, or leaves a category out.
  case incomplete(file: String, row: Int)
  /// A category or a variable has two totals.
  case repeated(String)
  /// A column of texts has a total without a category.
  case categoryMissing(String)
  /// The population has a category that no row of the data is in.
  case notInData(String, total: Double)
  /// Rows of the data are in a category without a total.
  case noTarget(String, rows: Int)
  /// A column is missing in rows of the data; the first is in this row, 1 for the first.
  case missing(column: String, count: Int, row: Int)
  /// A variable with a total stands where only categories can.
  case notACategory(String)
  /// There are no totals of a column, or of these columns together.
  case noMargin(String)
  /// Several margins, where one crossing is needed.
  case needsCrossing([String])
  /// The totals of the margins are of populations of different sizes.
  case unequalSums([PopulationSum])

  /// What a margin's totals add up to.
  public struct PopulationSum: Hashable, Sendable {
    /// What the margin is called.
    public var margin: String
    /// The sum of its totals.
    public var total: Double

    /// A sum of a margin.
    public init(margin: String, total: Double) {
      self.margin = margin
      self.total = total
    }
  }
}

extension MarginsProblem: CustomStringConvertible {
  /// The problem in words.
  public var description: String {
    switch self {
    case .noTotals(let file):
      "\(file): no column of totals; call it total, count, population, N or Freq"
    case .noRows(let file): "\(file): no row"
    case .unknownColumn(let name, let place, let nearest):
      "\(place): the data have no column \(name)" + (nearest.map { "; did you mean \($0)?" } ?? "")
    case .invalidTotal(let file, let row):
      "\(file), row \(row): the total is no number, or a count below 0"
    case .incomplete(let file, let row):
      "\(file), row \(row): a variable or a category is missing"
    case .repeated(let name): "\(name): two totals; leave one of them out"
    case .categoryMissing(let name):
      "\(name): a column of texts needs a total for each category"
    case .notInData(let name, let total):
      "\(name): the population has \(total), the data no row; correct the name, join the category "
        + "with another, or leave it out with --partial"
    case .noTarget(let name, let rows): "\(name): \(rows) rows of the data, but no total"
    case .missing(let column, let count, let row):
      "\(column): missing in \(count) rows, the first of them \(row); fill it in, or leave such rows "
        + "out with --only"
    case .notACategory(let name):
      "\(name): a total of a variable; post-stratification and raking take categories, and "
        + "--calibrate takes both"
    case .noMargin(let name): "\(name): no totals"
    case .needsCrossing(let names):
      "post-stratification needs one margin, and there are \(names.joined(separator: ", ")): give "
        + "the totals of their crossing, name one of them, or use --rake"
    case .unequalSums(let sums):
      "the margins do not add up to the same population: "
        + sums.map { "\($0.margin) to \($0.total)" }.joined(separator: ", ")
    }
  }
}
