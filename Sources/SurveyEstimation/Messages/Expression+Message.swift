public import SurveyModel

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
