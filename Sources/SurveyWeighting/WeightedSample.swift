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
  /// For each batch of the wave and each of its rows, the row's cell.
  public let cells: [[Int32]]
  /// For each batch of the wave and each of its rows, the weight as an integer.
  public let weights: [[Int64]]
  /// Whether respondents weigh differently.
  public let isWeighted: Bool
  /// Whether each respondent is a cell of its own.
  public let isElementSample: Bool

  /// The study.
  public var study: Study { wave.study }
  /// The number of cells.
  public var cellCount: Int { units.count }

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
