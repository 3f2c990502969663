public import SurveyModel

extension SchemaProblem {
  /// The problem as one line: place, what is wrong, what was expected, the nearest right name.
  public func message(in language: Language) -> String {
    // A file that cannot be read has no lines.
    let place = isOfWholeFile ? file : "\(file):\(line):\(column)"
    return "\(place): \(path.isEmpty ? "" : path + ": ")\(statement[language])"
  }

  private var isOfWholeFile: Bool {
    switch kind {
    case .noSuchFile, .unreadable(""), .unreadable("permission"): true
    default: false
    }
  }

  /// What is wrong and what was expected.
  public var statement: LocalizedText {
    switch kind {
    case .syntax(let words): .init(vi: "không phải YAML: \(words)", en: "not YAML: \(words)")
    case .tooLarge(let limit):
      .init(vi: "tệp lớn hơn \(limit) byte", en: "the file is larger than \(limit) bytes")
    case .noSuchFile: .init(vi: "không có tệp này", en: "there is no such file")
    case .unreadable("UTF-8"):
      .init(
        vi: "không phải UTF-8; lưu lại tệp dạng UTF-8", en: "not UTF-8; save the file as UTF-8")
    case .unreadable(let why):
      .init(
        vi: "không đọc được tệp" + (why.isEmpty ? "" : ": \(why)"),
        en: "the file cannot be read" + (why.isEmpty ? "" : ": \(why)"))
    case .anchor:
      .init(
        vi: "không dùng neo (&) và bí danh (*); viết đầy đủ",
        en: "anchors (&) and aliases (*) are refused; write it out")
    case .tag: .init(vi: "không dùng thẻ (!)", en: "tags (!) are refused")
    case .duplicateKey(let key):
      .init(vi: "khoá \"\(key)\" có hai lần", en: "the key \"\(key)\" stands twice")
    case .unknownKey(let key, let nearest, let allowed):
      suggestion(
        vi: "không có khoá \"\(key)\"", en: "unknown key \"\(key)\"", nearest: nearest,
        allowed: allowed)
    case .missingKey(let key):
      .init(vi: "thiếu khoá \"\(key)\"", en: "the key \"\(key)\" is missing")
    case .missingOneKey(let keys):
      .init(
        vi: "cần một trong các khoá: \(keys.joined(separator: ", "))",
        en: "one of these keys is missing: \(keys.joined(separator: ", "))")
    case .wrongShape(let shape): shape.statement
    case .unknownValue(let value, let nearest, let allowed):
      suggestion(
        vi: "không hiểu \"\(value)\"", en: "\"\(value)\" is not known here", nearest: nearest,
        allowed: allowed)
    case .unknownName(let name, let what, let nearest):
      suggestion(
        vi: "không có \(what.name.vietnamese) \"\(name)\"",
        en: "there is no \(what.name.english) \"\(name)\"", nearest: nearest, allowed: [])
    case .duplicateName(let name, let what, let firstLine):
      .init(
        vi: "\(what.name.vietnamese) \"\(name)\" đã có ở dòng \(firstLine)",
        en: "the \(what.name.english) \"\(name)\" stands already on line \(firstLine)")
    default: furtherStatement
    }
  }

