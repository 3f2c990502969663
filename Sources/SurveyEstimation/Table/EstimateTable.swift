/// The answer to a request: one row per estimate, and the covariance of all.
public struct EstimateTable: Hashable, Sendable {
  /// One estimate.
  public struct Row: Hashable, Sendable {
    /// mean, total, ratio, proportion, variance or contrast; coefficient, alpha, standardised, change
    /// or fay-herriot.
    public var statistic: String
    /// The column; `a/b` for a ratio, the expression for a contrast.
    public var variable: String
    /// The level, where the variable is one of texts; nil otherwise.
    public var category: String?
    /// The group: each column of `--by` with its value.
    public var domain: [DomainValue]
    /// The estimate; NaN where there is none.
    public var estimate: Double
    /// Its standard error.
    public var standardError: Double
    /// The lower end of the interval; nil where the method has none.
    public var lower: Double?
    /// The upper end of the interval; nil where the method has none.
    public var upper: Double?
    /// The name of the interval.
    public var interval: String
    /// The degrees of freedom of the interval.
    public var degreesOfFreedom: Double
    /// The design effect; NaN where there is none.
    public var designEffect: Double
    /// The number of rows that the estimate is made of.
    public var count: Int
  }

  /// The value of a column that a group is made by.
  public struct DomainValue: Hashable, Sendable {
    /// The column.
    public var column: String
    /// The value.
    public var value: String
  }

  /// The degrees of freedom of the whole design.
  public var degreesOfFreedom: Int
  /// The estimates.
  public var rows: [Row]
  /// The covariance of the estimates, in the order of the rows.
  public var covariance: [[Double]]
  /// The tests of hypotheses.
  public var tests: [TestRow] = []
  /// Further numbers of methods.
  public var details: [Detail] = []
}
