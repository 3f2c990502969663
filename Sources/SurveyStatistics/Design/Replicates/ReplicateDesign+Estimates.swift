extension ReplicateDesign: SurveyDesign {
  /// Estimates a statistic with the full-sample weights and with those of each replicate.
  ///
  /// - Parameters:
  ///   - statistic: What to estimate.
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - groups: Groups to estimate apart; `nil` for none.
  /// - Returns: The statistic's estimates one after the other, and of each group after group.
  /// - Throws: ``EstimationError`` where the data cannot carry the estimates.
  /// - Complexity: O(units) for each estimate and replicate.
  public func estimates(
    of statistic: some Statistic, in domain: [Bool]?, by groups: Grouping?
  ) throws(EstimationError) -> Estimates {
    let full = try linearisations(of: statistic, in: domain, by: groups)
    let units = replicateUnits(full, of: statistic, in: domain, by: groups)
    let groupCount = groups?.count ?? 1
    var values = Matrix(rows: replicateCount, columns: full.count, repeating: .nan)
    for replicate in 0..<replicateCount {
      let weights = replicateWeights(replicate)
      for index in full.indices where full[index].value.isFinite {
        let value = statistic.value(index / groupCount, over: units[index], weights: weights)
        if value.isFinite { values[replicate, index] = value }
      }
    }
    let replication = Replication(
      values: values, scale: scale, scales: replicateScales, centre: centre)
    return Estimates(
      full, covariance: replication.covariance(around: full.map(\.value)),
      degreesOfFreedom: degreesOfFreedom(among: full.map(\.variable.units)),
      replication: replication, weights: weights)
  }

  /// The rank of the replicate weights of a domain's units, less 1.
  ///
  /// - Parameter domain: Which units belong to the domain; `nil` for all.
  /// - Returns: 0 or more.
  public func degreesOfFreedom(in domain: [Bool]? = nil) -> Int {
    precondition(domain.map { $0.count == count } ?? true, "a domain says yes or no for each unit")
    guard let domain else { return wholeDegreesOfFreedom }
    return degreesOfFreedom(among: [weights.indices.filter { domain[$0] && weights[$0] != 0 }])[0]
  }

  /// The degrees of freedom among each of several sets of units, all with a positive weight.
  private func degreesOfFreedom(among sets: [[Int]]) -> [Int] {
    let whole = weights.indices.filter { weights[$0] != 0 }
    var known: [[Int]: Int] = [whole: wholeDegreesOfFreedom]
    return sets.map { units in
      if let freedom = known[units] { return freedom }
      let freedom = max(0, store.rank(among: units, weights: weights) - 1)
      known[units] = freedom
      return freedom
    }
  }

  /// The units of each estimate, also those with no full-sample weight, which a replicate may give one.
  private func replicateUnits(
    _ full: [Linearisation], of statistic: some Statistic, in domain: [Bool]?, by groups: Grouping?
  ) -> [[Int]] {
    guard weights.contains(0) else { return full.map(\.variable.units) }
    func isUsed(_ unit: Int) -> Bool { domain?[unit] ?? true }
    let members = groups?.units(where: isUsed) ?? [weights.indices.filter(isUsed)]
    return (0..<statistic.count).flatMap { index in
      members.map { $0.filter { statistic.isKnown($0, for: index) } }
    }
  }
}
