internal import SurveyModel

extension Item {
  /// The item's skip rules as the `relevant` of an XLSForm; empty where it is always asked.
  ///
  /// "None of these codes" also asks for an answer: a question that was itself not asked decides
  /// nothing, while XPath finds its empty answer different from every code.
  ///
  /// - Parameter isMultiple: Whether the item with an id takes several answers.
  /// - Returns: The expression.
  func relevant(isMultiple: (String) -> Bool) -> String {
    let rules = askedIf.map { rule in
      let item = "${\(rule.item)}"
      var terms = rule.codes.map { code in
        switch (isMultiple(rule.item), rule.isIncluded) {
        case (true, true): "selected(\(item), \(code.xpathLiteral))"
        case (true, false): "not(selected(\(item), \(code.xpathLiteral)))"
        case (false, true): "\(item) = \(code.xpathLiteral)"
        case (false, false): "\(item) != \(code.xpathLiteral)"
        }
      }
      if !rule.isIncluded { terms.insert("\(item) != ''", at: 0) }
      let text = terms.joined(separator: rule.isIncluded ? " or " : " and ")
      return askedIf.count > 1 && terms.count > 1 ? "(\(text))" : text
    }
    return rules.joined(separator: " and ")
  }

  /// The item's range as the `constraint` of an XLSForm; empty where there is none.
  var constraint: String {
    let bounds: (String?, String?) =
      switch content {
      case .number(let minimum, let maximum, _): (minimum?.plainText, maximum?.plainText)
      case .date(let minimum, let maximum):
        (minimum.map { "date('\($0)')" }, maximum.map { "date('\($0)')" })
      case .single, .multiple, .text: (nil, nil)
      }
    let terms = [bounds.0.map { ". >= \($0)" }, bounds.1.map { ". <= \($0)" }]
    return terms.compactMap(\.self).joined(separator: " and ")
  }

  /// What the respondent is told whose answer lies outside the range.
  var constraintMessage: LocalizedText {
    let texts = Language.allCases.map { language in
      let bounds: (String?, String?) =
        switch content {
        case .number(let minimum, let maximum, _):
          (minimum?.text(in: language), maximum?.text(in: language))
        case .date(let minimum, let maximum): (minimum?.description, maximum?.description)
        case .single, .multiple, .text: (nil, nil)
        }
      return Item.rangeMessage(bounds.0, bounds.1)[language]
    }
    return LocalizedText(vi: texts[0], en: texts[1])
  }

  private static func rangeMessage(_ minimum: String?, _ maximum: String?) -> LocalizedText {
    switch (minimum, maximum) {
    case (nil, nil): LocalizedText("")
    case (let minimum?, nil): .init(vi: "Từ \(minimum) trở lên", en: "At least \(minimum)")
    case (nil, let maximum?): .init(vi: "Nhiều nhất \(maximum)", en: "At most \(maximum)")
    case (let minimum?, let maximum?):
      .init(vi: "Từ \(minimum) đến \(maximum)", en: "From \(minimum) to \(maximum)")
    }
  }
}

extension String {
  /// The text as a literal of XPath 1.0, which knows no escapes.
  fileprivate var xpathLiteral: String { contains("'") ? "\"\(self)\"" : "'\(self)'" }
}
