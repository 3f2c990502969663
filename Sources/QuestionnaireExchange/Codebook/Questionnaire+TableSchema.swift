public import SurveyModel

extension Questionnaire {
  /// The questionnaire as a Frictionless Table Schema (version 2) of its batches.
  ///
  /// A field for each item, in the order of the form: type, title, constraints, categories with
  /// their labels, and missing values. Codes are text, for `01` is not `1`. A multiple-choice item is
  /// one field whose codes stand side by side with blanks between them. A batch's other columns, such
  /// as that of the unit, are a study's and no part of the form.
  ///
  /// Edge cases:
  /// - An item is `required` only where no condition decides whether it is asked and no code says why
  ///   there is no answer: a schema takes a refusal for an empty cell.
  /// - A schema knows missing values, but not the kinds they mean.
  /// - Days are ISO 8601; a batch that writes them otherwise reads, but not by this schema.
  ///
  /// - Parameter language: The language of titles and labels.
  /// - Returns: JSON that ends in a line break.
  /// - Complexity: O(*n*) in the size of the questionnaire.
  public func tableSchema(in language: Language) -> String {
    schema(in: language, leading: []) { [field($0, in: language, common: $1)] }
  }

  /// The questionnaire as a Table Schema of a study's exported rows.
  ///
  /// A multiple-choice item is a field for each option, `1` where it is ticked. Direct identifiers and
  /// items that are columns of the study have no field of their own.
  ///
  /// - Parameters:
  ///   - columns: The study's own columns, which come first: names, and whether they hold numbers.
  ///   - language: The language of titles and labels.
  /// - Returns: JSON that ends in a line break.
  public func tableSchema(
    ofExportWith columns: [(name: String, isNumeric: Bool)], in language: Language
  ) -> String {
    let names = Set(columns.map(\.name))
    let leading = columns.map { column in
      JSONTree.object([
        ("name", .text(column.name)), ("type", .text(column.isNumeric ? "number" : "string")),
      ])
    }
    return schema(in: language, leading: leading) { item, common in
      guard item.pii != .direct, !names.contains(item.id) else { return [] }
      guard case .multiple(let scale) = item.content else {
        return [field(item, in: language, common: common)]
      }
      let codes = allMissingCodes(of: item).flatMap(\.codes)
      return scale.options.map { option in
        .object(
          [
            ("name", .text(TableLayout.option(option.code, of: item.id))),
            ("title", .text("\(item.label[language]) – \(option.label[language])")),
            ("type", .text("string")),
            ("constraints", .object([("enum", .texts(["0", "1"]))])),
          ] + (codes.count > common.count ? [("missingValues", .texts([""] + codes))] : []))
      }
    }
  }

  private func schema(
    in language: Language, leading: [JSONTree],
    fields: (_ item: Item, _ common: [String]) -> [JSONTree]
  ) -> String {
    let common = MissingKind.allCases.flatMap { missingCodes.codes[$0] ?? [] }
    let schema = JSONTree.object([
      ("$schema", .text("https://datapackage.org/profiles/2.0/tableschema.json")),
      ("name", .text(id)), ("title", .text(title[language])), ("version", .text(version)),
      ("missingValues", .texts([""] + common)),
      ("fields", .list(leading + items.flatMap { fields($0, common) })),
    ])
    return schema.rendered() + "\n"
  }

  private func field(_ item: Item, in language: Language, common: [String]) -> JSONTree {
    var pairs: [(String, JSONTree)] = [
      ("name", .text(item.id)), ("title", .text(item.label[language])),
    ]
    var constraints: [(String, JSONTree)] = []
    let missing = allMissingCodes(of: item)
    if item.isUnique { constraints.append(("unique", .boolean(true))) }
    if item.isRequired, item.severity(of: .required) == .error, item.askedIf.isEmpty,
      missing.allSatisfy({ $0.kind == .blank })
    {
      constraints.append(("required", .boolean(true)))
    }
    switch item.content {
    case .single(let scale):
      pairs.append(("type", .text("string")))
      pairs.append(("categories", categories(scale, in: language)))
      pairs.append(("categoriesOrdered", .boolean(isOrdered(scale))))
      constraints.append(("enum", .texts(scale.options.map(\.code))))
    case .multiple(let scale):
      pairs.append(("type", .text("string")))
      pairs.append(("description", .text(optionText(scale, in: language))))
      let code = "(\(scale.options.map(\.code.regexLiteral).joined(separator: "|")))"
      constraints.append(("pattern", .text("^\(code)( \(code))*$")))
    case .number(let minimum, let maximum, let isInteger):
      pairs.append(("type", .text(isInteger ? "integer" : "number")))
      if let minimum { constraints.append(("minimum", .number(minimum))) }
      if let maximum { constraints.append(("maximum", .number(maximum))) }
    case .text: pairs.append(("type", .text("string")))
    case .date(let minimum, let maximum):
      pairs.append(("type", .text("date")))
      if let minimum { constraints.append(("minimum", .text("\(minimum)"))) }
      if let maximum { constraints.append(("maximum", .text("\(maximum)"))) }
    }
    if !constraints.isEmpty { pairs.append(("constraints", .object(constraints))) }
    let codes = missing.flatMap(\.codes)
    // A field's own list stands in place of the schema's.
    if codes.count > common.count { pairs.append(("missingValues", .texts([""] + codes))) }
    return .object(pairs)
  }

  private func categories(_ scale: ResponseScale, in language: Language) -> JSONTree {
    .list(
      scale.options.map { option in
        .object([("value", .text(option.code)), ("label", .text(option.label[language]))])
      })
  }

  private func optionText(_ scale: ResponseScale, in language: Language) -> String {
    scale.options.map { "\($0.code) = \($0.label[language])" }.joined(separator: "; ")
  }

  /// Whether a profile scores the scale, so that its options have an order.
  private func isOrdered(_ scale: ResponseScale) -> Bool {
    profiles.contains { $0.scores[scale.id] != nil }
  }
}

extension String {
  /// The text as a regular expression that matches itself.
  fileprivate var regexLiteral: String {
    map { "\\^$.|?*+()[]{}/-".contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}
