public import SurveyModel

extension Questionnaire {
  /// The questionnaire as a codebook of DDI-Codebook 2.5, which data catalogues read.
  ///
  /// Each item is a variable with its question, its categories and their labels in Vietnamese and
  /// English, its range, and the condition under which it is asked (`universe`). A multiple-choice
  /// item is one variable whose codes stand in one column with blanks between them. Codes of missing
  /// answers are categories with `missing="Y"`. The axes and factors are groups of variables.
  ///
  /// Edge cases:
  /// - Scores are not part of the standard and are left out.
  /// - Characters that XML 1.0 cannot hold are spelled `[U+0001]`.
  ///
  /// - Parameter language: The language of the title and of remarks.
  /// - Returns: The document, UTF-8 by its declaration.
  /// - Complexity: O(*n*) in the size of the questionnaire.
  public func ddiCodebook(in language: Language) -> String {
    let nodes = index.nodes.map(\.node)
    return XMLTree.element(
      "codeBook",
      [
        .init("xmlns", "ddi:codebook:2_5"),
        .init("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        .init(
          "xsi:schemaLocation",
          "ddi:codebook:2_5 "
            + "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
        ),
        .init("version", "2.5"), .init("xml:lang", language.rawValue),
      ],
      [
        study(in: language),
        .element(
          "dataDscr", [],
          nodes.map { $0.ddiGroup(children: $0.children) }
            + items.map { $0.ddiVariable(of: self, in: language) }),
      ]
    ).document
  }

  private func study(in language: Language) -> XMLTree {
    let other: Language = language == .vietnamese ? .english : .vietnamese
    var titles: [XMLTree] = [
      .element("titl", [.init("xml:lang", language.rawValue)], text: title[language])
    ]
    if title.vietnamese != title.english {
      titles.append(.element("parTitl", [.init("xml:lang", other.rawValue)], text: title[other]))
    }
    titles.append(.element("IDNo", text: id))
    var notes: [XMLTree] = []
    if let legal {
      let parts = [legal.number, legal.date?.description, legal.issuer?[language], legal.url]
      notes.append(
        .element(
          "notes", [.init("subject", "decision")],
          text: parts.compactMap(\.self).joined(separator: ", ")))
    }
    notes += ([languageNote].compactMap(\.self)).map {
      .element("notes", [.init("subject", "wording")], text: $0[language])
    }
    notes += unknowns.map { .element("notes", [.init("subject", "unknown")], text: $0[language]) }
    return .element(
      "stdyDscr", [],
      [
        .element(
          "citation", [],
          [
            .element("titlStmt", [], titles),
            .element("verStmt", [], [.element("version", text: version)]),
          ])
      ] + notes)
  }
}

extension LocalizedText {
  /// The text in elements of one name, one for each language.
  fileprivate func ddi(_ name: StaticString) -> [XMLTree] {
    vietnamese == english
      ? [.element(name, text: vietnamese)]
      : Language.allCases.map { language in
        .element(name, [.init("xml:lang", language.rawValue)], text: self[language])
      }
  }
}

extension Axis {
  fileprivate func ddiGroup(children: [Axis]) -> XMLTree {
    var attributes: [XMLAttribute] = [
      .init("ID", "G.\(id)"), .init("type", "other"), .init("otherType", kind.rawValue),
      .init("name", id),
    ]
    if !criteria.isEmpty {
      attributes.append(.init("var", criteria.map { "V.\($0)" }.joined(separator: " ")))
    }
    if !children.isEmpty {
      attributes.append(.init("varGrp", children.map { "G.\($0.id)" }.joined(separator: " ")))
    }
    return .element("varGrp", attributes, label.ddi("labl"))
  }
}

extension Item {
  fileprivate func ddiVariable(of form: Questionnaire, in language: Language) -> XMLTree {
    let isContinuous: Bool
    switch content {
    case .number, .date: isContinuous = true
    case .single, .multiple, .text: isContinuous = false
    }
    var parts = label.ddi("labl")
    if pii != .none { parts.append(.element("security", text: pii.name[language])) }
    parts.append(.element("qstn", [], label.ddi("qstnLit")))
    let range = ddiRange
    if !range.isEmpty { parts.append(.element("valrng", [], [.element("range", range, [])])) }
    if !askedIf.isEmpty {
      parts.append(.element("universe", text: conditionText(in: language)))
    }
    parts += options.map { option in
      .element("catgry", [], [.element("catValu", text: option.code)] + option.label.ddi("labl"))
    }
    for (kind, codes) in form.allMissingCodes(of: self) {
      for code in codes {
        parts.append(
          .element(
            "catgry", [.init("missing", "Y"), .init("missType", kind.rawValue)],
            [.element("catValu", text: code)] + kind.name.ddi("labl")))
      }
    }
    if case .multiple = content {
      parts.append(.element("codInstr", text: ExchangeWords.joinedCodes[language]))
    }
    parts.append(.element("varFormat", ddiFormat, []))
    return .element(
      "var",
      [
        .init("ID", "V.\(id)"), .init("name", id),
        .init("intrvl", isContinuous ? "contin" : "discrete"),
      ], parts)
  }

  private var ddiRange: [XMLAttribute] {
    let bounds: (String?, String?) =
      switch content {
      case .number(let minimum, let maximum, _): (minimum?.plainText, maximum?.plainText)
      case .date(let minimum, let maximum): (minimum?.description, maximum?.description)
      case .single, .multiple, .text: (nil, nil)
      }
    var attributes: [XMLAttribute] = []
    if let minimum = bounds.0 { attributes.append(.init("min", minimum)) }
    if let maximum = bounds.1 { attributes.append(.init("max", maximum)) }
    return attributes
  }

  private var ddiFormat: [XMLAttribute] {
    switch content {
    case .number: [.init("type", "numeric")]
    case .single:
      // A code that a number would not give back, such as 01, is text.
      [
        .init(
          "type",
          options.allSatisfy { Int($0.code)?.description == $0.code } ? "numeric" : "character")
      ]
    case .multiple, .text: [.init("type", "character")]
    case .date:
      [
        .init("type", "character"), .init("schema", "ISO"), .init("category", "date"),
        .init("formatname", "YYYY-MM-DD"),
      ]
    }
  }
}
