internal import SurveyModel

extension Questionnaire {
  /// The raw texts that mean a kind of missing for an item, the form's before its own.
  func allMissingCodes(of item: Item) -> [(kind: MissingKind, codes: [String])] {
    MissingKind.allCases.compactMap { kind in
      let common = missingCodes.codes[kind] ?? []
      let own = (item.missingCodes.codes[kind] ?? []).filter { !common.contains($0) }
      return common.isEmpty && own.isEmpty ? nil : (kind, common + own)
    }
  }
}

extension Item {
  /// The conditions under which the item is asked, for a reader: `q1 = 1, 2; q2 ≠ 7`.
  func conditionText(in language: Language) -> String {
    askedIf.map { rule in
      "\(rule.item) \(rule.isIncluded ? "=" : "≠") \(rule.codes.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  /// What an answer looks like, options apart: `integer, 0…50`.
  func contentText(in language: Language) -> String {
    switch content {
    case .single: ExchangeWords.single[language]
    case .multiple: ExchangeWords.multiple[language]
    case .number(let minimum, let maximum, let isInteger):
      (isInteger ? ExchangeWords.integer : ExchangeWords.number)[language]
        + Item.rangeText(minimum?.text(in: language), maximum?.text(in: language))
    case .text: ExchangeWords.text[language]
    case .date(let minimum, let maximum):
      ExchangeWords.date[language] + Item.rangeText(minimum?.description, maximum?.description)
    }
  }

  private static func rangeText(_ minimum: String?, _ maximum: String?) -> String {
    switch (minimum, maximum) {
    case (nil, nil): ""
    case (let minimum?, nil): ", ≥ \(minimum)"
    case (nil, let maximum?): ", ≤ \(maximum)"
    case (let minimum?, let maximum?): ", \(minimum)…\(maximum)"
    }
  }
}

extension PIITag {
  /// How near an answer leads to a person, in words.
  var name: LocalizedText {
    switch self {
    case .direct: .init(vi: "chỉ đích danh", en: "names a person")
    case .quasi: .init(vi: "nhận ra khi ghép", en: "identifies in combination")
    case .sensitive: .init(vi: "nhạy cảm", en: "sensitive")
    case .none: .init(vi: "không", en: "none")
    }
  }
}

extension MissingKind {
  /// The kind in words.
  var name: LocalizedText {
    switch self {
    case .blank: .init(vi: "bỏ trống", en: "blank")
    case .refused: .init(vi: "từ chối", en: "refused")
    case .dontKnow: .init(vi: "không biết", en: "don't know")
    case .notApplicable: .init(vi: "không áp dụng", en: "not applicable")
    case .invalid: .init(vi: "không hợp lệ", en: "invalid")
    }
  }
}

extension Axis.Kind {
  /// What a node is called.
  var name: LocalizedText {
    switch self {
    case .index: .init(vi: "chỉ số", en: "index")
    case .axis: .init(vi: "nội dung", en: "axis")
    case .factor: .init(vi: "yếu tố", en: "factor")
    }
  }
}

extension IncidentKind {
  /// The kind of incident in words.
  var name: LocalizedText {
    switch self {
    case .harassment: .init(vi: "phiền hà, sách nhiễu", en: "harassment")
    case .extraFee: .init(vi: "ngoài phí, lệ phí", en: "extra fee")
    }
  }
}

extension IncidentBasis {
  /// Whose experience it is, in words.
  var name: LocalizedText {
    switch self {
    case .ownExperience: .init(vi: "trải nghiệm của bản thân", en: "own experience")
    case .perception: .init(vi: "cảm nhận", en: "perception")
    }
  }
}

/// The fixed words of codebooks.
enum ExchangeWords {
  static let single = LocalizedText(vi: "chọn một", en: "one answer")
  static let multiple = LocalizedText(vi: "chọn nhiều", en: "several answers")
  static let integer = LocalizedText(vi: "số nguyên", en: "whole number")
  static let number = LocalizedText(vi: "số", en: "number")
  static let text = LocalizedText(vi: "văn bản", en: "text")
  static let date = LocalizedText(vi: "ngày", en: "day")
  static let joinedCodes = LocalizedText(
    vi: "Các mã được chọn đứng trong một cột, cách nhau bằng khoảng trắng.",
    en: "The codes chosen stand in one column, with blanks between them.")
}
