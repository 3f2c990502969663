internal import DelimitedText
internal import SurveyModel

// What holds between the fields of a record.
extension RowDecoder {
  mutating func checkKey(_ record: borrowing RecordReader) {
    guard !keyParts.isEmpty, let column = layout.position(of: TableLayout.key) else { return }
    if keyParts.contains(where: \.isEmpty) {
      report(.keyMissing, record, field: nil, item: nil)
      return
    }
    texts[column] = keyParts.joined(separator: "\u{1F}")
  }

  mutating func checkSkipRules(_ record: borrowing RecordReader) {
    for (item, conditions) in skipConditions.enumerated()
    where !plan.columnsOfItem[item].isEmpty {
      switch conditions.verdict(on: { codes[$0] }) {
      case .asked: checkRequired(item, record)
      case .notAsked where isAnswered(item):
        let definition = study.questionnaire.items[item]
        report(
          .answeredThoughNotAsked, record, severity: definition.severity(of: .askedIf),
          field: plan.fieldOfItem[item], item: item,
          expected: .skip(item: definition.askedIf.first?.item ?? ""))
      case .notAsked:
        for column in plan.columnsOfItem[item] where codes[column] == MissingKind.blank.code {
          codes[column] = MissingKind.notApplicable.code
        }
      case .unknown: break
      }
    }
  }

  private func isAnswered(_ item: Int) -> Bool {
    plan.columnsOfItem[item].contains { column in
      switch layout.columns[column].kind {
      case .closed:
        // An option that was not ticked is no answer by itself.
        MissingKind(code: codes[column]) == nil
          && !(study.questionnaire.items[item].isMultiple && codes[column] == 0)
      case .number: !numbers[column].isNaN
      case .text: texts[column] != nil
      case .integer: false
      }
    }
  }

  private mutating func checkRequired(_ item: Int, _ record: borrowing RecordReader) {
    let definition = study.questionnaire.items[item]
    guard definition.isRequired, !isAnswered(item) else { return }
    let isBlank = plan.columnsOfItem[item].allSatisfy { codes[$0] == MissingKind.blank.code }
    // A faulty answer has its own finding already.
    guard isBlank, !findings.contains(where: { $0.item == definition.id }) else { return }
    report(
      .requiredMissing, record, severity: definition.severity(of: .required),
      field: plan.fieldOfItem[item], item: item)
  }

  /// Reports each check of the form that the answers break between them.
  mutating func checkBetweenItems(_ record: borrowing RecordReader) {
    guard !formChecks.checks.isEmpty else { return }
    let row = SingleRow(codes: codes, numbers: numbers, texts: texts, unread: faultyColumns)
    for check in formChecks.checks where !check.breach.rows(of: row).isEmpty {
      report(
        .brokenCheck, record, severity: check.definition.severity, items: check.items,
        expected: .check(id: check.definition.id, message: check.definition.message))
    }
  }

  /// The columns of items with an error of their own.
  private var faultyColumns: Set<Int> {
    let faulty = Set(findings.filter { $0.severity == .error }.compactMap(\.item))
    guard !faulty.isEmpty else { return [] }
    return Set(
      study.questionnaire.items.indices.filter { faulty.contains(study.questionnaire.items[$0].id) }
        .flatMap { plan.columnsOfItem[$0] })
  }

  mutating func checkAnswers(_ record: borrowing RecordReader) {
    // Who somebody is, is no answer.
    let hasAnswer = study.questionnaire.items.indices.contains {
      study.questionnaire.items[$0].pii != .direct && isAnswered($0)
    }
    if !hasAnswer && findings.isEmpty { report(.noAnswers, record, field: nil, item: nil) }
  }
}
