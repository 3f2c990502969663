extension SampleDesign {
  /// The covariance matrix of totals of linearised variables, every unit belonging to each.
  ///
  /// The same as ``covariance(of:)-([LinearisedVariable])`` with columns of one value per unit.
  public func covariance(of linearised: [[Double]]) throws(EstimationError) -> Matrix {
    try covariance(of: linearised.map { LinearisedVariable($0) })
  }

  /// The covariance matrix of totals of linearised variables.
  ///
  /// At each stage, with z_hc the total of cluster c of stratum h, n_h clusters sampled of N_h and
  /// f_h = n_h/N_h:
  ///
  ///     V = Σ_h (1 − f_h) n_h/(n_h − 1) Σ_c (z_hc − z̄_h)(z_hc − z̄_h)′
  ///
  /// and the stages after the first add the V of each cluster times f of all its parents. The same
  /// as `svyrecvar` of R *survey*; sampling with replacement at a stage (f = 0) ends it there.
  ///
  /// Edge cases:
  /// - Calibrated weights: the variables are first replaced by what the ``adjustments`` leave of them.
  /// - A stratum sampled as a whole adds nothing at its stage.
  /// - A stratum of one sampled cluster is treated by the design's ``LonelyPSUPolicy``, but only for
  ///   variables with a unit in it: a domain elsewhere is not disturbed.
  ///
  /// - Parameter variables: One variable per estimate, with the units it was made of.
  /// - Returns: The k × k covariance matrix of the k variables' totals.
  /// - Throws: ``EstimationError/lonelyPSU(strata:stage:)``.
  /// - Complexity: O(*n* k + clusters × k²); k counts only variables that differ from 0 in a
  ///   stratum.
  public func covariance(of variables: [LinearisedVariable]) throws(EstimationError) -> Matrix {
    let variables = variables.map { adjusted($0) }
    var result = Matrix(rows: variables.count, columns: variables.count)
    for stage in stages {
      guard stage.parentFraction.contains(where: { $0 > 0 }) else { break }
      let totals = ClusterTotals(variables, at: stage)
      let lonely = try LonelyStrata(variables, at: stage, policy: lonelyPSU)
      for stratum in stage.clusterRange.indices where stage.parentFraction[stratum] > 0 {
        if stage.isCensus(stratum) { continue }
        if stage.isLonely(stratum) {
          guard lonelyPSU == .adjust else { continue }
          let columns = lonely.variables(in: stratum)
          let centre = totals.mean(over: stage.clusters(ofParent: stage.stratumParent[stratum]))
          let factor = stage.parentFraction[stratum] * (1 - stage.samplingFraction(of: stratum))
          totals.addProducts(
            of: stage.clusterRange[stratum], columns: columns, centre: centre,
            factors: columns.map { _ in factor }, to: &result)
        } else {
          let count = Double(stage.sampled(from: stratum))
          let range = stage.clusterRange[stratum]
          let columns = totals.columns(presentIn: range)
          let factor =
            stage.parentFraction[stratum] * (1 - stage.samplingFraction(of: stratum))
            * count / (count - 1)
          totals.addProducts(
            of: range, columns: columns, centre: totals.mean(over: range),
            factors: columns.map { factor * lonely.factor(stratum: stratum, variable: $0) },
            to: &result)
        }
      }
    }
    return result
  }

  /// A variable after the design's adjustments, the last one first.
  private func adjusted(_ variable: LinearisedVariable) -> LinearisedVariable {
    guard !adjustments.isEmpty else { return variable }
    let column = adjustments.reversed().reduce(variable.column(count: count)) { column, step in
      step.residuals(of: column)
    }
    var isMember = column.map { $0 != 0 }
    for unit in variable.units { isMember[unit] = true }
    let units = column.indices.filter { isMember[$0] }
    return LinearisedVariable(units: units, values: units.map { column[$0] })
  }
}

extension DesignStage {
  /// The clusters of all strata of one parent cluster.
  func clusters(ofParent parent: Int) -> Range<Int> {
    // Strata are numbered parent by parent, and clusters stratum by stratum.
    let strata = stratumParent.indices.filter { stratumParent[$0] == parent }
    guard let first = strata.first, let last = strata.last else { return 0..<0 }
    return clusterRange[first].lowerBound..<clusterRange[last].upperBound
  }
}