  private var furtherStatement: LocalizedText {
    switch kind {
    case .number(let minimum, let maximum): return SchemaProblem.numberStatement(minimum, maximum)
    case .wholeNumber: return .init(vi: "cần số nguyên", en: "expected a whole number")
    case .date:
      return .init(vi: "cần một ngày, ví dụ 2024-12-31", en: "expected a day, such as 2024-12-31")
    case .boolean: return .init(vi: "cần true hoặc false", en: "expected true or false")
    case .reservedName(let name):
      return .init(
        vi: "tên \"\(name)\" đã có nghĩa sẵn; đặt tên khác",
        en: "the name \"\(name)\" has a meaning of its own already; choose another")
    case .malformedName(let name):
      return .init(
        vi: "tên \"\(name)\" chỉ được có chữ, số, . _ -, bắt đầu bằng chữ",
        en: "the name \"\(name)\" may hold letters, digits, . _ - and begins with a letter")
    case .empty: return .init(vi: "không được để trống", en: "must not be empty")
    case .conflict(let one, let other):
      return .init(
        vi: "\(one) không đi cùng \(other)", en: "\(one) does not go together with \(other)")
    case .emptyRange:
      return .init(vi: "min lớn hơn max", en: "min is more than max")
    case .ownCondition(let id):
      return .init(
        vi: "câu \"\(id)\" không thể tự quyết định việc hỏi chính nó",
        en: "item \"\(id)\" cannot decide whether it is asked itself")
    case .noOptions(let id):
      return .init(vi: "\"\(id)\" không có lựa chọn", en: "\"\(id)\" has no options")
    case .noWeight:
      return .init(vi: "cần ít nhất một quyền số dương", en: "at least one weight must be positive")
    case .optionCount(let count, let maximum):
      return .init(
        vi: "có \(count) lựa chọn; cần 1…\(maximum)", en: "\(count) options; expected 1…\(maximum)")
    case .unscored(let profile, let scale, let codes):
      let list = codes.joined(separator: ", ")
      return .init(
        vi: "bộ điểm \"\(profile)\" chưa cho điểm mã \(list) của thang \"\(scale)\"",
        en: "profile \"\(profile)\" gives no score to code \(list) of scale \"\(scale)\"")
    case .ambiguousOption(let text):
      return .init(
        vi: "hai lựa chọn cùng nhận \"\(text)\"", en: "two options both answer to \"\(text)\"")
    case .defaultProfiles(let count):
      return .init(
        vi: "\(count) bộ điểm là mặc định; cần đúng một",
        en: "\(count) profiles are the default; expected exactly one")
    case .sameLevelParent(let code):
      return .init(
        vi: "đơn vị \"\(code)\" và đơn vị cấp trên của nó cùng một cấp",
        en: "unit \"\(code)\" and the unit above it are of one level")
    case .circularParent(let code):
      return .init(
        vi: "đơn vị \"\(code)\" nằm trên chính nó", en: "unit \"\(code)\" stands above itself")
    case .notACriterion(let id):
      return .init(
        vi: "\"\(id)\" không phải câu chọn một được cho điểm",
        en: "\"\(id)\" is no single-choice item with a scored scale")
    case .emptyNode(let id):
      return .init(
        vi: "\"\(id)\" cần children hoặc items, không cả hai",
        en: "\"\(id)\" needs children or items, not both")
    case .missingColumn(let name, let expected):
      return .init(
        vi: "thiếu cột \"\(name)\" (cần \(expected))",
        en: "the column \"\(name)\" is missing (expected \(expected))")
    case .malformedRecord:
      return .init(
        vi: "dòng CSV hỏng (nháy kép hoặc số ô)", en: "a broken record (quotes or number of fields)"
      )
    case .ruleNotStated(let rule):
      return .init(
        vi: "câu này không có quy tắc \"\(rule)\"", en: "the item has no rule \"\(rule)\"")
    case .expression(let expected):
      let words = expected.words
      return .init(vi: "cần \(words.vietnamese)", en: "expected \(words.english)")
    case .condition(let problem): return problem.statement
    case .refused(let words): return .init(words)
    default: return .init("")
    }
  }

  private static func numberStatement(_ minimum: Double?, _ maximum: Double?) -> LocalizedText {
    guard minimum != nil || maximum != nil else {
      return .init(vi: "cần một số", en: "expected a number")
    }
    let plain: (Double) -> String = { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
    let range = "\(minimum.map(plain) ?? "")…\(maximum.map(plain) ?? "")"
    return .init(vi: "cần một số trong \(range)", en: "expected a number in \(range)")
  }

  private func suggestion(
    vi: String, en: String, nearest: String?, allowed: [String]
  ) -> LocalizedText {
    if let nearest {
      return .init(vi: "\(vi); ý là \"\(nearest)\"?", en: "\(en); did you mean \"\(nearest)\"?")
    }
    guard !allowed.isEmpty else { return .init(vi: vi, en: en) }
    let list = allowed.joined(separator: ", ")
    return .init(vi: "\(vi); cần một trong: \(list)", en: "\(en); expected one of: \(list)")
  }
}

extension SchemaProblem.Shape {
  fileprivate var statement: LocalizedText {
    switch self {
    case .text: .init(vi: "cần một văn bản", en: "expected a text")
    case .list: .init(vi: "cần một danh sách (- …)", en: "expected a list (- …)")
    case .mapping: .init(vi: "cần các khoá (khoá: giá trị)", en: "expected keys (key: value)")
    case .label:
      .init(vi: "cần một văn bản hoặc {vi: …, en: …}", en: "expected a text or {vi: …, en: …}")
    }
  }
}

extension SchemaProblem.Thing {
  fileprivate var name: LocalizedText {
    switch self {
    case .item: .init(vi: "câu hỏi", en: "item")
    case .scale: .init(vi: "thang", en: "scale")
    case .code: .init(vi: "mã", en: "code")
    case .node: .init(vi: "nhánh", en: "node")
    case .profile: .init(vi: "bộ điểm", en: "profile")
    case .rollUp: .init(vi: "cách tổng hợp", en: "roll-up")
    case .unit: .init(vi: "đơn vị", en: "unit")
    case .check: .init(vi: "quy tắc kiểm tra", en: "check")
    case .questionnaire: .init(vi: "phiếu", en: "questionnaire")
    case .level: .init(vi: "cấp", en: "level")
    }
  }
}

extension SchemaError: CustomStringConvertible {
  /// All problems in English, a line each.
  public var description: String {
    problems.map { $0.message(in: .english) }.joined(separator: "\n")
  }
}
