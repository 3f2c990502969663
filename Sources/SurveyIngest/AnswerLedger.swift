internal import SurveyModel

/// The answers to items whose answers are unique, each with the place of the record that gave it first.
///
/// Only records that are kept count: what is set aside repeats nothing.
struct AnswerLedger {
  /// An item whose answers are unique, and its column.
  struct Entry {
    var item: Int
    var column: Int
  }

  let entries: [Entry]
  private var texts: [[String: KeyLedger.Place]]
  private var numbers: [[Double: KeyLedger.Place]]

  init(of study: Study, plan: ColumnPlan) {
    let items = study.questionnaire.items
    entries = items.indices.compactMap { item in
      guard items[item].isUnique, let column = plan.columnsOfItem[item].first else { return nil }
      return Entry(item: item, column: column)
    }
    texts = entries.map { _ in [:] }
    numbers = entries.map { _ in [:] }
  }

  /// For each of the entries where the answer of a row was given first; nil where it is new.
  func firsts(text: (Int) -> String?, number: (Int) -> Double) -> [KeyLedger.Place?] {
    entries.indices.map { entry in
      let column = entries[entry].column
      return text(column).flatMap { texts[entry][$0] } ?? numbers[entry][number(column)]
    }
  }

  /// Takes the answers of a row that is kept.
  mutating func take(
    at record: KeyLedger.Place, text: (Int) -> String?, number: (Int) -> Double
  ) {
    for (entry, place) in entries.enumerated() {
      if let text = text(place.column) {
        if texts[entry][text] == nil { texts[entry][text] = record }
      } else if !number(place.column).isNaN, numbers[entry][number(place.column)] == nil {
        numbers[entry][number(place.column)] = record
      }
    }
  }
}

extension BlockDecoder {
  /// Finds answers that an earlier record gave where they must be unique.
  mutating func checkUniqueAnswers(
    _ columns: BlockColumns, _ records: [RecordWalker.Record], keeps: inout [Bool],
    found: inout [[Finding]]
  ) {
    guard !answers.entries.isEmpty else { return }
    let pools = texts
    for (row, record) in records.enumerated() where keeps[row] {
      let text = { (column: Int) -> String? in
        guard !columns.texts[column].isEmpty, columns.texts[column][row] >= 0 else { return nil }
        return pools[column].values[Int(columns.texts[column][row])]
      }
      let number = { (column: Int) -> Double in
        columns.numbers[column].isEmpty ? .nan : columns.numbers[column][row]
      }
      for (entry, first) in zip(answers.entries, answers.firsts(text: text, number: number)) {
        guard let first else { continue }
        let item = plan.study.questionnaire.items[entry.item]
        let field = plan.columns.fieldOfItem[entry.item]
        let severity = item.severity(of: .unique)
        found[row].append(
          Finding(
            rule: .repeatedAnswer, severity: severity,
            position: position(of: record, field: field.map { $0 + 1 }),
            column: field.map { plan.matches[$0].header }, item: item.id,
            expected: .keyOf(record: Int(first.record), line: Int(first.line))))
        if severity == .error { keeps[row] = false }
      }
      guard keeps[row] else { continue }
      let place = KeyLedger.Place(record: record.place.record, line: record.place.line)
      answers.take(at: place, text: text, number: number)
    }
  }
}
