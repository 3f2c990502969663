/// The simple random sample that a design effect compares with.
public enum DesignEffectReference: String, Hashable, Sendable, CaseIterable {
  /// Drawn without replacement from a population of Σ wᵢ units (R *survey*'s `deff = TRUE`).
  case withoutReplacement

  /// Drawn with replacement (R *survey*'s `deff = "replace"`).
  case withReplacement = "replace"
}

extension Estimates {
  /// How much larger each variance is than that of a simple random sample of the same size.
  ///
  /// The comparison is S²/n with replacement and S²/n × (W − n)/W without, where S² is the
  /// estimated variance of the population's values, n the number of units and W the sum of weights.
  ///
  /// - Parameter reference: The simple random sample to compare with.
  /// - Returns: One number per estimate; NaN where S² is 0 or unknown, and, without replacement,
  ///   where the weights sum to no more than n.
  public func designEffects(
    against reference: DesignEffectReference = .withoutReplacement
  ) -> [Double] {
    values.indices.map { index in
      let count = Double(sampleSizes[index])
      let variance = elementVariances[index] / count
      guard variance > 0 else { return .nan }
      switch reference {
      case .withReplacement:
        return covariance[index, index] / variance
      case .withoutReplacement:
        let total = weightTotals[index]
        guard total > count else { return .nan }
        return covariance[index, index] / (variance * (total - count) / total)
      }
    }
  }

  /// How many units of a simple random sample with replacement would give the same variances.
  ///
  /// n/deff, with the design effect against sampling with replacement, so that a simple random
  /// sample with equal weights and no finite population correction has exactly n.
  ///
  /// NaN where the design effect is; infinite where the variance is 0 but S² is not.
  public var effectiveSizes: [Double] {
    zip(sampleSizes, designEffects(against: .withReplacement)).map { Double($0) / $1 }
  }
}
