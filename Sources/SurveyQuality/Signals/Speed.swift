internal import Foundation
internal import SurveyModel

/// How long interviews took.
///
/// A duration is the end less the start where that is above 0 and below a day. An interview is short
/// where it took less than a stated part (⅓) of the median of all interviews, or less than so many
/// seconds (2) for each item that was asked. A group's value is the mean of log durations, compared with
/// the other groups downwards. Practised interviewers are quicker, and clocks of devices go wrong: a short
/// interview is a reason to look at its form.
struct Speed {
  /// The duration of each interview in seconds, nil where it is not known.
  let durations: [Double?]
  /// The median duration, nil where none is known.
  let median: Double?
  /// Which interviews are short.
  let isShort: [Bool]
  /// Which interviews ended before they started.
  let endsFirst: [Bool]

  init(_ sheet: AnswerSheet, rules: QualityRules) {
    let durations = zip(sheet.started, sheet.ended).map { start, end -> Double? in
      guard let start, let end, end > start, end - start < 86_400 else { return nil }
      return end - start
    }
    self.durations = durations
    endsFirst = zip(sheet.started, sheet.ended).map { start, end in
      guard let start, let end else { return false }
      return end < start
    }
    let known = durations.compactMap(\.self)
    let median = known.isEmpty ? nil : GroupComparison.median(known)
    self.median = median
    var asked = [Int](repeating: 0, count: sheet.rowCount)
    var last = -1
    for (column, codes) in sheet.columns.enumerated() where sheet.itemOfColumn[column] != last {
      last = sheet.itemOfColumn[column]
      for row in codes.indices where codes[row] != MissingKind.notApplicable.code {
        asked[row] += 1
      }
    }
    isShort = durations.indices.map { row in
      guard let duration = durations[row], let median else { return false }
      return duration < median * rules.shortShare
        || duration < Double(asked[row]) * rules.secondsPerItem
    }
  }

  /// The logarithm of each duration, NaN where it is not known.
  var logarithms: [Double] { durations.map { $0.map { log($0) } ?? .nan } }
}
