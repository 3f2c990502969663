internal import SurveyModel

extension SchemaReader {
  /// The checks of a form, each condition read and its kinds made sure of.
  func checks(items: [Item]) -> [CrossCheck] {
    var lines: [String: Int] = [:]
    let items = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return list().compactMap { reader in
      guard let check = reader.check(items: items) else { return nil }
      if let first = lines[check.id] {
        reader.report(.duplicateName(check.id, what: .check, firstLine: first))
      } else {
        lines[check.id] = reader.node.mark.line
      }
      return check
    }
  }

  private func check(items: [String: Item]) -> CrossCheck? {
    mapping { keys in
      let id = keys.required("id")?.name()
      let premiseReader = keys["if"]
      let premise = premiseReader?.condition(items: items)
      let requirement = keys.required("then")?.condition(items: items)
      let severity = keys["severity"]?.choice(Severity.self) ?? .error
      let message = keys.required("message")?.label()
      guard let id, let requirement, let message, premise != nil || premiseReader == nil else {
        return nil
      }
      return CrossCheck(
        id: id, premise: premise, requirement: requirement, severity: severity, message: message)
    }
  }

  /// A condition on the answers of a form.
  func condition(items: [String: Item]) -> StatedCondition? {
    guard let text = text() else { return nil }
    let expression: Expression
    do throws(ExpressionError) {
      expression = try ExpressionParser.parse(text)
    } catch {
      report(
        .expression(error.expected), at: problems.mark(of: error.position, in: text, at: node.mark))
      return nil
    }
    let reader = ConditionReader(items: items) { kind, position in
      report(kind, at: problems.mark(of: position, in: text, at: node.mark))
    }
    guard let condition = reader.condition(expression) else { return nil }
    guard !condition.items.isEmpty else {
      report(.condition(.noItem))
      return nil
    }
    return StatedCondition(text: text, condition: condition)
  }
}

extension SchemaProblems {
  /// Where a character of a scalar stands in the file, be the scalar plain, quoted or folded.
  ///
  /// YAML changes blanks and line breaks only, so the character is found by counting the others.
  ///
  /// - Complexity: O(*length of the scalar*).
  func mark(of position: Int, in text: String, at start: Mark) -> Mark {
    let characters = text.count { !$0.isWhitespace }
    let before = text.prefix(position - 1).count { !$0.isWhitespace }
    // Behind the last character, where something more was expected.
    let isBehind = before == characters
    var remaining = isBehind ? before - 1 : before
    guard remaining >= 0, lines.indices.contains(start.line - 1) else { return start }
    var line = start.line - 1
    var rest = lines[line].dropFirst(start.column - 1)
    let quote = rest.first.flatMap { "'\"".contains($0) ? $0 : nil }
    if quote != nil { rest = rest.dropFirst() }
    if let first = rest.first, quote == nil, "|>".contains(first) { rest = "" }
    while true {
      guard let character = rest.first else {
        line += 1
        guard line < lines.count else { return start }
        rest = lines[line]
        continue
      }
      if !character.isWhitespace {
        if remaining == 0 { break }
        remaining -= 1
        // Inside quotes a doubled or escaped character is one.
        if isDoubled(rest, quote) { rest = rest.dropFirst() }
      }
      rest = rest.dropFirst()
    }
    return Mark(line: line + 1, column: lines[line].count - rest.count + (isBehind ? 2 : 1))
  }

  private func isDoubled(_ rest: Substring, _ quote: Character?) -> Bool {
    switch quote {
    case "'": rest.hasPrefix("''")
    case "\"": rest.hasPrefix("\\")
    default: false
    }
  }
}
