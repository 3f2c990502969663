internal import SurveyModel

/// Item non-response: blank, refused, don't-know and unreadable answers among the items asked.
///
/// An interview's value is their share; a group's, the mean of its interviews'. Its standard error is
/// the standard deviation of interviews within groups, of all groups together, by √n: what an
/// interview leaves blank hangs together, so blanks are not counted one by one. Groups are compared on
/// both sides. Many blanks may be an interviewer who does not ask; hardly any, one who fills in. Both may
/// be a matter of who was asked: older people and those who never came to the office know less.
struct ItemNonresponse {
  /// For each row the share of missing answers, NaN where nothing was asked; multiple choices by their
  /// first option.
  let shares: [Double]

  init(_ sheet: AnswerSheet) {
    var asked = [Int](repeating: 0, count: sheet.rowCount)
    var missing = asked
    var last = -1
    for (column, codes) in sheet.columns.enumerated() {
      let item = sheet.itemOfColumn[column]
      guard item != last else { continue }
      last = item
      for row in codes.indices where codes[row] != MissingKind.notApplicable.code {
        asked[row] += 1
        if Int(codes[row]) > MissingKind.maximumOptionCount { missing[row] += 1 }
      }
    }
    shares = zip(asked, missing).map { $0 > 0 ? Double($1) / Double($0) : .nan }
  }
}
