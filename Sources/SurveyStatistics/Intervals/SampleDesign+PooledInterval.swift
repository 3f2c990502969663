extension SampleDesign {
  /// How many independent units would say as much about a share as those of a linearised variable.
  ///
  /// n over ``IntraclassCorrelation/designEffect(ofWeights:clusters:)`` of the units' weights and PSUs
  /// at the first stage. Finite populations are not counted in, so it errs on the careful side.
  ///
  /// - Parameters:
  ///   - variable: The variable of an estimate, for the units that it was made of.
  ///   - correlation: The intra-class correlation, pooled over many domains or assumed.
  /// - Returns: 0…n.
  /// - Complexity: O(*n*) in the number of units.
  public func effectiveSize(
    of variable: LinearisedVariable, correlation: IntraclassCorrelation
  ) -> Double {
    guard let first = stages.first else { return 0 }
    let effect = correlation.designEffect(
      ofWeights: variable.units.map { weights[$0] },
      clusters: variable.units.map { first.cluster[$0] })
    return Double(variable.units.count) / effect
  }

  /// The interval of a share whose design effect comes from a pooled intra-class correlation.
  ///
  /// With n* of ``effectiveSize(of:correlation:)``, it is Wilson's interval
  /// (``ConfidenceInterval/wilson(share:effectiveSize:degreesOfFreedom:level:)``) for n* and t of the
  /// correlation's degrees of freedom (z for an assumption); where no unit, or each, had the event,
  /// the bound is ``ConfidenceInterval/noEvents(effectiveSize:level:)`` or
  /// ``ConfidenceInterval/eventsOnly(effectiveSize:level:)``.
  ///
  /// A sample of three PSUs says next to nothing about its own variance: limits from it are wide (t of
  /// two degrees of freedom), and for rare events still hold the truth too rarely. A correlation
  /// pooled over all provinces is known many times better. In the simulations of <doc:Coverage> this
  /// interval alone keeps its level for rare events too, at about half the width. It rests on the
  /// correlation being of one size everywhere, and on weights that say little about the answers: print
  /// ρ, and over how many PSUs it was pooled, with the number. Below some 30 of
  /// ``IntraclassCorrelation/degreesOfFreedom`` prefer the sample's own variance.
  ///
  /// - Parameters:
  ///   - estimates: Shares made from this design.
  ///   - index: Which of them.
  ///   - correlation: The intra-class correlation.
  ///   - level: The confidence level.
  /// - Returns: `nil` where the estimate is missing or outside 0…1. A domain of one PSU has an answer.
  /// - Complexity: O(*n*) in the number of units of the estimate.
  public func pooledInterval(
    of estimates: Estimates, at index: Int, correlation: IntraclassCorrelation,
    level: Double = 0.95
  ) -> ConfidenceInterval? {
    let share = estimates.values[index]
    let size = effectiveSize(of: estimates.variables[index], correlation: correlation)
    if share == 0 { return .noEvents(effectiveSize: size, level: level) }
    if share == 1 { return .eventsOnly(effectiveSize: size, level: level) }
    guard share > 0, share < 1 else { return nil }
    let freedom = correlation.degreesOfFreedom
    return ConfidenceInterval.wilson(
      share: share, effectiveSize: size,
      degreesOfFreedom: freedom > 0 ? Double(freedom) : .infinity, level: level
    ).map { ConfidenceInterval(lower: $0.lower, upper: $0.upper, level: level, method: .pooled) }
  }

  /// The interval that the toolkit gives a share: ``IntervalMethod/pooled`` where ρ rests on 30
  /// degrees of freedom or more, otherwise logit with the sample's own variance; and where no unit or
  /// each had the event, an exact bound from one side.
  ///
  /// In the simulations of <doc:Coverage> this holds .93 to .97 wherever any method does.
  ///
  /// - Parameters:
  ///   - estimates: Shares made from this design.
  ///   - index: Which of them.
  ///   - method: How to make the interval where there are events; nil for the rule above.
  ///   - correlation: The intra-class correlation for the bound, and for ``IntervalMethod/pooled``.
  ///   - level: The confidence level.
  /// - Returns: `nil` where the method has no answer.
  /// - Complexity: O(*n*) in the number of units of the estimate.
  public func shareInterval(
    of estimates: Estimates, at index: Int, method: IntervalMethod? = nil,
    correlation: IntraclassCorrelation, level: Double = 0.95
  ) -> ConfidenceInterval? {
    let share = estimates.values[index]
    let method = method ?? (correlation.isWellKnown ? .pooled : .logit)
    if method == .pooled || share == 0 || share == 1 {
      return pooledInterval(of: estimates, at: index, correlation: correlation, level: level)
    }
    return estimates.confidenceInterval(at: index, method: method, level: level)
  }
}
