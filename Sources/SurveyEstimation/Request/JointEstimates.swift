internal import SurveyStatistics

/// The estimates of a plan from one design, with what quantiles know besides.
struct JointEstimates {
  let estimates: Estimates
  /// The degrees of freedom of each, by the rule that was asked for.
  let degreesOfFreedom: [Double]
  /// The limits of quantiles; nil for other estimates.
  let limits: [(lower: Double, upper: Double)?]

  /// Estimates all parts of a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - design: The design.
  ///   - domain: Which rows belong to the domain.
  ///   - groups: The groups; nil for one of all rows.
  ///   - counting: How degrees of freedom are counted.
  ///   - options: What is asked of quantiles; each part has its own rule.
  /// - Throws: `EstimationError` where the data cannot carry the estimates.
  init(
    of plan: StatisticPlan, from design: any SurveyDesign, in domain: [Bool], by groups: Grouping?,
    rule counting: DegreesOfFreedomRule, options: QuantileOptions
  ) throws(EstimationError) {
    var parts: [Estimates] = []
    var freedom: [Double] = []
    var limits: [(lower: Double, upper: Double)?] = []
    for part in plan.parts {
      switch part {
      case .statistics(let statistics):
        let estimates = try design.estimates(
          of: JointStatistic(statistics), in: domain, by: groups)
        parts.append(estimates)
        limits += estimates.values.map { _ in nil }
      case .quantiles(let columns, let probabilities, let rule):
        var options = options
        options.rule = rule
        options.degreesOfFreedom = options.degreesOfFreedom ?? counting.common(for: design)
        let quantiles = try design.quantile(
          of: columns, probabilities: probabilities, options: options, in: domain, by: groups)
        parts.append(quantiles.estimates)
        limits += zip(quantiles.lower, quantiles.upper).map { ($0, $1) }
      }
      freedom += design.degreesOfFreedom(of: parts[parts.count - 1], by: counting)
    }
    estimates = parts.count == 1 ? parts[0] : try design.joined(parts)
    degreesOfFreedom = plan.degreesOfFreedom(freedom, of: estimates, by: counting)
    self.limits = limits
  }
}

extension DegreesOfFreedomRule {
  /// The degrees of freedom that all estimates have; nil where each has its own.
  fileprivate func common(for design: any SurveyDesign) -> Double? {
    switch self {
    case .domain, .bellMcCaffrey: nil
    case .wholeDesign: Double(design.degreesOfFreedom(in: nil))
    case .number(let number): number
    }
  }
}
