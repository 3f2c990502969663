/// A sample with weights and a way to tell how much estimates made from it would vary.
///
/// ``SampleDesign`` knows how the sample was drawn and linearises; ``ReplicateDesign`` computes each
/// estimate again under replicate weights. Both take the same ``Statistic`` values and the same
/// calls, such as ``mean(of:in:by:)``, so a statistic is written once.
public protocol SurveyDesign: Sendable {
  /// The weight of each unit: how many people of the population it stands for.
  var weights: [Double] { get }

  /// Estimates a statistic over a domain, group by group, with the covariance of all estimates.
  ///
  /// - Parameters:
  ///   - statistic: What to estimate.
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - groups: Groups to estimate apart; `nil` for none.
  /// - Returns: The statistic's estimates one after the other, and of each group after group.
  /// - Throws: ``EstimationError`` where the data cannot carry the estimates.
  func estimates(
    of statistic: some Statistic, in domain: [Bool]?, by groups: Grouping?
  ) throws(EstimationError) -> Estimates

  /// The degrees of freedom of a variance that is estimated among the units of a domain.
  ///
  /// - Parameter domain: Which units belong to the domain; `nil` for all.
  /// - Returns: 0 or more.
  func degreesOfFreedom(in domain: [Bool]?) -> Int

  /// Estimates of different kinds as one, so that the covariance between all of them is known.
  ///
  /// Means and quantiles, or groups and the whole that they are part of. An estimate whose variance is
  /// NaN has NaN covariances, and leaves those of the others alone.
  ///
  /// - Parameter parts: Estimates made from this design, or functions of such.
  /// - Returns: All estimates, part after part.
  /// - Throws: ``EstimationError`` where the data cannot carry the covariance.
  /// - Complexity: As one covariance of all estimates.
  func joined(_ parts: [Estimates]) throws(EstimationError) -> Estimates
}

extension SurveyDesign {
  /// The number of units.
  public var count: Int { weights.count }

  /// The units of a domain, group by group.
  ///
  /// - Parameters:
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - groups: The groups; `nil` for one group of all units.
  /// - Returns: For each group its units with a positive weight.
  /// - Throws: ``EstimationError/emptyDomain`` if no group has a unit.
  func units(in domain: [Bool]?, by groups: Grouping?) throws(EstimationError) -> [[Int]] {
    precondition(domain.map { $0.count == count } ?? true, "a domain says yes or no for each unit")
    precondition(groups.map { $0.codes.count == count } ?? true, "a grouping has a code per unit")
    func isUsed(_ unit: Int) -> Bool { weights[unit] != 0 && (domain?[unit] ?? true) }
    let units = groups?.units(where: isUsed) ?? [weights.indices.filter(isUsed)]
    if units.allSatisfy(\.isEmpty) { throw .emptyDomain }
    return units
  }

  /// Value and influence of each estimate of a statistic: one after the other, and of each group
  /// after group.
  func linearisations(
    of statistic: some Statistic, in domain: [Bool]?, by groups: Grouping?
  ) throws(EstimationError) -> [Linearisation] {
    let members = try units(in: domain, by: groups)
    return (0..<statistic.count).flatMap { index in
      members.map { units in
        // Where nothing is missing, the estimates of a group share the list of its units.
        let isWhole = units.allSatisfy { statistic.isKnown($0, for: index) }
        let known = isWhole ? units : units.filter { statistic.isKnown($0, for: index) }
        return Linearisation(of: statistic, at: index, over: known, weights: weights)
      }
    }
  }

  /// Checks that columns have a value per unit.
  func checkLengths(_ columns: [[Double]]) {
    precondition(columns.allSatisfy { $0.count == count }, "a column has one value per unit")
  }
}

extension SampleDesign: SurveyDesign {
  /// Estimates a statistic by its linearised variables; see ``SurveyDesign``.
  ///
  /// - Parameters:
  ///   - statistic: What to estimate.
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - groups: Groups to estimate apart; `nil` for none.
  /// - Returns: The statistic's estimates one after the other, and of each group after group.
  /// - Throws: ``EstimationError`` where the data cannot carry the estimates.
  /// - Complexity: O(*n*) for each estimate of the statistic, and as
  ///   ``covariance(of:)-([LinearisedVariable])``.
  public func estimates(
    of statistic: some Statistic, in domain: [Bool]?, by groups: Grouping?
  ) throws(EstimationError) -> Estimates {
    let linearisations = try linearisations(of: statistic, in: domain, by: groups)
    return Estimates(
      linearisations, covariance: try covariance(of: linearisations.map(\.variable)),
      degreesOfFreedom: linearisations.map { degreesOfFreedom(among: $0.variable.units) },
      replication: nil, weights: weights)
  }
}
