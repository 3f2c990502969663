internal import SurveyModel

/// What can be wrong with the meaning of a condition.
public enum ConditionProblem: Hashable, Sendable {
  /// Something that is neither true nor false, where a condition is asked for.
  case noCondition
  /// Something else than an item, or a condition without any.
  case noItem
  /// Something else than a number, a day or an item, where one is compared or calculated with.
  case noValue
  /// An item that names a person; its answers are not kept.
  case directItem(String)
  /// An item of texts, of which only `is missing` can be asked.
  case textItem(String)
  /// Something else than a code, where an item with options is compared.
  case noCode(String)
  /// Two items with options that are not the same, or are not single choices.
  case differentOptions(String, String)
  /// The options of a multiple choice compared by order.
  case ticksHaveNoOrder(String)
  /// A number compared or calculated with a day where that means nothing.
  case numberAndDay

  /// What is wrong and what to write.
  var statement: LocalizedText {
    switch self {
    case .noCondition:
      .init(
        vi: "cần một điều kiện, ví dụ q1 = 2, q1 in (1, 2), q1 is missing",
        en: "expected a condition, such as q1 = 2, q1 in (1, 2), q1 is missing")
    case .noItem: .init(vi: "cần tên một câu của phiếu", en: "expected an item of the form")
    case .noValue:
      .init(
        vi: "cần một số, một ngày hoặc một câu", en: "expected a number, a day or an item")
    case .directItem(let id):
      .init(
        vi: "\"\(id)\" chỉ đích danh một người và không được lưu; không kiểm tra được",
        en: "\"\(id)\" names a person and is not kept; no check can look at it")
    case .textItem(let id):
      .init(
        vi: "\"\(id)\" là câu chữ; chỉ hỏi được \"\(id) is missing\"",
        en: "\"\(id)\" is a text; only \"\(id) is missing\" can be asked of it")
    case .noCode(let id):
      .init(
        vi: "\"\(id)\" chỉ so được với mã của câu đó, hoặc với câu có cùng các mã",
        en: "\"\(id)\" can be compared with its codes, or with an item of the same codes")
    case .differentOptions(let left, let right):
      .init(
        vi: "\"\(left)\" và \"\(right)\" không phải hai câu chọn một có cùng các mã",
        en: "\"\(left)\" and \"\(right)\" are not two single choices with the same codes")
    case .ticksHaveNoOrder(let id):
      .init(
        vi: "\"\(id)\" chọn được nhiều mã; viết \"\(id) in (…)\" cho mã được đánh dấu",
        en: "\"\(id)\" is a multiple choice; write \"\(id) in (…)\" for what is ticked")
    case .numberAndDay:
      .init(
        vi: "không so hay tính được số với ngày; hai ngày trừ nhau thành số ngày",
        en: "a number and a day do not go together here; a day less a day is a number of days")
    }
  }
}
