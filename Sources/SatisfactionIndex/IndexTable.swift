public import SurveyModel
public import SurveyStatistics
public import SurveyWeighting

/// The satisfaction index of a wave: every criterion, factor, axis and the index, for each unit of a
/// level and for all together.
///
/// Blanks leave the base item by item, unless the questionnaire keeps them. All estimates have
/// design-based variances from one engine, so any two of them have a covariance too.
public struct IndexTable: Sendable {
  /// The study.
  public let study: Study
  /// The scoring profile.
  public let profile: ScoringProfile
  /// The roll-up.
  public let rollUp: RollUp
  /// The level of units.
  public let level: UnitKind
  /// The confidence level, 0…1.
  public let confidenceLevel: Double
  /// The method of the intervals.
  public let intervalMethod: IntervalMethod
  /// The positions of the units of the level, in the order of the registry.
  public let units: [Int]
  /// The estimates: all together first, then unit by unit, each in the order of the axis tree.
  public let estimates: [IndexEstimate]
  /// The number of respondents.
  public let respondentCount: Int
  /// How many primary sampling units and strata the sample has.
  public let primaryUnitCount: Int
  /// How many strata the sample has.
  public let stratumCount: Int
  /// Whether respondents weigh differently.
  public let isWeighted: Bool

  let design: SampleDesign

  /// Computes the index.
  ///
  /// - Parameters:
  ///   - sample: The weighted sample.
  ///   - choice: Profile, roll-up, level, interval; nil for the study's.
  ///   - threads: The most threads to use; the figures do not depend on it.
  /// - Throws: ``IndexError`` where a name is unknown, `EstimationError` where the design cannot carry
  ///   a variance.
  /// - Complexity: O(*rows* × *criteria*) and O(*cells* × *parameters* × *units*).
  public init(
    _ sample: WeightedSample, choice: ScoringChoice? = nil, threads: Int = 1
  ) throws {
    let plan = try IndexPlan(sample.study, choice: choice ?? sample.study.scoring)
    let tally = AnswerTally(sample, items: plan.criteria.map(\.item))
    let registry = sample.study.units
    let units = registry.units.indices.filter { registry.units[$0].kind == plan.level }
    let domainCells = [sample.cells(in: nil)] + units.map { sample.cells(in: $0) }
    let domains = try concurrentMap(domainCells.count, threads: threads) {
      DomainScore(cells: domainCells[$0], tally: tally, criteria: plan.criteria)
    }
    var unitOfCell = [Int](repeating: 0, count: sample.cellCount)
    for (number, cells) in domainCells.enumerated().dropFirst() {
      for cell in cells { unitOfCell[cell] = number }
    }
    let spreads = try CompositeSpread.spreads(
      sample, criteria: plan.criteria, composites: plan.composites, domains: domains,
      domainOfCell: unitOfCell, threads: threads)
    let estimates = try concurrentMap(domains.count, threads: threads) { number in
      try plan.estimates(
        of: domains[number], unit: number == 0 ? nil : units[number - 1], spreads: spreads[number],
        sample: sample)
    }
    self.study = sample.study
    self.profile = plan.profile
    self.rollUp = plan.rollUp
    self.level = plan.level
    self.confidenceLevel = plan.confidenceLevel
    self.intervalMethod = plan.method
    self.units = units
    self.estimates = plan.suppress(estimates.flatMap(\.self), tally: tally, sample: sample)
    self.respondentCount = sample.respondentCount
    self.primaryUnitCount = Set(sample.primaryUnits).count
    self.stratumCount = Set(sample.strata).count
    self.isWeighted = sample.isWeighted
    self.design = sample.design
  }

  /// The estimate of a parameter for a unit, or for all together (nil).
  public func estimate(of parameter: Parameter, unit: Int?) -> IndexEstimate? {
    estimates.first { $0.unit == unit && $0.parameter == parameter }
  }

  /// The covariance matrix of estimates, in points²: across parameters and units alike.
  ///
  /// It is that of the whole design. Where the study takes each unit as a sample of its own
  /// (`domains: separate`) there is no design across units, and the diagonal differs from the squares of
  /// the standard errors by the factors that `DomainTreatment` tells.
  ///
  /// - Throws: `EstimationError`.
  public func covariance(of estimates: [IndexEstimate]) throws(EstimationError) -> Matrix {
    let shares = try design.covariance(of: estimates.map(\.linearised))
    var points = shares
    for row in 0..<shares.rows {
      for column in 0..<shares.columns { points[row, column] = shares[row, column] * 10_000 }
    }
    return points
  }
}
