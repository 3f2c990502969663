public import SurveyModel

extension FormProblem {
  /// The problem as one line: sheet, row and column, what is wrong, and what to do.
  public func message(in language: Language) -> String {
    let words = statement[language].printable
    return place.map { "\($0.description.printable): \(words)" } ?? words
  }

  /// What is wrong and what to do.
  public var statement: LocalizedText {
    switch kind {
    case .missingSheet: .init(vi: "không có trang tính này", en: "there is no such sheet")
    case .missingColumn(let name):
      .init(vi: "thiếu cột \"\(name)\"", en: "the column \"\(name)\" is missing")
    case .duplicateColumn(let name):
      .init(vi: "cột \"\(name)\" có hai lần", en: "the column \"\(name)\" stands twice")
    case .emptyCell: .init(vi: "không được để trống", en: "must not be empty")
    case .unknownType(let type, let nearest):
      suggestion(
        vi: "XLSForm không có loại \"\(type)\"", en: "XLSForm has no type \"\(type)\"",
        nearest: nearest)
    case .unsupportedType(let type):
      .init(
        vi: "phiếu không mô tả được loại \"\(type)\"; bỏ câu này",
        en: "a questionnaire cannot describe the type \"\(type)\"; take the question out")
    case .repeats:
      .init(
        vi: "nhóm lặp: một phiếu chỉ có một dòng; tách thành phiếu riêng",
        en: "a repeat: one form is one row; make it a form of its own")
    case .externalChoices:
      .init(
        vi: "các lựa chọn ở tệp khác; đưa vào trang choices",
        en: "the choices stand in another file; put them on the sheet choices")
    case .unknownList(let name, let nearest):
      suggestion(
        vi: "trang choices không có danh sách \"\(name)\"",
        en: "the sheet choices has no list \"\(name)\"", nearest: nearest)
    case .malformedName(let name):
      .init(
        vi: "tên \"\(name)\" chỉ được có chữ, số, . _ -, bắt đầu bằng chữ",
        en: "the name \"\(name)\" may hold letters, digits, . _ - and begins with a letter")
    case .duplicateName(let name, let firstRow):
      .init(
        vi: "tên \"\(name)\" đã có ở dòng \(firstRow)",
        en: "the name \"\(name)\" stands already on row \(firstRow)")
    case .ambiguousChoice(let text, let firstRow):
      .init(
        vi: "\"\(text)\" cũng là lựa chọn ở dòng \(firstRow); mỗi lựa chọn cần mã và nhãn riêng",
        en: "\"\(text)\" is also the choice of row \(firstRow); each needs its own code and label")
    case .unbalancedGroup:
      .init(
        vi: "mở nhóm và đóng nhóm không khớp", en: "groups are not opened and closed in pairs")
    default: furtherStatement
    }
  }

  private var furtherStatement: LocalizedText {
    switch kind {
    case .condition(let expression):
      return .init(
        vi: "điều kiện \"\(expression)\" không viết được thành \"là một trong các trả lời\"",
        en: "the condition \"\(expression)\" cannot be said as \"is one of these answers\"")
    case .conditionOnUnknown(let name, let nearest):
      return suggestion(
        vi: "điều kiện theo \"\(name)\", không có câu này",
        en: "a condition on \"\(name)\", and there is no such question", nearest: nearest)
    case .conditionOnUnkept(let name):
      return .init(
        vi: "điều kiện theo \"\(name)\", là giá trị tính hoặc ghi tự động, không phải câu hỏi",
        en: "a condition on \"\(name)\", which is calculated or recorded and not asked")
    case .conditionOnOpen(let name):
      return .init(
        vi: "điều kiện theo \"\(name)\", câu này không có lựa chọn",
        en: "a condition on \"\(name)\", which has no options")
    case .conditionOnAnswer(let code, let name, let nearest):
      return suggestion(
        vi: "câu \"\(name)\" không có lựa chọn \"\(code)\"",
        en: "the question \"\(name)\" has no choice \"\(code)\"", nearest: nearest)
    case .list:
      return .init(
        vi: "cần một danh sách, ví dụ [\"1\", \"2\"]", en: "expected a list such as [\"1\", \"2\"]")
    case .unknownValue(let value, let allowed):
      let list = allowed.joined(separator: ", ")
      return suggestion(
        vi: "không hiểu \"\(value)\"; cần một trong: \(list)",
        en: "\"\(value)\" is not known here; expected one of: \(list)",
        nearest: value.nearest(among: allowed))
    case .noCriterion:
      return .init(
        vi: "không có câu chọn một nào để làm tiêu chí",
        en: "there is no single-choice question that could be a criterion")
    case .codeWithBlank(let code):
      return .init(
        vi: "mã \"\(code)\" có khoảng trắng, XLSForm không cho phép; đổi mã",
        en: "the code \"\(code)\" holds a blank, which XLSForm forbids; change the code")
    case .codeWithBothQuotes(let code):
      return .init(
        vi: "mã \(code) có cả ' và \", XLSForm không viết được điều kiện; đổi mã",
        en: "the code \(code) holds both ' and \", which no condition can quote; change the code")
    case .reservedName(let name):
      return .init(
        vi: "XLSForm giữ tên \"\(name)\" cho riêng mình; đổi tên câu",
        en: "XLSForm keeps the name \"\(name)\" for itself; rename the item")
    case .reference:
      return .init(
        vi: "văn bản có \"${\", XLSForm hiểu là tham chiếu đến một câu; viết khác đi",
        en: "a text holds \"${\", which XLSForm takes for a reference; word it otherwise")
    case .differingScales(let name):
      return .init(
        vi: "hai danh sách lựa chọn khác nhau cùng tên \"\(name)\"",
        en: "two different lists of options are called \"\(name)\"")
    case .refused(let words): return words
    default: return LocalizedText("")
    }
  }

  private func suggestion(vi: String, en: String, nearest: String?) -> LocalizedText {
    guard let nearest else { return .init(vi: vi, en: en) }
    return .init(vi: "\(vi); ý là \"\(nearest)\"?", en: "\(en); did you mean \"\(nearest)\"?")
  }
}

extension FormProblem.Place: CustomStringConvertible {
  /// The place as a reader of spreadsheets writes it: `survey!C12 (relevant)`.
  public var description: String {
    switch self {
    case .cell(let sheet, let row, let column, let header): "\(sheet)!\(column)\(row) (\(header))"
    case .row(let sheet, let row): "\(sheet)!\(row)"
    case .sheet(let name): name
    case .item(let id): id
    }
  }
}

extension FormError: CustomStringConvertible {
  /// All problems in English, a line each.
  public var description: String {
    problems.map { $0.message(in: .english) }.joined(separator: "\n")
  }
}
