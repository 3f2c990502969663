/// How the difference to a benchmark is divided among areas.
public enum BenchmarkMethod: String, Hashable, Sendable, CaseIterable {
  /// Every area is multiplied by the same factor.
  case ratio

  /// The same number is added to every area.
  case difference

  /// Areas move in proportion to wᵢ times their mean squared error, so that well-known areas move
  /// least: the smallest Σ (change)²/MSEᵢ that meets the benchmark.
  case meanSquaredError = "mse"
}

extension FayHerriot {
  /// The estimates, changed so that their weighted sum meets a number that is known better.
  ///
  /// Σ wᵢθ̃ᵢ = target, for instance the direct estimate of the nation with wᵢ the shares of the
  /// population. It keeps published numbers consistent, and guards against a wrong model; the mean
  /// squared errors are about those of the estimates before.
  ///
  /// - Parameters:
  ///   - target: The number to meet.
  ///   - weights: wᵢ, one per area; an area of weight 0 takes part in ratio and difference only.
  ///   - method: How the difference is divided.
  /// - Returns: One estimate per area; all NaN where the method divides by 0.
  public func benchmarked(
    to target: Double, weights: [Double], method: BenchmarkMethod = .difference
  ) -> [Double] {
    precondition(weights.count == values.count, "one weight per area")
    let sum = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 }
    switch method {
    case .ratio:
      return values.map { sum == 0 ? .nan : $0 * (target / sum) }
    case .difference:
      let total = weights.reduce(0, +)
      return values.map { total == 0 ? .nan : $0 + (target - sum) / total }
    case .meanSquaredError:
      let moves = zip(weights, meanSquaredErrors).map { $0 == 0 ? 0 : $0 * $1 }
      let total = zip(weights, moves).reduce(0) { $0 + $1.0 * $1.1 }
      return zip(values, moves).map {
        total > 0 ? $0 + (target - sum) * ($1 / total) : .nan
      }
    }
  }
}
