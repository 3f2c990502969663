import SurveyModel

/// A form's rules made strict: every second item required, some as a warning, dates and numbers and
/// texts unique, and checks between neighbours.
enum StrictForm {
  static func study(_ study: Study) -> Study {
    var study = study
    var form = study.questionnaire
    for position in form.items.indices where form.items[position].pii != .direct {
      form.items[position].isRequired = position.isMultiple(of: 2)
      form.items[position].severities = [.required: position.isMultiple(of: 16) ? .error : .warning]
      switch form.items[position].content {
      case .number, .text: form.items[position].isUnique = true
      case .date, .single, .multiple: break
      }
      form.items[position].severities[.unique] = .warning
    }
    let singles = form.items.filter { item in
      if case .single = item.content { item.pii != .direct } else { false }
    }
    for (item, next) in zip(form.items, form.items.dropFirst(3)) {
      guard item.pii != .direct, next.pii != .direct else { continue }
      form.checks.append(
        check(.any([.not(.isMissing(item.id)), .isMissing(next.id)]), number: form.checks.count))
    }
    for (item, next) in zip(singles, singles.dropFirst())
    where item.options.map(\.code) == next.options.map(\.code) {
      form.checks.append(check(.orders(item.id, .lessOrEqual, next.id), number: form.checks.count))
    }
    study.questionnaire = form
    return study
  }

  private static func check(_ condition: Condition, number: Int) -> CrossCheck {
    CrossCheck(
      id: "c\(number)", requirement: StatedCondition(text: "", condition: condition),
      severity: number.isMultiple(of: 20) ? .error : .warning, message: LocalizedText("c\(number)"))
  }
}
