internal import SurveyStatistics

/// The words of a request that name a choice, as the engine's values.
struct CheckedWords {
  let interval: IntervalWord
  /// Nil where none was asked for.
  let adjustment: FamilyAdjustment?
  let order: RankOrder
  let rule: DegreesOfFreedomRule
  let quantiles: QuantileOptions

  init(_ request: EstimateRequest) throws(EstimateError) {
    guard request.level > 0, request.level < 1 else { throw .impossibleNumber(option: "--level") }
    if case .number(let number) = request.degreesOfFreedom, !(number > 0) {
      throw .impossibleNumber(option: "--df")
    }
    guard (0...1).contains(request.assumedCorrelation) else {
      throw .impossibleNumber(option: "--assumed-icc")
    }
    var seen: Set<String> = []
    for column in request.by where !seen.insert(column).inserted {
      throw .repeatedColumn(option: "--by", column: column)
    }
    if request.by.isEmpty {
      if request.comparesToWhole { throw .needsGroups(option: "--compare-to-whole") }
      if request.ranks { throw .needsGroups(option: "--rank") }
    }
    interval = try Self.choice(
      request.interval, among: IntervalWord.allCases.map { ($0.rawValue, $0) },
      option: "--interval")
    adjustment = try request.adjustment.map { word throws(EstimateError) in
      try Self.choice(
        word.lowercased(), among: FamilyAdjustment.allCases.map { ($0.rawValue.lowercased(), $0) },
        option: "--adjust")
    }
    order = try Self.choice(
      request.rankOrder, among: [("largest", .largestFirst), ("smallest", .smallestFirst)],
      option: "--rank-order")
    rule =
      switch request.degreesOfFreedom {
      case .domain: .domain
      case .design: .wholeDesign
      case .number(let number): .number(number)
      case .bellMcCaffrey: .bellMcCaffrey
      }
    let quantileInterval = try Self.choice(
      request.quantileInterval, among: Self.quantileIntervals, option: "--quantile-interval")
    quantiles = QuantileOptions(
      interval: quantileInterval, level: request.level,
      degreesOfFreedom: interval == .z ? .infinity : nil)
  }

  /// R's `interval.type`, with the name that it had for replicate weights before version 4.1.
  static let quantileIntervals: [(String, QuantileInterval)] =
    QuantileInterval.allCases.map { ($0.rawValue, $0) } + [("probability", .mean)]

  private static func choice<Choice>(
    _ word: String, among choices: [(String, Choice)], option: String
  ) throws(EstimateError) -> Choice {
    guard let choice = choices.first(where: { $0.0 == word }) else {
      throw .unknownWord(option: option, word: word, allowed: choices.map(\.0))
    }
    return choice.1
  }
}

extension EstimateRequest {
  /// The names of intervals: t and z for all statistics, the others for shares.
  public static var intervalNames: [String] { IntervalWord.allCases.map(\.rawValue) }

  /// The names of intervals of quantiles: R's `interval.type`, and `inversion`.
  public static var quantileIntervalNames: [String] { CheckedWords.quantileIntervals.map(\.0) }

  /// The names of rules for quantiles: R's `qrule`.
  public static var quantileRuleNames: [String] { QuantileRule.allCases.map(\.rawValue) }
}
