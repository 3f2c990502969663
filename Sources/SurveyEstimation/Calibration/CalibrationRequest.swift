/// How weights are brought to what is known of the population, in the words of the command line.
public struct CalibrationRequest: Hashable, Sendable {
  /// The way to it.
  public enum Method: Hashable, Sendable {
    /// Each cell of the crossing of these columns sums to its count; those of the margins where
    /// there are none.
    case poststratification([String])

    /// Margin after margin, until all are met. Each is a column, or columns that cross, as `sex:age`;
    /// those of the margins where there are none.
    case raking([String])

    /// The calibration equations, to all margins there are.
    case equations(Function)
  }

  /// By how much weights change in the calibration equations.
  public enum Function: String, Hashable, Sendable, CaseIterable {
    /// g = 1 + x′λ, the generalised regression estimator.
    case linear
    /// g = exp x′λ.
    case raking
    /// g between bounds, as a logit.
    case logit
  }

  /// The way to it.
  public var method: Method

  /// What is known of the population; <doc:Margins> says what these files look like.
  public var margins: [TableFile]

  /// Bounds for the equations.
  public var bounds: ClosedRange<Double>?

  /// Whether the bounds are on the weights, not on their ratio to the design weights.
  public var boundsWeights = false

  /// Whether all rows of a first-stage cluster get the same ratio.
  public var aggregates = false

  /// The column of variances about the regression, up to a factor; all equal where nil.
  ///
  /// With one variable, its own column here, and no intercept the linear calibration is the ratio
  /// estimator.
  public var variance: String?

  /// By how little raking must change a cell to stop; nil for as near as the numbers go.
  ///
  /// The change is the largest over a sweep, of the cells of all margins together. A number below 1 is
  /// multiplied by the sum of the weights.
  public var rakingEpsilon: Double?

  /// After how many sweeps raking is given up; 10,000 where nil.
  public var rakingSweeps: Int?

  /// Whether categories of the population that no row is in are left out; they are refused otherwise.
  public var ignoresEmptyCells = false

  /// A calibration to margins.
  public init(_ method: Method, margins: [TableFile]) {
    self.method = method
    self.margins = margins
  }
}

/// The limits that weights are cut off at.
public struct TrimmingRequest: Hashable, Sendable {
  /// How trimming goes on.
  public enum Repetition: Hashable, Sendable {
    /// Once: what is cut off is shared by the weights inside, and may lift some beyond the limits.
    case once
    /// Until no weight is outside.
    case untilInside
    /// By calibrating again within the limits, so that all margins are met.
    case keepingTotals
  }

  /// The limits, either of which may be infinite.
  public var limits: ClosedRange<Double>

  /// How trimming goes on.
  public var repetition: Repetition

  /// Limits for weights.
  public init(_ limits: ClosedRange<Double>, repetition: Repetition = .once) {
    self.limits = limits
    self.repetition = repetition
  }
}
