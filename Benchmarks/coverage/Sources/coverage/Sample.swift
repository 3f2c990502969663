import Foundation
import SurveyStatistics

/// One drawn sample.
///
/// Each PSU has a share of its own, beta distributed about the true share so that two answers from it
/// have the correlation ρ; weights are lognormal with a coefficient of variation of 0.4, and say
/// nothing about the answers.
struct Sample {
  var weights: [Double] = []
  var clusters: [Int] = []
  var values: [Double] = []

  init(_ scenario: Scenario, using generator: inout SeededGenerator) {
    let correlation =
      scenario.pooling == .uneven
      ? 2 * scenario.correlation * generator.uniform() : scenario.correlation
    let spread = log(1 + 0.4 * 0.4).squareRoot()
    for cluster in 0..<scenario.clusters {
      let share = generator.beta(mean: scenario.share, correlation: correlation)
      for _ in 0..<scenario.clusterSize {
        weights.append(exp(spread * generator.normal()))
        clusters.append(cluster)
        values.append(generator.uniform() < share ? 1 : 0)
      }
    }
  }
}

extension SeededGenerator {
  /// A standard normal number, by Box and Muller.
  fileprivate mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * Double.pi * uniform())
  }

  /// A beta distributed number with the variance ρ × mean × (1 − mean).
  fileprivate mutating func beta(mean: Double, correlation: Double) -> Double {
    guard correlation > 0 else { return mean }
    let size = 1 / correlation - 1
    let (first, second) = (gamma(shape: mean * size), gamma(shape: (1 - mean) * size))
    return first + second > 0 ? first / (first + second) : (uniform() < mean ? 1 : 0)
  }

  /// A gamma distributed number, by Marsaglia and Tsang (2000).
  private mutating func gamma(shape: Double) -> Double {
    guard shape >= 1 else { return gamma(shape: shape + 1) * pow(1 - uniform(), 1 / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let cube = root * root * root
      if log(1 - uniform()) < 0.5 * x * x + d - d * cube + d * log(cube) { return d * cube }
    }
  }
}
