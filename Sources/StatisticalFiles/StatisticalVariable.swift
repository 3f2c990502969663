/// A column of a statistical file, as its dictionary describes it.
public struct StatisticalVariable: Hashable, Sendable {
  /// How a variable's values are kept.
  public enum Storage: Hashable, Sendable {
    /// A number of 64 bits, or a whole one.
    case number
    /// A number of 32 bits, of about 7 decimal digits: Stata's `float`.
    case singlePrecision
    /// A text.
    case text
  }

  /// What SPSS was told that the numbers mean.
  public enum Measure: String, Hashable, Sendable {
    /// Nothing was told, as in every Stata file.
    case unknown
    /// Categories without order.
    case nominal
    /// Categories in order.
    case ordinal
    /// Quantities.
    case scale
  }

  /// A category: a value and what it is called.
  public struct ValueLabel: Hashable, Sendable {
    /// The value.
    public let value: StatisticalValue
    /// What it is called.
    public let label: String

    /// Makes a label.
    public init(_ value: StatisticalValue, _ label: String) {
      self.value = value
      self.label = label
    }
  }

  /// The variable's name.
  public let name: String
  /// What the variable is called, often the wording of the question; empty where nothing is told.
  public let label: String
  /// How its values are kept.
  public let storage: Storage
  /// What its numbers mean.
  public let measure: Measure
  /// How its values are shown, and whether they are dates.
  public let format: VariableFormat
  /// Its categories, in the order of the file.
  public let valueLabels: [ValueLabel]
  /// The values that stand for a missing answer, single ones and ranges; none in a Stata file.
  public let missing: [MissingRange]

  private let labels: [StatisticalValue: String]

  /// Makes a variable.
  ///
  /// Where two labels have the same value, the first is taken.
  public init(
    name: String, label: String = "", storage: Storage = .number, measure: Measure = .unknown,
    format: VariableFormat = VariableFormat("F8.2"), valueLabels: [ValueLabel] = [],
    missing: [MissingRange] = []
  ) {
    self.name = name
    self.label = label
    self.storage = storage
    self.measure = measure
    self.format = format
    self.valueLabels = valueLabels
    self.missing = missing
    labels = Dictionary(valueLabels.map { ($0.value, $0.label) }) { first, _ in first }
  }
}

extension StatisticalVariable {
  /// The cell as a questionnaire knows it: `4` and not `4.0`, `0.1`, a text as it is, `.a`.
  ///
  /// A missing value that the dictionary declares is its code, so that a questionnaire can tell the
  /// kinds of missing answers. A cell without value is the empty text, as in a CSV.
  ///
  /// - Complexity: O(*n*) in the characters.
  public func code(of cell: StatisticalCell) -> String {
    switch cell {
    case .number(let number), .userMissing(.number(let number)):
      storage == .singlePrecision ? Float(number).shortestDecimal : number.shortestDecimal
    default: cell.value?.code ?? ""
    }
  }

  /// What the cell's value is called; nil where the dictionary has no word for it.
  ///
  /// - Complexity: O(1).
  public func label(of cell: StatisticalCell) -> String? {
    guard let value = cell.value else { return nil }
    return labels[value]
  }

  /// A date or a time as text: `2024-12-31`, `2024-12-31T08:30:00`, `08:30:00`.
  ///
  /// Nil where the variable is no date, where the cell is missing, and beyond the years 1 to 9999.
  ///
  /// - Complexity: O(1).
  public func calendarText(of cell: StatisticalCell) -> String? {
    guard case .number(let number) = cell else { return nil }
    return format.calendar?.text(of: number)
  }

  /// The cell that a value makes, by the ranges of missing values.
  func cell(_ value: StatisticalValue) -> StatisticalCell {
    if !missing.isEmpty, missing.contains(where: { $0.contains(value) }) {
      return .userMissing(value)
    }
    switch value {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .tagged(let tag): return .taggedMissing(tag)
    }
  }
}
