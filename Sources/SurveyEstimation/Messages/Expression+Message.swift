public import SurveyModel

extension ExpressionError {
  /// The mistake with its place.
  public var statement: LocalizedText {
    .init(
      vi: "\(text): vị trí \(position): cần \(expected.words.vietnamese)",
      en: "\(text): position \(position): expected \(expected.words.english)")
  }
}

extension ExpressionError.Expected {
  fileprivate var words: LocalizedText {
    switch self {
    case .endOrOperator: .init(vi: "hết biểu thức hoặc một phép toán", en: "the end or an operator")
    case .operation:
      .init(
        vi: "một phép toán (dấu = đơn viết là ==)", en: "an operator (a single = is written ==)")
    case .sign(let sign): .init("\"\(sign)\"")
    case .closing(let quote): .init(vi: "dấu đóng \(quote)", en: "a closing \(quote)")
    case .lessNesting:
      .init(vi: "biểu thức lồng ít cấp hơn", en: "an expression that is nested less deeply")
    case .operand:
      .init(
        vi: "một số, chữ trong dấu nháy, tên hoặc \"(\"",
        en: "a number, a text in quotes, a name or \"(\"")
    case .number: .init(vi: "một số", en: "a number")
    }
  }
}

extension RowExpressionError {
  /// What is wrong and what to do.
  public var statement: LocalizedText {
    switch self {
    case .noColumn(let name, let nearest): EstimateError.noColumn(name, nearest: nearest).statement
    case .notACondition(let source):
      .init(vi: "\(source): không phải điều kiện đúng hoặc sai", en: description)
    }
  }
}

extension ContrastError {
  /// What is wrong and what to do.
  public var statement: LocalizedText {
    switch self {
    case .noEstimate(let name, let known):
      .init(
        vi: "không có ước lượng \(name), hoặc có nhiều; hiện có \(known.joined(separator: ", "))",
        en: description)
    case .notANumber(let source):
      .init(vi: "\(source): biểu thức này không cho ra số", en: description)
    }
  }
}

extension DataColumns.Problem {
  /// What is wrong.
  public var statement: LocalizedText {
    let vietnamese =
      switch self {
      case .noHeader: "tệp rỗng"
      case .repeatedName(let name): "hai cột cùng tên \(name)"
      case .ragged(let line, let fields, let expected):
        "dòng \(line): \(fields) ô, nhưng dòng tiêu đề có \(expected)"
      case .broken(let line): "dòng \(line): dấu nháy không đóng"
      case .notUTF8(let line): "dòng \(line): không phải UTF-8"
      }
    return .init(vi: vietnamese, en: description)
  }
}
