/// How weights are changed so that the sample reproduces what is known of the population.
///
/// With design weights dᵢ and auxiliary variables xᵢ whose population totals T are known, the
/// calibrated weights wᵢ = dᵢgᵢ meet Σ wᵢxᵢ = T and are as near to dᵢ as they can. The methods:
///
/// - ``poststratification(to:emptyCells:)``: gᵢ = N_c / Σ_c d within each cell c.
/// - ``raking(to:control:residuals:emptyCells:)``: post-stratification to one margin after another,
///   until all are met.
/// - ``calibration(with:to:bounds:)`` and its names ``linear(to:bounds:)``,
///   ``exponential(to:bounds:)``, ``logit(to:bounds:)``: gᵢ = F(xᵢ′λ/vᵢ), with λ from the equations
///   (Deville and Särndal 1992).
///
/// It is a value: the same calibration is applied to the design weights and to each set of
/// replicate weights.
public struct Calibration: Sendable {
  /// The algorithm.
  enum Method: Sendable {
    case poststratification
    case raking(RakingControl, RakingResiduals)
    case equations(CalibrationFunction)
  }

  let method: Method

  /// What is known of the population.
  public let margins: [CalibrationMargin]

  /// How far weights may go; methods of cells have none.
  public let bounds: CalibrationBounds

  /// What to do with categories that no unit of the sample is in.
  public var emptyCells: EmptyCellPolicy

  /// vᵢ, the variance of unit i about the regression on xᵢ, up to a factor; `nil` for all equal.
  ///
  /// Deville and Särndal's qᵢ is 1/vᵢ. With one variable x and vᵢ = xᵢ linear calibration is the
  /// ratio estimator. It changes nothing for methods of cells.
  public var variances: [Double]?

  /// Clusters within which g is to be the same, such as households or PSUs; `nil` for none.
  ///
  /// xᵢ and vᵢ are replaced by their means in the cluster, that of xᵢ weighted by dᵢ, so that the
  /// totals are met also where weights differ within a cluster; R *survey*'s `aggregate.stage`
  /// takes plain means of both, and misses them there.
  public var clusters: [Int]?

  /// Limits into which calibrated weights are trimmed while all control totals are kept.
  ///
  /// Weights are first calibrated, then changed again by linear calibration to what they add up to,
  /// bounded by the limits. For variances both are one step from the design weights. That is
  /// `trimcal` of *ReGenesees* (Zardetto).
  public var weightLimits: ClosedRange<Double>?

  /// How near totals must be: |T − Σ wx| relative to the larger of |T| and Σ d|x|.
  public var tolerance = 1e-10

  /// After how many steps of Newton's method the equations are given up.
  public var maximumSteps = 200

  init(
    _ method: Method, margins: [CalibrationMargin], bounds: CalibrationBounds = .none,
    emptyCells: EmptyCellPolicy = .fail
  ) {
    precondition(!margins.isEmpty, "a calibration has a margin")
    self.method = method
    self.margins = margins
    self.bounds = bounds
    self.emptyCells = emptyCells
  }

  /// The same calibration with weights trimmed into limits, all control totals kept.
  public func trimmed(to limits: ClosedRange<Double>) -> Calibration {
    var copy = self
    copy.weightLimits = limits
    return copy
  }

  /// The same calibration with one g for all units of a cluster.
  public func aggregated(by clusters: [Int]) -> Calibration {
    var copy = self
    copy.clusters = clusters
    return copy
  }
}

extension Calibration {
  /// Post-stratification: the weights of each cell are multiplied so that they sum to its count.
  ///
  /// The same as `postStratify` of R *survey*. The crossing of several classifications is one
  /// margin whose categories are the cells.
  ///
  /// - Parameters:
  ///   - margin: A classification.
  ///   - emptyCells: What to do with cells of nobody; R's `partial = TRUE` is to ignore them.
  /// - Returns: The calibration.
  /// - Complexity: O(*n*) to carry out, for *n* units.
  public static func poststratification(
    to margin: CalibrationMargin, emptyCells: EmptyCellPolicy = .fail
  ) -> Calibration {
    Calibration(.poststratification, margins: [margin], emptyCells: emptyCells)
  }

  /// Raking by cells (iterative proportional fitting): post-stratification to margin after margin.
  ///
  /// The same as `rake` of R *survey*, which by default stops as soon as no cell changes by one
  /// person: ``RakingControl/rDefault``. The default here goes on until the margins are met.
  ///
  /// - Parameters:
  ///   - margins: Classifications.
  ///   - control: When to stop.
  ///   - residuals: How variances take account of it.
  ///   - emptyCells: What to do with categories of nobody.
  /// - Returns: The calibration.
  /// - Complexity: O(*n* × margins) to carry out, for each round.
  public static func raking(
    to margins: [CalibrationMargin], control: RakingControl = .converged,
    residuals: RakingResiduals = .unweighted, emptyCells: EmptyCellPolicy = .fail
  ) -> Calibration {
    Calibration(.raking(control, residuals), margins: margins, emptyCells: emptyCells)
  }

  /// Linear calibration, the generalised regression estimator (`calfun = "linear"` of R *survey*).
  ///
  /// - Parameters:
  ///   - margins: Classifications and variables.
  ///   - bounds: How far weights may go; without bounds some may be negative.
  /// - Returns: The calibration.
  /// - Complexity: O(*n* p² + p³) to carry out, for p auxiliary columns.
  public static func linear(
    to margins: [CalibrationMargin], bounds: CalibrationBounds = .none
  ) -> Calibration {
    calibration(with: .linear, to: margins, bounds: bounds)
  }

  /// Raking by the calibration equations, w = d exp(x′λ) (`calfun = "raking"` of R *survey*).
  ///
  /// - Parameters:
  ///   - margins: Classifications and variables.
  ///   - bounds: How far weights may go.
  /// - Returns: The calibration.
  /// - Complexity: O(*n* p² + p³) to carry out, for each Newton step and p auxiliary columns.
  public static func exponential(
    to margins: [CalibrationMargin], bounds: CalibrationBounds = .none
  ) -> Calibration {
    calibration(with: .exponential, to: margins, bounds: bounds)
  }

  /// Logit calibration, with g = w/d between bounds (`calfun = "logit"` of R *survey*).
  ///
  /// - Parameters:
  ///   - margins: Classifications and variables.
  ///   - bounds: Bounds of g on both sides of 1.
  /// - Returns: The calibration.
  /// - Complexity: O(*n* p² + p³) to carry out, for each Newton step and p auxiliary columns.
  public static func logit(
    to margins: [CalibrationMargin], bounds: ClosedRange<Double>
  ) -> Calibration {
    calibration(with: .logit, to: margins, bounds: .ratio(bounds))
  }

  /// Calibration with any function.
  ///
  /// - Parameters:
  ///   - function: By how much a weight changes.
  ///   - margins: Classifications and variables.
  ///   - bounds: How far weights may go.
  /// - Returns: The calibration.
  public static func calibration(
    with function: CalibrationFunction, to margins: [CalibrationMargin],
    bounds: CalibrationBounds = .none
  ) -> Calibration {
    Calibration(.equations(function), margins: margins, bounds: bounds)
  }
}
