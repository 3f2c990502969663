public import SurveyModel
public import SurveyStatistics

/// A wave joined with its design: every respondent has a weight, a stratum, clusters and a unit.
///
/// Respondents are gathered in *cells*, the respondents of one unit in one cluster of the last stage
/// that matters for the variance. Sums by cell are all that estimates and their variances need, so
/// cells are the units of ``design``. Where respondents were drawn independently each is a cell.
///
/// Cells stand in an order that does not depend on the order of the batches or of their rows, and
/// sums by cell are exact integers: the same data give the same bits.
public struct WeightedSample: Sendable {
  /// The wave.
  public let wave: Wave
  /// The design, over cells.
  public let design: SampleDesign
  /// For each cell the position of its unit in the study's registry.
  public let units: [Int]
  /// For each cell the number of its primary sampling unit.
  public let primaryUnits: [Int]
  /// For each cell the number of its stratum.
  public let strata: [Int]
  /// For each cell its number of respondents.
  public let sizes: [Int]
  /// The answers.
  let answers: Answers
  /// The weight of the heaviest respondent, as an integer.
  public let heaviest: Int64
  /// For each cell the sum of the squares of its respondents' weights.
  let squaredWeights: [Double]
  /// For each cell its stratum, cluster and population size at each stage.
  let stages: [SampleDesign.Stage]
  /// The names of the strata, by number.
  let stratumNames: [String]
  /// Whether respondents weigh differently.
  public let isWeighted: Bool
  /// Whether each respondent is a cell of its own: at the last stage that matters, people were drawn.
  public let isElementSample: Bool

  /// What is known of single respondents.
  enum Answers: Sendable {
    /// For each batch of the wave and each of its rows the cell, and the weight as an integer.
    case tables(cells: [[Int32]], weights: [[Int64]])
    /// The sums, and the answers themselves in the order in which they were read.
    case counted(AnswerTally, CountedAnswers)
  }

  /// The study.
  public var study: Study { wave.study }
  /// The number of respondents.
  public var respondentCount: Int { sizes.reduce(0, +) }
  /// For each batch of the wave and each of its rows, the row's cell; empty where the sample was
  /// counted while it was read.
  public var cells: [[Int32]] {
    if case .tables(let cells, _) = answers { cells } else { [] }
  }
  /// The number of cells.
  public var cellCount: Int { units.count }

  /// Whether respondents were drawn one by one, in no clusters.
  public var isIndependent: Bool {
    study.design.stages.first.map { $0.cluster == .respondent } ?? true
  }

  /// The design effect of unequal weights in cells: n Σw² / (Σw)² (Kish 1965).
  public func weightingEffect(of cells: [Int]) -> Double {
    guard isWeighted else { return 1 }
    let total = cells.reduce(0.0) { $0 + design.weights[$1] }
    let squares = cells.reduce(0.0) { $0 + squaredWeights[$1] }
    return total > 0 ? Double(size(of: cells)) * squares / (total * total) : 1
  }

  /// Whether every answer counts alike and was drawn independently: textbook formulas then hold.
  public var isSimpleRandom: Bool {
    isIndependent && !isWeighted && study.design.strata == nil
      && study.design.stages.allSatisfy { $0.population == nil }
  }

  /// The variance of a domain's total of a linearised variable.
  ///
  /// Over the whole design, or over the variable's own cells as a sample by themselves where the
  /// study's design says so.
  ///
  /// - Throws: `EstimationError`.
  /// - Complexity: O(*cells*).
  public func variance(of variable: LinearisedVariable) throws(EstimationError) -> Double {
    switch study.design.domains {
    case .design: return try design.covariance(of: [variable])[0, 0]
    case .separate:
      let cells = variable.units
      let separate = try SampleDesign(
        weights: cells.map { design.weights[$0] },
        stages: stages.map { stage in
          SampleDesign.Stage(
            stratum: cells.map { stage.stratum[$0] }, cluster: cells.map { stage.cluster[$0] },
            populationSize: stage.populationSize.map { sizes in cells.map { sizes[$0] } })
        }, lonelyPSU: design.lonelyPSU, stratumNames: stratumNames)
      let alone = LinearisedVariable(units: Array(cells.indices), values: variable.values)
      return try separate.covariance(of: [alone])[0, 0]
    }
  }

  /// Counts by cell as counts by unit of the registry.
  ///
  /// - Complexity: O(*cells* × *depth of the registry*).
  public func unitCounts(_ ofCell: [Int]) -> PublicationRule.UnitCounts {
    let registry = study.units
    var directs = [Int](repeating: 0, count: registry.units.count)
    for (cell, count) in ofCell.enumerated() { directs[units[cell]] += count }
    var totals = [Int](repeating: 0, count: registry.units.count)
    for unit in registry.units.indices where directs[unit] > 0 {
      for above in registry.ancestors(of: unit) { totals[above] += directs[unit] }
    }
    return PublicationRule.UnitCounts(
      totals: totals, directs: directs, all: ofCell.reduce(0, +))
  }

  /// The number of respondents in cells.
  public func size(of cells: [Int]) -> Int {
    cells.reduce(0) { $0 + sizes[$1] }
  }

  /// The cells of a unit and of the units below it, or of all units for nil.
  ///
  /// - Complexity: O(*cells*).
  public func cells(in unit: Int?) -> [Int] {
    guard let unit else { return Array(units.indices) }
    let registry = study.units
    let isInside = registry.units.indices.map { registry.ancestors(of: $0).contains(unit) }
    return units.indices.filter { isInside[units[$0]] }
  }
}

extension Wave {
  /// Joins the wave with its study's design.
  ///
  /// - Throws: ``WeightingError`` or `EstimationError` where the responses and the design do not fit.
  /// - Complexity: O(*rows*), and O(*rows* log *rows*) where each respondent is a cell.
  public func weighted() throws -> WeightedSample {
    try SampleBuilder(wave: self).sample()
  }
}
