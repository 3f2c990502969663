extension SampleDesign {
  /// The degrees of freedom of a variance: PSUs less strata, counted among the units of a domain.
  ///
  /// A PSU counts if it has a unit in the domain with a weight; so does a stratum. That is
  /// `degf` of a subset in R *survey*; Stata and SAS count the whole design.
  ///
  /// - Parameter domain: Which units belong to the domain; `nil` for all.
  /// - Returns: 0 or more.
  /// - Complexity: O(*n*) in the number of units.
  public func degreesOfFreedom(in domain: [Bool]? = nil) -> Int {
    precondition(domain.map { $0.count == count } ?? true, "a domain says yes or no for each unit")
    return degreesOfFreedom(among: weights.indices.filter { domain?[$0] ?? true })
  }

  /// PSUs less strata among the units with a weight other than 0.
  func degreesOfFreedom(among units: some Sequence<Int>) -> Int {
    guard let first = stages.first else { return 0 }
    var hasCluster = [Bool](repeating: false, count: first.clusterStratum.count)
    for unit in units where weights[unit] != 0 { hasCluster[first.cluster[unit]] = true }
    var clusters = 0
    var hasStratum = [Bool](repeating: false, count: first.clusterRange.count)
    for cluster in hasCluster.indices where hasCluster[cluster] {
      clusters += 1
      hasStratum[first.clusterStratum[cluster]] = true
    }
    return clusters - hasStratum.count(where: \.self)
  }
}
