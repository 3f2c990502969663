extension SampleDesign {
  /// The units of a domain, group by group.
  ///
  /// - Parameters:
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - groups: The groups; `nil` for one group of all units.
  /// - Returns: For each group its units with a weight other than 0.
  /// - Throws: ``EstimationError/emptyDomain`` if no group has a unit.
  func units(in domain: [Bool]?, by groups: Grouping?) throws(EstimationError) -> [[Int]] {
    precondition(domain.map { $0.count == count } ?? true, "a domain says yes or no for each unit")
    precondition(groups.map { $0.codes.count == count } ?? true, "a grouping has a code per unit")
    func isUsed(_ unit: Int) -> Bool { weights[unit] != 0 && (domain?[unit] ?? true) }
    let units = groups?.units(where: isUsed) ?? [weights.indices.filter(isUsed)]
    if units.allSatisfy(\.isEmpty) { throw .emptyDomain }
    return units
  }

  /// The estimates of a statistic for each column and group: column after column, and within a
  /// column group after group.
  func estimates(
    ofColumns count: Int, in domain: [Bool]?, by groups: Grouping?,
    statistic: (_ column: Int, _ units: [Int]) -> Linearisation
  ) throws(EstimationError) -> Estimates {
    let units = try units(in: domain, by: groups)
    var statistics: [Linearisation] = []
    for column in 0..<count {
      for members in units { statistics.append(statistic(column, members)) }
    }
    return try Estimates(statistics, design: self)
  }

  /// Checks that columns have a value per unit.
  func checkLengths(_ columns: [[Double]]) {
    precondition(columns.allSatisfy { $0.count == count }, "a column has one value per unit")
  }
}
