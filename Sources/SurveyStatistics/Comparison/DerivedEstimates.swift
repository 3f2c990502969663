/// Functions of estimates, as differences and standardised means, with their joint covariance.
///
/// All arrays are parallel. A number that cannot be had is NaN: it is missing, not 0.
public struct DerivedEstimates: Hashable, Sendable {
  /// The values.
  public let values: [Double]

  /// Their covariance matrix.
  public let covariance: Matrix

  /// The degrees of freedom of each variance; 0 where it has none, infinite for the normal
  /// distribution.
  public let degreesOfFreedom: [Double]

  /// Makes estimates of what is known about them.
  ///
  /// - Parameters:
  ///   - values: The values.
  ///   - covariance: Their covariance.
  ///   - degreesOfFreedom: One number per value; `nil` for the normal distribution.
  public init(values: [Double], covariance: Matrix, degreesOfFreedom: [Double]? = nil) {
    precondition(
      covariance.rows == values.count && covariance.columns == values.count,
      "one row and column of the covariance per value")
    precondition(
      degreesOfFreedom.map { $0.count == values.count } ?? true, "degrees of freedom per value")
    self.values = values
    self.covariance = covariance
    self.degreesOfFreedom = degreesOfFreedom ?? values.map { _ in .infinity }
  }

  /// Takes estimates of a design as they are, each with its own degrees of freedom.
  public init(_ estimates: Estimates) {
    self.init(
      values: estimates.values, covariance: estimates.covariance,
      degreesOfFreedom: estimates.degreesOfFreedom.map { Double($0) })
  }

  /// The square roots of the variances; a variance below 0 by rounding counts as 0.
  public var standardErrors: [Double] {
    covariance.diagonal.map { $0.isNaN ? .nan : max(0, $0).squareRoot() }
  }

  /// The values over their standard errors; NaN where the standard error is 0.
  public var statistics: [Double] {
    zip(values, standardErrors).map { $1 > 0 ? $0 / $1 : .nan }
  }

  /// The two-sided p-values of the hypotheses that a value is 0: 2 P(T > |value/se|).
  ///
  /// NaN where the standard error is 0 or there are no degrees of freedom: a test without a
  /// variance is no test.
  public var pValues: [Double] {
    zip(statistics, degreesOfFreedom).map { statistic, freedom in
      guard freedom > 0, !statistic.isNaN else { return .nan }
      let tail = StudentDistribution(degreesOfFreedom: freedom).cumulative(-statistic.magnitude)
      // Rounding may put the tail of a tiny statistic above one half.
      return min(1, 2 * tail)
    }
  }

  /// The p-values of the family of all values, adjusted for their number.
  public func adjustedPValues(_ adjustment: FamilyAdjustment) -> [Double] {
    adjustment.adjusted(pValues)
  }

  /// The interval value ± t × standard error.
  ///
  /// - Parameters:
  ///   - index: Which value.
  ///   - level: The confidence level.
  /// - Returns: `nil` where ``ConfidenceInterval/mean(estimate:standardError:degreesOfFreedom:level:)``
  ///   gives none.
  public func confidenceInterval(at index: Int, level: Double = 0.95) -> ConfidenceInterval? {
    .mean(
      estimate: values[index], standardError: standardErrors[index],
      degreesOfFreedom: degreesOfFreedom[index], level: level)
  }

  /// Linear combinations of the values, with their joint covariance CVC′.
  ///
  /// - Parameters:
  ///   - coefficients: One row per combination, one coefficient per value; a value with coefficient
  ///     0 may be NaN.
  ///   - degreesOfFreedom: Those of each combination; `nil` for the fewest among the values it is
  ///     made of, which is cautious.
  /// - Returns: The combinations, in the order of the rows.
  /// - Complexity: O(*c* × (combinations + values)) for *c* coefficients other than 0.
  public func combined(
    _ coefficients: [[Double]], degreesOfFreedom: [Double]? = nil
  ) -> DerivedEstimates {
    precondition(
      coefficients.allSatisfy { $0.count == values.count }, "one coefficient per value")
    let combinations = coefficients.map { LinearCombination($0) }
    let fewest = combinations.map { row in
      row.indices.map { self.degreesOfFreedom[$0] }.min() ?? .infinity
    }
    return DerivedEstimates(
      values: combinations.map { $0.value(of: values) },
      covariance: covariance.covariance(of: combinations),
      degreesOfFreedom: degreesOfFreedom ?? fewest)
  }
}
