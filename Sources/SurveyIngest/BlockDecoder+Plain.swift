internal import DelimitedText
internal import SurveyModel

extension BlockDecoder {
  // The rows in which nothing is odd, column by column.

  /// The columns as the scanner read them.
  mutating func plainColumns() -> BlockColumns {
    let count = scanner.recordCount
    failedRows.removeAll()
    var columns = BlockColumns(plan.layout, rowCount: count)
    let keptBytes = keepsAll || uses.contains { $0.use.isKeptText } ? scanner.keptBytes : []
    for (field, use) in uses {
      switch use {
      case .codes(let column): columns.closed[column] = scanner.codes(of: field)
      case .numbers(let column): columns.numbers[column] = scanner.numbers(of: field)
      case .texts(let item, let column):
        // Of a text that is only checked there is nothing to keep.
        guard case .text(isKept: true) = scanner.decoding(of: field) else { continue }
        columns.texts[column] = scanner.keptRanges(of: field).enumerated().map { row, range in
          guard !range.isEmpty else { return -1 }
          let text = String(decoding: keptBytes[range], as: UTF8.self).trimmed.composed.lineFed
          if SpreadsheetFailure.isOne(text) { failedRows.append(row) }
          return text.isEmpty || decoder.isMissingCode(text, of: item)
            ? -1 : texts[column].number(of: text)
        }
      case .identifier(let item, let column?, _):
        let id = plan.study.questionnaire.items[item].id
        columns.texts[column] = keptTexts(of: field, keptBytes).map { text in
          text.isEmpty || decoder.isMissingCode(text, of: item)
            ? -1 : texts[column].number(of: decoder.pseudonyms.text(for: text, item: id))
        }
      case .key, .identifier(_, nil, _): break
      case .label:
        guard let memory = memories[field] else { continue }
        let labels = scanner.labels(of: field)
        for (position, column) in memory.columns.enumerated() {
          switch plan.layout.columns[column].kind {
          case .closed:
            let codes = memory.codes[position]
            columns.closed[column] = labels.map {
              $0 < 0 ? MissingKind.blank.code : codes[Int($0)]
            }
          case .number:
            let numbers = memory.numbers[position]
            columns.numbers[column] = labels.map { $0 < 0 ? .nan : numbers[Int($0)] }
          case .text:
            let numbers = memory.texts[position]
            columns.texts[column] = labels.map { $0 < 0 ? -1 : numbers[Int($0)] }
          case .integer: break
          }
        }
      }
    }
    if keepsAll { readKeys(keptBytes, into: &columns) }
    columns.fillAbsent()
    return columns
  }

  mutating func readKeys(_ keptBytes: [UInt8], into columns: inout BlockColumns) {
    guard let keyColumn, keyFields.allSatisfy({ $0 >= 0 }) else { return }
    let parts = keyFields.map { keyTexts(of: $0, keptBytes) }
    columns.texts[keyColumn] = (0..<scanner.recordCount).map { row in
      guard parts.allSatisfy({ !$0[row].isEmpty }) else { return -1 }
      if parts.count == 1 { return texts[keyColumn].append(parts[0][row]) }
      return texts[keyColumn].append(parts.map { $0[row] }.joined(separator: "\u{1F}"))
    }
  }

  /// The texts of a part of the key; empty where it is empty or its record is not plain.
  private func keyTexts(of field: Int, _ keptBytes: [UInt8]) -> [String] {
    for case (field, .identifier(let item, _, _)) in uses {
      let id = plan.study.questionnaire.items[item].id
      return keptTexts(of: field, keptBytes).map {
        $0.isEmpty ? "" : decoder.pseudonyms.text(for: $0, item: id)
      }
    }
    guard memories[field] != nil else {
      return scanner.keptRanges(of: field).map { String(decoding: keptBytes[$0], as: UTF8.self) }
    }
    // A column that is more than a part of the key, such as the unit's, is read as labels.
    let texts = (0..<scanner.labelCount(of: field)).map { label in
      String(decoding: scanner.text(of: label, field: field), as: UTF8.self).trimmed.composed
        .lineFed
    }
    return scanner.labels(of: field).map { $0 < 0 ? "" : texts[Int($0)] }
  }

  /// Whether a part of the key is a direct identifier.
  private var hasIdentifierKey: Bool {
    uses.contains { if case .identifier(_, _, _?) = $0.use { true } else { false } }
  }

  private func keptTexts(of field: Int, _ keptBytes: [UInt8]) -> [String] {
    scanner.keptRanges(of: field).map {
      String(decoding: keptBytes[$0], as: UTF8.self).trimmed.composed
    }
  }

  /// The plain rows that break a rule between answers; what was not asked becomes "not applicable".
  func oddRows(in columns: inout BlockColumns, besides irregular: [Int]) -> [Int] {
    var isOdd = [Bool](repeating: false, count: columns.rowCount)
    let items = plan.study.questionnaire.items
    for item in conditionalItems {
      let own = plan.columns.columnsOfItem[item]
      let conditions = decoder.skipConditions[item]
      for row in isOdd.indices {
        let isAnswered = own.contains {
          columns.isAnswered($0, row, isMultiple: items[item].isMultiple)
        }
        switch conditions.verdict(on: { columns.code($0, row) }) {
        case .asked: if items[item].isRequired && !isAnswered { isOdd[row] = true }
        case .notAsked where isAnswered: isOdd[row] = true
        case .notAsked:
          for column in own where columns.code(column, row) == MissingKind.blank.code {
            if !columns.closed[column].isEmpty {
              columns.closed[column][row] = MissingKind.notApplicable.code
            }
          }
        case .unknown: break
        }
      }
    }
    // The scanner does not ask for an identifier, though it be the key.
    if let keyColumn, keepsAll, hasIdentifierKey {
      for row in isOdd.indices where columns.texts[keyColumn][row] < 0 { isOdd[row] = true }
    }
    // Rows without any answer: looked for in one column after the other, among ever fewer rows.
    var pending = Array(isOdd.indices)
    for (item, own) in plan.columns.columnsOfItem.enumerated()
    where !pending.isEmpty && items[item].pii != .direct {
      for column in own {
        pending.removeAll { columns.isAnswered(column, $0, isMultiple: items[item].isMultiple) }
      }
    }
    for row in pending { isOdd[row] = true }
    // A warning changes no row, so where findings are not kept nobody looks for it.
    for check in decoder.formChecks.checks
    where keepsAll || check.definition.severity == .error {
      for row in check.breach.rows(of: columns) { isOdd[row] = true }
    }
    for row in irregular { isOdd[row] = false }
    return isOdd.indices.filter { isOdd[$0] }
  }
}
