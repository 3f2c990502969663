/// Quantiles with their intervals, which need not be symmetric.
public struct Quantiles: Hashable, Sendable {
  /// The quantiles: column after column, in a column probability after probability, and of each
  /// group after group.
  ///
  /// A standard error is half the interval's width over t; where a limit is open there is none, and it
  /// is NaN, as in R *survey*. Covariances are those of the shares up to the quantiles,
  /// brought to these standard errors (the linearisation of Bahadur, with the density that the
  /// interval implies).
  public let estimates: Estimates

  /// The lower limits; −∞ where the data set none, NaN where there is no quantile.
  public let lower: [Double]

  /// The upper limits; ∞ where the data set none, NaN where there is no quantile.
  public let upper: [Double]

  /// The confidence level of the limits.
  public let level: Double

  /// How a quantile is read from weighted values.
  public let rule: QuantileRule

  /// How the limits were made.
  public let interval: QuantileInterval
}

/// What to ask of quantiles.
public struct QuantileOptions: Hashable, Sendable {
  /// How a quantile is read from weighted values.
  public var rule: QuantileRule

  /// How the limits are made.
  public var interval: QuantileInterval

  /// The confidence level of the limits.
  public var level: Double

  /// The degrees of freedom of t; `nil` for those of each estimate.
  public var degreesOfFreedom: Double?

  /// Makes options; those of R *survey* where none are given.
  public init(
    rule: QuantileRule = .math, interval: QuantileInterval = .mean, level: Double = 0.95,
    degreesOfFreedom: Double? = nil
  ) {
    self.rule = rule
    self.interval = interval
    self.level = level
    self.degreesOfFreedom = degreesOfFreedom
  }
}
