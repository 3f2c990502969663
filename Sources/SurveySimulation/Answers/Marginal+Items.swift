internal import SurveyModel

extension Marginal {
  /// A satisfied population's answers to a criterion.
  ///
  /// On five levels 1, 3, 12, 52 and 32 % choose the levels from the lowest up; a scale of another
  /// length cuts the same population into as many levels. So that criteria differ, the share of
  /// the two upper levels is moved by −4…4 points, by the criterion's place in the index.
  ///
  /// - Parameters:
  ///   - optionCount: The number of levels.
  ///   - isDescending: Whether the first option is the best one.
  ///   - place: The place of the criterion among the criteria, from 0.
  /// - Returns: The distribution.
  static func satisfaction(optionCount: Int, isDescending: Bool, place: Int) -> Marginal {
    let shift = Double(place * 7 % 9 - 4) / 100
    let lower = [0.01, 0.03, 0.12].map { $0 * (0.16 - shift) / 0.16 }
    let upper = [0.52, 0.32].map { $0 * (0.84 + shift) / 0.84 }
    var below = [0.0]
    for share in lower + upper { below.append(below[below.count - 1] + share) }
    let shareBelow: (Int) -> Double = { level in
      let position = Double(level * (below.count - 1)) / Double(optionCount)
      let whole = min(Int(position), below.count - 2)
      return below[whole] + (position - Double(whole)) * (below[whole + 1] - below[whole])
    }
    return Marginal(
      (0..<optionCount).map { level in
        (isDescending ? optionCount - 1 - level : level, shareBelow(level + 1) - shareBelow(level))
      })
  }

  /// The answers to a question on an incident: `rate` of them report one, four fifths of these
  /// with the first code that reports.
  ///
  /// Edge cases:
  /// - Where every option reports, all answers do.
  static func incident(options: [ResponseOption], reportCodes: [String], rate: Double) -> Marginal {
    let isReport: (Int) -> Bool = { reportCodes.contains(options[$0].code) }
    let others = options.indices.filter { !isReport($0) }
    let reports = reportCodes.compactMap { code in options.firstIndex { $0.code == code } }
    let rate = others.isEmpty ? 1 : min(max(rate, 0), 1)
    let first = reports.count == 1 ? rate : 0.8 * rate
    let further = 0.2 * rate / Double(max(1, reports.count - 1))
    let reported = reports.enumerated().map { place, option in
      (option: option, weight: place == 0 ? first : further)
    }
    let weights = decreasingWeights(count: others.count)
    let total = weights.reduce(0, +)
    // The reports stand first: it is the critical who report.
    return Marginal(
      reported.reversed() + zip(others, weights).map { ($0, $1 / total * (1 - rate)) })
  }

  /// Answers to any other question: earlier options are chosen somewhat more often.
  static func background(optionCount: Int) -> Marginal {
    let weights = decreasingWeights(count: optionCount)
    return Marginal(weights.enumerated().map { (option: $0, weight: $1) })
  }

  /// Weights from twice the count down to just above it.
  private static func decreasingWeights(count: Int) -> [Double] {
    (0..<count).map { Double(2 * count - $0) }
  }
}
