internal import SurveyModel

/// The checks of a form, ready for the columns of a file.
struct FormChecks {
  /// A check and what it looks at.
  struct Check {
    var definition: CrossCheck
    /// What a row that breaks the check fulfils.
    var breach: ConditionProgram
    /// The items it looks at, by their positions in the form.
    var items: [Int]
  }

  let checks: [Check]

  init(of study: Study, plan: ColumnPlan, layout: TableLayout) {
    let form = study.questionnaire
    guard !form.checks.isEmpty else {
      checks = []
      return
    }
    let columns = Dictionary(
      zip(form.items.map(\.id), plan.columnsOfItem), uniquingKeysWith: { first, _ in first })
    checks = form.checks.map { check in
      Check(
        definition: check,
        breach: ConditionProgram(
          check.breach, form: form, referenceDate: study.referenceDate, layout: layout,
          columns: columns),
        items: check.items.compactMap { id in form.items.firstIndex { $0.id == id } })
    }
  }
}

extension BlockColumns: AnswerColumns {
  func codes(_ column: Int) -> [UInt8] { closed[column] }
  func numbers(_ column: Int) -> [Double] { numbers[column] }
  func hasText(_ column: Int) -> [Bool] { texts[column].map { $0 >= 0 } }
  // A plain row holds nothing that could not be read.
  func isUnread(_: Int) -> Bool { false }
}

/// The row that a ``RowDecoder`` has before it, as columns of one value.
struct SingleRow: AnswerColumns {
  let rowCount = 1
  var codes: [UInt8]
  var numbers: [Double]
  var texts: [String?]
  /// The columns with an error of their own: nothing is concluded from them.
  var unread: Set<Int>

  func codes(_ column: Int) -> [UInt8] { [codes[column]] }
  func numbers(_ column: Int) -> [Double] { [numbers[column]] }
  func hasText(_ column: Int) -> [Bool] { [texts[column] != nil] }
  func isUnread(_ column: Int) -> Bool { unread.contains(column) }
}
