internal import SurveyStatistics

/// The answer to a request: one row per estimate, and the covariance of all.
public struct EstimateTable: Hashable, Sendable {
  /// One estimate.
  public struct Row: Hashable, Sendable {
    /// mean, total, ratio, proportion, variance, quantile, difference or contrast; coefficient, alpha,
    /// standardised, change or fay-herriot.
    public var statistic: String
    /// The column; `a/b` for a ratio, the expression for a contrast.
    public var variable: String
    /// The level, where the variable is one of texts; nil otherwise.
    public var category: String?
    /// The group: each column of `--by` with its value.
    public var domain: [DomainValue]
    /// The estimate; NaN where there is none.
    public var estimate = Double.nan
    /// Its standard error.
    public var standardError = Double.nan
    /// The lower end of the interval; nil where the method has none.
    public var lower: Double?
    /// The upper end of the interval; nil where the method has none.
    public var upper: Double?
    /// The name of the interval that was made: `pooled-bound` where no row, or each, had the event.
    public var interval: String
    /// The degrees of freedom of the interval.
    public var degreesOfFreedom = 0.0
    /// The design effect; of a bound the one that it rests on; NaN where there is none.
    public var designEffect = Double.nan
    /// The number of rows that the estimate is made of.
    public var count = 0
    /// The probability of a quantile, or of a difference of quantiles.
    public var probability: Double?
    /// The statistic that a difference is one of.
    public var differenceOf: String?
    /// The two-sided p-value of the hypothesis that a difference or a contrast is 0.
    public var pValue: Double?
    /// The p-value of a difference, adjusted for the number of groups.
    public var adjustedPValue: Double?
    /// The place among the groups.
    public var rank: RankPlaces?
    /// What the reader must know: what a bound rests on, or why there is no interval.
    public var note: String?
  }

  /// The value of a column that a group is made by.
  public struct DomainValue: Hashable, Sendable {
    /// The column.
    public var column: String
    /// The value.
    public var value: String
  }

  /// The place of a group, 1 being the first, with the places that the data leave open.
  public struct RankPlaces: Hashable, Sendable {
    /// The place of the estimate.
    public var estimate: Int
    /// The places that hold for all groups together (Mogstad, Romano, Shaikh and Wilhelm 2024).
    public var simultaneous: ClosedRange<Int>
    /// The places of this group alone, chosen before the data were seen (the same authors).
    public var marginal: ClosedRange<Int>
    /// The places by intervals that hold together (Klein, Wright and Wieczorek 2020).
    public var jointIntervals: ClosedRange<Int>
    /// The band of groups that were not told apart, 1 being the first.
    public var tier: Int
  }

  /// How the places of groups were found.
  public struct RankMethod: Hashable, Sendable {
    /// Which end is first: largest or smallest.
    public var order: String
    /// What the simulation started from.
    public var seed: UInt64
    /// How many times the estimates were drawn.
    public var draws: Int
  }

  /// The degrees of freedom of the whole design.
  public var degreesOfFreedom: Int
  /// The confidence level.
  public var level: Double
  /// How the places of groups were found; nil where they were not asked for.
  public var ranking: RankMethod?
  /// The estimates.
  public var rows: [Row]
  /// The covariance of the estimates, in the order of the rows.
  var matrix: Matrix
  /// The tests of hypotheses.
  public var tests: [TestRow] = []
  /// Further numbers of methods.
  public var details: [Detail] = []

  /// What the reader must know of the data: rows that were left out, columns that are texts by a value.
  public var remarks: [String] = []

  /// The covariance of the estimates, in the order of the rows.
  ///
  /// - Complexity: O(*rows*²).
  public var covariance: [[Double]] {
    get { rows.indices.map { row in rows.indices.map { matrix[row, $0] } } }
    set { matrix = Matrix(newValue) }
  }
}
