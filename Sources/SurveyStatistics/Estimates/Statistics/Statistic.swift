/// A number that weights and the values of units determine: a mean, a ratio, a quantile.
///
/// A statistic gives ``count`` estimates for each group that it is asked for, for instance one per
/// column. A design asks for the value, with its weights or with replicate ones, and for what each
/// unit adds to the error; it needs to know nothing else. To add a statistic, conform a type.
public protocol Statistic: Sendable {
  /// How many estimates it gives for each group.
  var count: Int { get }

  /// Whether an estimate can use a unit; one that it cannot is outside the domain for it alone.
  ///
  /// - Parameters:
  ///   - unit: The unit.
  ///   - index: Which estimate.
  func isKnown(_ unit: Int, for index: Int) -> Bool

  /// An estimate.
  ///
  /// - Parameters:
  ///   - index: Which estimate.
  ///   - units: The units to use, all of them known.
  ///   - weights: The weight of every unit of the design; with replicate weights some are 0.
  /// - Returns: The estimate; NaN where there is none.
  func value(_ index: Int, over units: [Int], weights: [Double]) -> Double

  /// What a unit of weight 1 adds to the error of an estimate, to first order: uᵢ.
  ///
  /// - Parameters:
  ///   - index: Which estimate.
  ///   - units: The units that were used.
  ///   - weights: The weight of every unit of the design.
  ///   - value: The estimate, finite.
  /// - Returns: One number for each of `units`; Σ wᵢuᵢ is 0, except for totals.
  func influence(_ index: Int, over units: [Int], weights: [Double], value: Double) -> [Double]

  /// By which parameter of its own an estimate centres its influence; see ``Regressor``.
  ///
  /// - Parameter index: Which estimate.
  func regressor(_ index: Int) -> Regressor
}

/// The variable x of a statistic whose influence is a residual, (yᵢ − θxᵢ)/Σ wᵢxᵢ.
///
/// It tells how much of the error of one unit the estimate θ takes over, which the degrees of
/// freedom of Bell and McCaffrey need.
public enum Regressor: Hashable, Sendable {
  /// No parameter is estimated: totals.
  case none

  /// x = 1: means and shares.
  case one

  /// x is a column of one value per unit: ratios.
  case column([Double])
}
