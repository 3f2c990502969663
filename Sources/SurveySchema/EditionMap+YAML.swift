public import Foundation
public import SurveyModel

extension EditionMap {
  /// Reads the map of two editions of a form from its YAML file.
  ///
  /// ```yaml
  /// from: sipas-2022
  /// to: sipas-2023
  /// items:
  ///   q4@2022: q5@2023
  ///   q3@2022: {item: q4@2023, recode: {"1": "2", "2": "1"}}
  /// ```
  ///
  /// The edition behind `@` may be left out; it is the form's id, or what stands behind a hyphen at
  /// its end.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - older: The form that `from` names.
  ///   - newer: The form that `to` names.
  /// - Throws: ``SchemaError`` with every mistake of the file: items and codes that the forms do not
  ///   have, items of different types, two items of the older form that lead to one of the newer.
  public init(
    contentsOf url: URL, from older: Questionnaire, to newer: Questionnaire
  ) throws(SchemaError) {
    try self.init(
      yaml: readBytes(of: url, as: url.lastPathComponent), file: url.lastPathComponent,
      from: older, to: newer)
  }

  /// Reads the map of two editions of a form from the bytes of a YAML text.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The name that problems carry.
  ///   - older: The form that `from` names.
  ///   - newer: The form that `to` names.
  /// - Throws: ``SchemaError`` with every mistake of the text.
  public init(
    yaml bytes: [UInt8], file: String, from older: Questionnaire, to newer: Questionnaire
  ) throws(SchemaError) {
    let problems = SchemaProblems(file: file)
    let root = YAMLNode.read(bytes, into: problems).map {
      SchemaReader(node: $0, path: "", problems: problems)
    }
    let map = root?.editionMap(from: older, to: newer)
    try problems.check()
    guard let map else { throw SchemaError(problems: problems.problems) }
    self = map
  }
}

extension SchemaReader {
  fileprivate func editionMap(from older: Questionnaire, to newer: Questionnaire) -> EditionMap? {
    mapping { keys in
      keys.required("from")?.checkForm(older)
      keys.required("to")?.checkForm(newer)
      var firstLines: [String: Int] = [:]
      var usedItems: [String: Int] = [:]
      let pairs = (keys.required("items")?.entries() ?? []).compactMap { key, mark, value in
        let from = item(key, of: older, at: mark, path: value.path)
        let pair = value.counterpart(of: from, in: newer)
        if let from, let first = firstLines[from.id] {
          problems.report(
            .duplicateName(from.id, what: .item, firstLine: first), at: mark, path: value.path)
        }
        if let pair, let first = usedItems[pair.to] {
          value.report(.duplicateName(pair.to, what: .item, firstLine: first))
        }
        if let from { firstLines[from.id] = firstLines[from.id] ?? mark.line }
        if let pair { usedItems[pair.to] = usedItems[pair.to] ?? mark.line }
        return pair
      }
      return EditionMap(from: older.id, to: newer.id, pairs: pairs)
    }
  }

  private func checkForm(_ form: Questionnaire) {
    guard let name = text(), name != form.id else { return }
    report(.unknownName(name, what: .questionnaire, nearest: form.id))
  }

  /// The item that `q4@2022` names.
  private func item(
    _ reference: String, of form: Questionnaire, at mark: Mark, path: String
  ) -> Item? {
    let parts = reference.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, form.id != parts[1], !form.id.hasSuffix("-\(parts[1])") {
      problems.report(
        .unknownName(String(parts[1]), what: .questionnaire, nearest: form.id), at: mark,
        path: path)
    }
    let id = parts.first.map(String.init) ?? ""
    if let item = form.item(id) { return item }
    let nearest = id.nearest(among: form.items.map(\.id))
    problems.report(.unknownName(id, what: .item, nearest: nearest), at: mark, path: path)
    return nil
  }

  /// The pair that `q5@2023`, or `{item: q5@2023, recode: …}`, makes of an item.
  private func counterpart(of from: Item?, in newer: Questionnaire) -> EditionMap.Pair? {
    guard case .mapping = node else {
      guard let name = text(), let to = item(name, of: newer, at: node.mark, path: path),
        let from
      else { return nil }
      checkTypes(from, to)
      return EditionMap.Pair(from: from.id, to: to.id)
    }
    return mapping { keys in
      let reader = keys.required("item")
      let recode = keys["recode"]
      let to = reader?.text().flatMap { name in
        item(name, of: newer, at: reader?.node.mark ?? node.mark, path: reader?.path ?? path)
      }
      guard let from, let to else { return nil }
      checkTypes(from, to)
      return EditionMap.Pair(
        from: from.id, to: to.id, recodes: recode?.recodes(from: from, to: to) ?? [:])
    }
  }

  /// Reports two items whose answers cannot mean the same.
  private func checkTypes(_ from: Item, _ to: Item) {
    if from.typeName != to.typeName {
      report(.conflict("\(from.id): \(from.typeName)", with: "\(to.id): \(to.typeName)"))
    }
  }

  private func recodes(from: Item, to: Item) -> [String: String] {
    for item in [from, to] where item.options.isEmpty { report(.noOptions(item.id)) }
    guard !from.options.isEmpty, !to.options.isEmpty else { return [:] }
    let old = from.options.map(\.code)
    let new = to.options.map(\.code)
    var recodes: [String: String] = [:]
    for (code, mark, value) in entries() {
      if !old.contains(code) {
        problems.report(
          .unknownName(code, what: .code, nearest: code.nearest(among: old)), at: mark, path: path)
      }
      guard let target = value.text() else { continue }
      if !new.contains(target) {
        value.report(.unknownName(target, what: .code, nearest: target.nearest(among: new)))
      }
      recodes[code] = target
    }
    return recodes
  }
}

extension Item {
  /// What `type:` says of the item.
  fileprivate var typeName: String {
    switch content {
    case .single: ItemType.single.rawValue
    case .multiple: ItemType.multiple.rawValue
    case .number: ItemType.number.rawValue
    case .text: ItemType.text.rawValue
    case .date: ItemType.date.rawValue
    }
  }
}
