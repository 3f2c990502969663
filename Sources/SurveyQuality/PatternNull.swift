internal import Foundation
internal import SurveyModel
internal import SurveyStatistics

/// The patterns of answers of one group, and what they would be if answers went together by chance.
///
/// The answers to each item are shuffled within the group, so that the group keeps how satisfied it is and
/// how much of one mind, and loses which answers were given together. A group in which everybody gives
/// the same answers looks the same after shuffling, and nothing about it is unusual.
struct PatternNull {
  /// The patterns, in the order of ``values``.
  static let signals: [QualitySignal] = [
    .duplicateAnswers, .percentMatch, .straightlining, .variance,
  ]

  /// What was seen; NaN where a pattern is not defined.
  let values: [Double]
  /// The mean and the standard deviation over shuffles.
  let means: [Double]
  let deviations: [Double]
  /// (b + 1)/(m + 1) for b of m shuffles that gave as much as was seen.
  let upperPValues: [Double]
  /// The greatest agreement of two interviews in any shuffle.
  let greatestMatch: Double
  /// Of each interview, the agreement with the one most like it, and the share of its longest runs.
  let matches: [(share: Double, other: Int)]
  let runShares: [Double]

  init(
    _ block: AnswerBlock, batteries: Batteries, variance: ScoreVariance, permutations: Int,
    seed: UInt64
  ) {
    let like = LikeAnswers(block)
    let runs = batteries.columns.isEmpty ? [] : batteries.runShares(of: block)
    matches = like.matches
    runShares = runs
    func measured(_ block: AnswerBlock, _ like: LikeAnswers, _ runs: [Double]) -> [Double] {
      let run = runs.isEmpty ? Double.nan : runs.reduce(0, +) / Double(runs.count)
      return [like.twins, like.mean, run, variance.value(of: block)]
    }
    values = measured(block, like, runs)
    var generator = SeededGenerator(seed: seed)
    var shuffled = block
    var draws: [[Double]] = []
    var greatest = 0.0
    for _ in 0..<permutations {
      shuffled.shuffle(using: &generator)
      let like = LikeAnswers(shuffled)
      let runs = batteries.columns.isEmpty ? [] : batteries.runShares(of: shuffled)
      greatest = max(greatest, like.greatest)
      draws.append(measured(shuffled, like, runs))
    }
    greatestMatch = greatest
    let count = Double(permutations)
    let means = values.indices.map { signal in draws.reduce(0) { $0 + $1[signal] } / count }
    self.means = means
    deviations = values.indices.map { signal in
      let squares = draws.reduce(0) { sum, draw in
        sum + (draw[signal] - means[signal]) * (draw[signal] - means[signal])
      }
      return (squares / max(1, count - 1)).squareRoot()
    }
    let values = values
    upperPValues = values.indices.map { signal in
      // What differs only by rounding is as much.
      let bound = values[signal] - 1e-12
      return Double(draws.count { $0[signal] >= bound } + 1) / (count + 1)
    }
  }

  /// What the group has beyond chance, on the scale on which groups are compared, and its standard error.
  ///
  /// Of a share, the part that chance leaves open: (v − v₀)/(1 − v₀). Of the variance, log v/v₀. NaN where
  /// the group's answers cannot show it: they are all alike, or chance alone gives it all.
  func excess(_ signal: Int) -> (value: Double, standardError: Double) {
    let value = values[signal]
    let mean = means[signal]
    let deviation = deviations[signal]
    guard !value.isNaN, !mean.isNaN else { return (.nan, .nan) }
    if PatternNull.signals[signal] == .variance {
      guard mean > 1e-12 else { return (.nan, .nan) }
      return (log(max(value / mean, 0.01)), deviation / mean)
    }
    guard mean < PatternNull.saturation else { return (.nan, .nan) }
    if PatternNull.signals[signal] == .straightlining {
      return (log(value / mean), deviation / mean)
    }
    return ((value - mean) / (1 - mean), deviation / (1 - mean))
  }

  /// The share from which on chance alone leaves nothing to see.
  static let saturation = 0.98
}

extension SeededGenerator {
  /// A seed for a group, by its label: groups do not depend on which others there are.
  static func seed(_ seed: UInt64, label: String) -> UInt64 {
    // FNV-1a over the label's bytes, mixed with the seed.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in label.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var generator = SeededGenerator(seed: hash ^ seed)
    return generator.next()
  }
}
