import SurveyModel

/// A form's rules made strict: every second choice required, numbers and texts unique, and checks
/// between neighbours; few of them errors, so that rows remain.
enum StrictForm {
  static func study(_ study: Study) -> Study {
    var study = study
    var form = study.questionnaire
    var singles: [Item] = []
    for position in form.items.indices where form.items[position].pii != .direct {
      switch form.items[position].content {
      case .single:
        form.items[position].isRequired = position.isMultiple(of: 2)
        form.items[position].severities[.required] =
          position.isMultiple(of: 16) ? .error : .warning
        singles.append(form.items[position])
      case .number, .text:
        form.items[position].isUnique = true
        form.items[position].severities[.unique] = .warning
        form.checks.append(
          check(.not(.isMissing(form.items[position].id)), number: form.checks.count, .warning))
      case .multiple:
        form.checks.append(
          check(.isMissing(form.items[position].id), number: form.checks.count, .warning))
      case .date:
        form.checks.append(
          check(
            .compares(.item(form.items[position].id), .less, .referenceDate),
            number: form.checks.count, .warning))
      }
    }
    for (number, pair) in zip(singles, singles.dropFirst(3)).enumerated() {
      form.checks.append(
        check(
          .any([.not(.isMissing(pair.0.id)), .isMissing(pair.1.id)]), number: form.checks.count,
          number.isMultiple(of: 20) ? .error : .warning))
    }
    for (item, next) in zip(singles, singles.dropFirst())
    where item.options.map(\.code) == next.options.map(\.code) {
      form.checks.append(
        check(.orders(item.id, .lessOrEqual, next.id), number: form.checks.count, .warning))
    }
    study.questionnaire = form
    return study
  }

  private static func check(
    _ condition: Condition, number: Int, _ severity: Severity
  ) -> CrossCheck {
    CrossCheck(
      id: "c\(number)", requirement: StatedCondition(text: "", condition: condition),
      severity: severity, message: LocalizedText("c\(number)"))
  }
}
