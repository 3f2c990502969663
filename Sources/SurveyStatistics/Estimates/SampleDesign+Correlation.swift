extension SampleDesign {
  /// How alike the units of one PSU are, within strata of the first stage.
  ///
  /// ``IntraclassCorrelation/init(of:clusters:groups:)`` with this design's PSUs and strata: for the
  /// design effect of a bound where no unit, or each, had the event.
  ///
  /// - Parameters:
  ///   - column: One value per unit, 0/1 or any; NaN is left out.
  ///   - domain: Which units belong to the domain; `nil` for all.
  /// - Returns: `nil` where it is not defined: no stratum with two PSUs, no PSU with two values, or all
  ///   values the same.
  /// - Complexity: O(*n* log *n*) in the number of units.
  public func intraclassCorrelation(
    of column: [Double], in domain: [Bool]? = nil
  ) -> IntraclassCorrelation? {
    checkLengths([column])
    guard let first = stages.first else { return nil }
    let used = weights.indices.filter { weights[$0] != 0 && (domain?[$0] ?? true) }
    return IntraclassCorrelation(
      of: used.map { column[$0] }, clusters: used.map { first.cluster[$0] },
      groups: used.map { first.clusterStratum[first.cluster[$0]] })
  }
}
