extension SurveyDesign {
  /// Weighted quantiles with intervals and covariance.
  ///
  /// The same as `svyquantile` of R *survey* 4.1 and later, but for what ``QuantileRule`` and
  /// ``QuantileInterval`` name. Note that Woodruff's interval is one of the share up to the quantile
  /// that was found, which for discrete values lies above p.
  ///
  /// Edge cases:
  /// - NaN in a column puts that unit outside the domain for that column alone.
  /// - Where all values lie up to the quantile the share is 1 without error, and says nothing: both
  ///   limits are open and the standard error is NaN. R gives an interval without width.
  ///
  /// - Parameters:
  ///   - columns: Columns of one value per unit.
  ///   - probabilities: 0…1 each.
  ///   - options: Rule, interval, level and degrees of freedom.
  ///   - domain: Which units belong to the domain; `nil` for all.
  ///   - groups: Groups to estimate apart; `nil` for none.
  /// - Returns: The quantiles.
  /// - Throws: ``EstimationError`` where the data cannot carry the estimates;
  ///   ``EstimationError/replicatesMissing`` for ``QuantileInterval/replicates`` without replicates.
  /// - Complexity: O(*n* log *n*) for each quantile, and twice the design's covariance; the intervals
  ///   that invert a test take O(log *n*) covariances for each limit.
  public func quantile(
    of columns: [[Double]], probabilities: [Double], options: QuantileOptions = QuantileOptions(),
    in domain: [Bool]? = nil, by groups: Grouping? = nil
  ) throws(EstimationError) -> Quantiles {
    checkLengths(columns)
    precondition(probabilities.allSatisfy { (0...1).contains($0) }, "a probability lies in 0…1")
    let statistic = QuantileStatistic(
      columns: columns, probabilities: probabilities, rule: options.rule)
    if options.interval == .replicates {
      let estimates = try estimates(of: statistic, in: domain, by: groups)
      guard estimates.replicates != nil else { throw .replicatesMissing }
      return Quantiles(replicated: estimates, options: options)
    }
    let members = try units(in: domain, by: groups)
    let parts = (0..<statistic.count).flatMap { index in
      members.map { units in
        QuantilePart(statistic, index, units.filter { statistic.isKnown($0, for: index) }, weights)
      }
    }
    let shares = try shares(of: parts, groupCount: members.count, in: domain, by: groups)
    var limits: [(lower: Double, upper: Double)] = []
    for (index, part) in parts.enumerated() {
      let freedom = options.degreesOfFreedom ?? Double(shares.degreesOfFreedom[index])
      switch options.interval {
      case .score, .inversion:
        limits.append(try invertedLimits(of: part, options: options, degreesOfFreedom: freedom))
      case .mean, .beta, .xlogit, .asin, .replicates:
        limits.append(
          part.limits(of: shares, at: index, options: options, degreesOfFreedom: freedom))
      }
    }
    return Quantiles(parts.map(\.value), shares: shares, limits: limits, options: options)
  }

  /// The shares of values up to each quantile.
  private func shares(
    of parts: [QuantilePart], groupCount: Int, in domain: [Bool]?, by groups: Grouping?
  ) throws(EstimationError) -> Estimates {
    var indicators: [[Double]] = []
    for start in stride(from: 0, to: parts.count, by: groupCount) {
      var indicator = [Double](repeating: .nan, count: count)
      for part in parts[start..<start + groupCount] {
        for unit in part.units { indicator[unit] = part.column[unit] <= part.value ? 1 : 0 }
      }
      indicators.append(indicator)
    }
    return try estimates(of: MeanStatistic(indicators), in: domain, by: groups)
  }

  /// The quantiles that a t-test does not reject.
  private func invertedLimits(
    of part: QuantilePart, options: QuantileOptions, degreesOfFreedom: Double
  ) throws(EstimationError) -> (lower: Double, upper: Double) {
    let nothing = (lower: Double.nan, upper: Double.nan)
    guard !part.units.isEmpty,
      let t = twoSidedQuantile(level: options.level, degreesOfFreedom: degreesOfFreedom)
    else { return nothing }
    var domain = [Bool](repeating: false, count: count)
    for unit in part.units { domain[unit] = true }
    let values = part.distinctValues
    func excess(_ index: Int, over limit: Double) throws(EstimationError) -> Double {
      let above = part.column.map { $0.isNaN ? Double.nan : $0 > values[index] ? 1 : 0 }
      let share = try estimates(of: MeanStatistic([above]), in: domain, by: nil)
      let difference = share.values[0] - (1 - part.probability)
      return difference / share.standardErrors[0] - limit
    }
    func crossing(_ limit: Double) throws(EstimationError) -> Int? {
      var low = 0
      var high = values.count - 1
      guard high > 0, try excess(low, over: limit) > 0 else { return nil }
      while high - low > 1 {
        let middle = (low + high) / 2
        if try excess(middle, over: limit) > 0 { low = middle } else { high = middle }
      }
      return high
    }
    func limit(_ critical: Double, open: Double) throws(EstimationError) -> Double {
      guard let place = try crossing(critical) else { return open }
      // With the greatest value all others lie below: no test is possible there.
      if place == values.count - 1, critical < 0 { return open }
      guard options.interval == .score else { return values[place] }
      let after = try excess(place, over: critical).magnitude
      let isBefore = try excess(place - 1, over: critical).magnitude < after
      let root = values[isBefore ? place - 1 : place]
      let share = Double(part.units.count { part.column[$0] <= root }) / Double(part.units.count)
      return part.weighted.quantile(share, rule: options.rule)
    }
    return (try limit(t, open: -.infinity), try limit(-t, open: .infinity))
  }
}
