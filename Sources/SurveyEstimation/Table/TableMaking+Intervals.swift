internal import SurveyStatistics

extension TableMaking {
  /// Whether an estimate is a share of no event, or of events only.
  func isBoundary(_ index: Int) -> Bool {
    plan.labels[index / groupCount].isShare && [0, 1].contains(estimates.values[index])
  }

  /// Whether an estimate is made of one PSU alone, whose variance the sample cannot see.
  ///
  /// A total of a domain in one PSU varies with whether that PSU is drawn, and is seen.
  private func isOfOnePSU(_ index: Int) -> Bool {
    plan.labels[index / groupCount].statistic != "total" && estimates.degreesOfFreedom[index] == 0
  }

  /// Whether an estimate has a variance that the sample cannot see, whatever was computed for it.
  func isUnseen(_ index: Int) -> Bool { isBoundary(index) || isOfOnePSU(index) }

  /// Gives an estimate its interval, or the reason why there is none.
  mutating func finish(_ row: inout EstimateTable.Row, at index: Int) {
    let label = plan.labels[index / groupCount]
    guard row.estimate.isFinite else {
      row.note =
        if row.count == 0 {
          "no row in this domain"
        } else if label.statistic == "ratio" {
          "the denominator adds up to 0: no ratio"
        } else {
          "no estimate from so few rows"
        }
      return
    }
    if isBoundary(index) { return bound(&row, at: index) }
    if isOfOnePSU(index), row.standardError <= 1e-12 * max(1, row.estimate.magnitude) {
      // What is left of the sums is rounding, and no error of the estimate.
      row.standardError = .nan
      row.designEffect = .nan
    }
    let word = label.isShare ? shareWord(at: index) : words.interval
    if label.isShare { row.interval = word.rawValue }
    if label.isShare, word == .pooled { return pool(&row, at: index) }
    if isOfOnePSU(index) {
      row.note = Self.onePSU
      return
    }
    if let limits = joint.limits[index] { return limit(&row, limits) }
    let isEmptyTotal = label.statistic == "total" && row.estimate == 0 && row.standardError == 0
    if isEmptyTotal {
      row.note = "a total of 0 has no interval of its own: ask for the share, which has a bound"
      return
    }
    guard row.degreesOfFreedom > 0 else {
      row.note =
        label.lostDegreesOfFreedom > 0
        ? "the other coefficients take all degrees of freedom: no interval" : Self.onePSU
      return
    }
    let interval =
      label.isShare
      ? word.interval(
        of: estimates, at: index, degreesOfFreedom: row.degreesOfFreedom, level: request.level)
      : words.interval.symmetric(
        row.estimate, row.standardError, degreesOfFreedom: row.degreesOfFreedom,
        level: request.level)
    row.lower = interval?.lower
    row.upper = interval?.upper
    let isFixed = label.isShare && row.standardError <= 1e-12
    if interval != nil {
      row.note = isFixed ? "no variance: the design fixes this share, or all PSUs have it" : nil
      return
    }
    row.note =
      row.standardError.isFinite
      ? "the design fixes this share: this interval needs a variance" : "no variance"
  }

  private static let onePSU = "one PSU: it shows no variance, and so no interval"

  /// A quantile's limits; the data may leave one open.
  private func limit(_ row: inout EstimateTable.Row, _ limits: (lower: Double, upper: Double)) {
    row.lower = limits.lower.isFinite ? limits.lower : nil
    row.upper = limits.upper.isFinite ? limits.upper : nil
    row.note =
      switch (row.lower, row.upper) {
      case (nil, nil): "the data set this quantile no limits: no standard error"
      case (nil, _): "the data set this quantile no lower limit: no standard error"
      case (_, nil): "the data set this quantile no upper limit: no standard error"
      default:
        limits.lower == limits.upper || row.standardError == 0
          ? "many answers equal this quantile: an interval or error of 0 is not certainty" : nil
      }
  }

  /// No event, or events only: an exact bound on the side that is open, whose design effect comes from
  /// an intra-class correlation.
  private mutating func bound(_ row: inout EstimateTable.Row, at index: Int) {
    let isNone = row.estimate == 0
    row.interval = "pooled-bound"
    row.designEffect = .nan
    let found = "\(isNone ? "no event" : "events only") among \(row.count)"
    guard let sample = design as? SampleDesign else {
      row.note =
        "\(found): replicate weights do not say which rows share a PSU, so there is no "
        + "design effect for a bound; give the design itself"
      return
    }
    guard sample.degreesOfFreedom(in: nil) > 0 else {
      row.note = "\(found): the design has one PSU, which says nothing about others"
      return
    }
    let correlation = correlation(of: index, in: sample)
    let interval = sample.pooledInterval(
      of: estimates, at: index, correlation: correlation.value, level: request.level)
    let size = sample.effectiveSize(of: estimates.variables[index], correlation: correlation.value)
    row.lower = interval?.lower
    row.upper = interval?.upper
    row.designEffect = Double(row.count) / size
    row.note =
      "\(found): one-sided \(isNone ? "upper" : "lower") bound with a design effect of "
      + "\(row.designEffect.rounded(toDigits: 4)); \(correlation.words)"
  }

  /// Wilson's interval with the design effect of the pooled intra-class correlation.
  private mutating func pool(_ row: inout EstimateTable.Row, at index: Int) {
    guard let sample = design as? SampleDesign else {
      row.note = "replicate weights do not say which rows share a PSU: no pooled correlation"
      return
    }
    let correlation = correlation(of: index, in: sample)
    let interval = sample.pooledInterval(
      of: estimates, at: index, correlation: correlation.value, level: request.level)
    row.lower = interval?.lower
    row.upper = interval?.upper
    row.note = correlation.words
    if !correlation.value.isWellKnown {
      row.note = correlation.words + "; below 30 prefer logit, with the sample's own variance"
    }
  }

  /// The interval of a share that the request leaves to the rule: pooled where the correlation is well
  /// known, else logit, as under replicate weights, which do not tell it.
  private mutating func shareWord(at index: Int) -> IntervalWord {
    guard words.interval == .auto else { return words.interval }
    guard let sample = design as? SampleDesign else { return .logit }
    return correlation(of: index, in: sample).value.isWellKnown ? .pooled : .logit
  }

  /// The intra-class correlation of a share over the whole domain, within strata.
  private mutating func correlation(of index: Int, in sample: SampleDesign) -> PooledCorrelation {
    let label = index / groupCount
    if let known = correlations[label] { return known }
    let correlation = PooledCorrelation(
      of: plan.labels[label].shareColumn ?? [], in: mask, of: sample,
      assuming: request.assumedCorrelation)
    correlations[label] = correlation
    return correlation
  }
}
