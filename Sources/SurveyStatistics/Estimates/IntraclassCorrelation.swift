/// How alike the units of one PSU are, pooled over groups: the intra-class correlation ρ.
///
/// The analysis-of-variance estimator for clusters of unequal sizes, on unweighted values:
///
///     ρ = (MSB − MSW) / (MSB + (m₀ − 1) MSW),   at least 0
///
/// MSB and MSW are the mean squares between PSUs within groups and within PSUs; with m_gc values in
/// PSU c of group g, M_g = Σ_c m_gc and k_g PSUs, m₀ = Σ_g (M_g − Σ_c m_gc²/M_g) / Σ_g (k_g − 1).
/// Groups (provinces, strata) keep differences between them out of ρ; one that has no variation,
/// or one PSU, still counts for what it shows.
public struct IntraclassCorrelation: Hashable, Sendable {
  /// ρ, 0…1.
  public let value: Double

  /// The number of PSUs less groups: how much ρ is based on; 0 for an assumption.
  public let degreesOfFreedom: Int

  /// Whether ρ rests on 30 degrees of freedom or more, so that intervals may be made from it.
  public var isWellKnown: Bool { degreesOfFreedom >= 30 }

  /// Takes ρ from elsewhere: an earlier wave, or an assumption that is stated with the result.
  ///
  /// - Parameter value: ρ, 0…1.
  public init(assuming value: Double) {
    precondition((0...1).contains(value), "an intra-class correlation lies between 0 and 1")
    self.value = value
    degreesOfFreedom = 0
  }

  /// Estimates ρ.
  ///
  /// `nil` where it is not defined: no group with two PSUs, no PSU with two values, or all values
  /// the same.
  ///
  /// - Parameters:
  ///   - values: One value per unit, 0/1 or any; NaN is left out.
  ///   - clusters: The PSU of each unit, numbered within its group.
  ///   - groups: The group of each unit; `nil` for one group.
  public init?(of values: [Double], clusters: [Int], groups: [Int]? = nil) {
    precondition(values.count == clusters.count, "one PSU per value")
    precondition(groups.map { $0.count == values.count } ?? true, "one group per value")
    var sums: [Int: [Int: Moments]] = [:]
    for (unit, value) in values.enumerated() where !value.isNaN {
      sums[groups?[unit] ?? 0, default: [:]][clusters[unit], default: Moments()].add(value)
    }
    var between = 0.0
    var within = 0.0
    var evenSize = 0.0
    var betweenFreedom = 0
    var withinFreedom = 0
    // Sorted, so that the same data always sums in the same order.
    for (_, group) in sums.sorted(by: { $0.key < $1.key }) {
      let moments = group.sorted { $0.key < $1.key }.map(\.value)
      let size = moments.reduce(0) { $0 + $1.count }
      let mean = moments.reduce(0) { $0 + $1.mean * $1.count } / size
      for cluster in moments {
        between += cluster.count * (cluster.mean - mean) * (cluster.mean - mean)
        within += cluster.squares
        withinFreedom += Int(cluster.count) - 1
      }
      evenSize += size - moments.reduce(0) { $0 + $1.count * $1.count } / size
      betweenFreedom += moments.count - 1
    }
    guard betweenFreedom > 0, withinFreedom > 0 else { return nil }
    let meanBetween = between / Double(betweenFreedom)
    let meanWithin = within / Double(withinFreedom)
    let bottom = meanBetween + (evenSize / Double(betweenFreedom) - 1) * meanWithin
    guard bottom > 0 else { return nil }
    value = max(0, (meanBetween - meanWithin) / bottom)
    degreesOfFreedom = betweenFreedom
  }

  /// The design effect that ρ gives a sample of PSUs of the given sizes: 1 + (m̄ − 1)ρ.
  ///
  /// m̄ = Σm²/Σm, the size of the PSU that the average unit lives in. It is used for bounds where
  /// no event was seen, and a variance cannot be estimated from the sample itself.
  ///
  /// - Parameter clusterSizes: The number of units in each PSU; those of 0 do not matter.
  /// - Returns: 1 or more; 1 for a sample without units.
  public func designEffect(ofClusterSizes clusterSizes: [Int]) -> Double {
    let size = clusterSizes.reduce(0) { $0 + Double($1) }
    guard size > 0 else { return 1 }
    let squares = clusterSizes.reduce(0) { $0 + Double($1) * Double($1) }
    return 1 + (squares / size - 1) * value
  }

  /// The design effect that ρ gives a mean of weighted units in PSUs:
  /// n Σ_c [ρ (Σ_j w_cj)² + (1 − ρ) Σ_j w_cj²] / (Σ w)².
  ///
  /// The variance of Σ wy/Σ w over σ²/n, where values have the variance σ² and the correlation ρ
  /// within a PSU, and do not depend on the weights. With equal weights it is
  /// ``designEffect(ofClusterSizes:)``, with ρ = 0 Kish's 1 + cv² of the weights.
  ///
  /// - Parameters:
  ///   - weights: The weight of each unit, above 0.
  ///   - clusters: The PSU of each unit.
  /// - Returns: 1 or more; 1 for a sample without units.
  /// - Complexity: O(*n*) in the number of units.
  public func designEffect(ofWeights weights: [Double], clusters: [Int]) -> Double {
    precondition(weights.count == clusters.count, "one PSU per weight")
    guard !weights.isEmpty else { return 1 }
    var totals: [Int: Double] = [:]
    for (weight, cluster) in zip(weights, clusters) { totals[cluster, default: 0] += weight }
    let sum = weights.reduce(0, +)
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    // Sorted, so that the same data always sums in the same order.
    let between = totals.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }
    let spread = value * between + (1 - value) * squares
    return max(1, Double(weights.count) * spread / (sum * sum))
  }

  /// The number, mean and sum of squared deviations of values, updated one by one (Welford 1962).
  private struct Moments {
    var count = 0.0
    var mean = 0.0
    var squares = 0.0

    mutating func add(_ value: Double) {
      count += 1
      let deviation = value - mean
      mean += deviation / count
      squares += deviation * (value - mean)
    }
  }
}
