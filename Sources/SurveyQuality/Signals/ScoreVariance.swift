internal import SurveyModel

/// How much the interviews of a group differ in satisfaction altogether.
///
/// A person who is satisfied with one thing is mostly satisfied with others too, so people differ more
/// in their mean score than they would if every answer were given by somebody else. Answers that are
/// invented question by question lack that. The value is the variance, over the interviews of a group, of
/// the mean of an interview's criterion scores less the group's mean score of the criterion; it is
/// compared with its mean under shuffling, as the logarithm of their quotient, which is 1 + (k − 1) r̄
/// for k criteria with a mean correlation of r̄ (Cronbach's α is 1 less the quotient's inverse, by k/(k − 1)).
/// So an interviewer whose people are all alike satisfied is not taken for one who invents: the
/// quotient, unlike the variance, does not fall where everybody gives the same answers.
///
/// Edge cases: fewer than 3 interviews with scores, no criterion with scores, or one criterion: no value.
struct ScoreVariance {
  /// For each criterion its column and the scores of its codes.
  private let criteria: [(column: Int, scores: [Double])]

  init(_ sheet: AnswerSheet, study: Study) {
    let profile = study.questionnaire.profile(study.scoring.profile)
    let wanted = Set(study.questionnaire.index.allCriteria)
    criteria = sheet.columns.indices.compactMap { column in
      let item = sheet.items[sheet.itemOfColumn[column]]
      guard wanted.contains(item.id), let scores = profile?.scores(of: item) else { return nil }
      return (column, scores)
    }
  }

  /// Whether the form has criteria that can hang together.
  var isDefined: Bool { criteria.count > 1 }

  /// The variance of the interviews' centred mean scores, NaN where there is none.
  func value(of block: AnswerBlock) -> Double {
    let means = centredMeans(of: block).filter { !$0.isNaN }
    guard isDefined, means.count > 2 else { return .nan }
    let mean = means.reduce(0, +) / Double(means.count)
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return squares / Double(means.count - 1)
  }

  /// For each interview the mean of its scores less the criteria's means; NaN where it has none.
  func centredMeans(of block: AnswerBlock) -> [Double] {
    var sums = [Double](repeating: 0, count: block.rowCount)
    var counts = [Int](repeating: 0, count: block.rowCount)
    for (column, scores) in criteria {
      let codes = block.columns[column]
      // Counted by code, so that the mean does not depend on the order of the interviews.
      var byCode = [Int](repeating: 0, count: scores.count)
      for code in codes where Int(code) < scores.count { byCode[Int(code)] += 1 }
      let answered = byCode.reduce(0, +)
      guard answered > 0 else { continue }
      let mean = zip(byCode, scores).reduce(0) { $0 + Double($1.0) * $1.1 } / Double(answered)
      for row in codes.indices where Int(codes[row]) < scores.count {
        sums[row] += scores[Int(codes[row])] - mean
        counts[row] += 1
      }
    }
    return zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : .nan }
  }
}
