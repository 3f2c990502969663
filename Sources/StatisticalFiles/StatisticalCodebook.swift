/// What the variables of a statistical file mean, so that somebody can write a questionnaire for it.
public struct StatisticalCodebook: Hashable, Sendable {
  /// The variables, in the order of the file.
  public let variables: [StatisticalVariable]

  /// The codebook of variables.
  public init(_ variables: [StatisticalVariable]) { self.variables = variables }

  /// The names of the columns of ``records()``.
  public static let header = [
    "variable", "label", "storage", "measure", "format", "code", "category", "missing",
  ]

  /// The codebook as a table: a record for each category, and one for a variable without any.
  ///
  /// `code` is written as ``StatisticalVariable/code(of:)`` writes cells. `missing` is `yes` where the
  /// category stands for a missing answer. A missing value or range without a label has a record of
  /// its own, with `9`, `90..99`, `LO..-1` or `90..HI` as its code.
  ///
  /// - Complexity: O(*n*) in the variables and their categories.
  public func records() -> [[String]] {
    variables.flatMap { variable in
      let start = [
        variable.name, variable.label, variable.storage.word,
        variable.measure == .unknown ? "" : variable.measure.rawValue, variable.format.name,
      ]
      let rows = variable.codebookRows
      return rows.isEmpty ? [start + ["", "", ""]] : rows.map { start + $0 }
    }
  }
}

extension StatisticalVariable {
  /// Code, category and `yes` for a missing one, of each category and each missing range besides.
  fileprivate var codebookRows: [[String]] {
    let categories = valueLabels.map { label in
      [label.value.code, label.label, isMissing(label.value) ? "yes" : ""]
    }
    let others = missing.filter { range in
      range.lower != range.upper || !valueLabels.contains { $0.value == range.lower }
    }
    return categories + others.map { [$0.code, "", "yes"] }
  }

  private func isMissing(_ value: StatisticalValue) -> Bool {
    if case .tagged = value { return true }
    return missing.contains { $0.contains(value) }
  }
}

extension StatisticalVariable.Storage {
  /// The word of a codebook.
  fileprivate var word: String {
    switch self {
    case .number, .singlePrecision: "number"
    case .text: "text"
    }
  }
}

extension MissingRange {
  /// The range as text: `9`, `90..99`, `LO..-1`, `90..HI`.
  fileprivate var code: String {
    if lower == upper { return lower.code }
    let start = lower == .number(-.infinity) ? "LO" : lower.code
    let end = upper == .number(.infinity) ? "HI" : upper.code
    return "\(start)..\(end)"
  }
}
