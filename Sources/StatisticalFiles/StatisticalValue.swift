/// A value that a dictionary speaks of: one with a label, or one that stands for a missing answer.
public enum StatisticalValue: Hashable, Sendable {
  /// A number.
  case number(Double)
  /// A text, without padding and in NFC.
  case text(String)
  /// Stata's extended missing value of a letter: `a` for `.a`.
  case tagged(Character)
}

extension StatisticalValue {
  /// The value as it is written in a questionnaire: `4`, `0.1`, `north`, `.a`.
  public var code: String {
    switch self {
    case .number(let number): number.shortestDecimal
    case .text(let text): text
    case .tagged(let tag): ".\(tag)"
    }
  }
}

/// Values of an SPSS variable that stand for a missing answer: one value, or all from one to another.
public struct MissingRange: Hashable, Sendable {
  /// The least of them; minus infinity for SPSS's `LO`.
  public let lower: StatisticalValue
  /// The greatest of them, itself included; infinity for SPSS's `HI`.
  public let upper: StatisticalValue

  /// A range, or one value where both are the same.
  public init(_ lower: StatisticalValue, through upper: StatisticalValue) {
    self.lower = lower
    self.upper = upper
  }

  /// A single value.
  public init(_ value: StatisticalValue) { self.init(value, through: value) }

  /// Whether a value is in the range; texts are compared by their code points.
  public func contains(_ value: StatisticalValue) -> Bool {
    switch (lower, upper, value) {
    case (.number(let lower), .number(let upper), .number(let number)):
      lower <= number && number <= upper
    case (.text(let lower), .text(let upper), .text(let text)):
      lower == upper
        ? text == lower
        : !text.utf8.lexicographicallyPrecedes(lower.utf8)
          && !upper.utf8.lexicographicallyPrecedes(text.utf8)
    default: false
    }
  }
}
