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
        report(
          .answeredThoughNotAsked, record, field: plan.fieldOfItem[item], item: item,
          expected: .skip(item: study.questionnaire.items[item].askedIf.first?.item ?? ""))
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
    report(.requiredMissing, record, field: plan.fieldOfItem[item], item: item)
  }

  mutating func checkAnswers(_ record: borrowing RecordReader) {
    // Who somebody is, is no answer.
    let hasAnswer = study.questionnaire.items.indices.contains {
      study.questionnaire.items[$0].pii != .direct && isAnswered($0)
    }
    if !hasAnswer && findings.isEmpty { report(.noAnswers, record, field: nil, item: nil) }
  }
}
