/// What is wrong with an expression, and where.
public struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The expression.
  public var text: String
  /// The position of the mistake, 1 for the first character.
  public var position: Int
  /// What was expected.
  public var expected: Expected

  /// What can be expected at some place.
  public enum Expected: Hashable, Sendable {
    /// The end of the expression, or an operator.
    case endOrOperator
    /// An operator.
    case operation
    /// This sign.
    case sign(String)
    /// A quote that ends a text or a name.
    case closing(String)
    /// An expression that is nested less deeply.
    case lessNesting
    /// A number, text, name or bracket.
    case operand
    /// A number.
    case number
    /// The word `missing`, behind `is` or `is not`.
    case missing
    /// An expression of at most so many words and signs.
    case fewerWords(Int)
  }

  /// The mistake in English.
  public var description: String { statement.english }
}

extension ExpressionError {
  /// The mistake with its place.
  public var statement: LocalizedText {
    .init(
      vi: "\(text): vị trí \(position): cần \(expected.words.vietnamese)",
      en: "\(text): position \(position): expected \(expected.words.english)")
  }
}

extension ExpressionError.Expected {
  /// What was expected, as a clause.
  public var words: LocalizedText {
    switch self {
    case .endOrOperator: .init(vi: "hết biểu thức hoặc một phép toán", en: "the end or an operator")
    case .operation: .init(vi: "một phép toán", en: "an operator")
    case .sign(let sign): .init("\"\(sign)\"")
    case .closing(let quote): .init(vi: "dấu đóng \(quote)", en: "a closing \(quote)")
    case .lessNesting:
      .init(vi: "biểu thức lồng ít cấp hơn", en: "an expression that is nested less deeply")
    case .operand:
      .init(
        vi: "một số, chữ trong dấu nháy, tên hoặc \"(\"",
        en: "a number, a text in quotes, a name or \"(\"")
    case .number: .init(vi: "một số", en: "a number")
    case .missing: .init(vi: "\"missing\" sau \"is\"", en: "\"missing\" behind \"is\"")
    case .fewerWords(let limit):
      .init(vi: "biểu thức tối đa \(limit) từ và dấu", en: "at most \(limit) words and signs")
    }
  }
}
