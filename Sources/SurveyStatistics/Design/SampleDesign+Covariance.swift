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
  /// Clusters with their own inclusion probabilities enter by ``UnequalProbabilities``.
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
    if let probabilityCovariance {
      return probabilityCovariance.covariance(of: ClusterTotals(variables, at: stages[0]))
    }
    var result = Matrix(rows: variables.count, columns: variables.count)
    for stage in stages {
      guard stage.parentFraction.contains(where: { $0 > 0 }) else { break }
      try addCovariance(of: variables, at: stage, to: &result)
    }
    return result
  }

  /// Adds what one stage adds to the covariance.
  private func addCovariance(
    of variables: [LinearisedVariable], at stage: DesignStage, to result: inout Matrix
  ) throws(EstimationError) {
    let totals = ClusterTotals(variables, at: stage)
    let lonely = try LonelyStrata(variables, at: stage, policy: lonelyPSU, scope: lonelyPSUScope)
    for (stratum, range) in stage.clusterRange.enumerated() {
      if stage.parentFraction[stratum] == 0 || stage.isCensus(stratum) { continue }
      let isLonely = stage.isLonely(stratum)
      if isLonely && lonelyPSU != .adjust { continue }
      var columns = isLonely ? lonely.variables(in: stratum) : totals.columns(presentIn: range)
      if lonelyPSU == .average { columns.removeAll { lonely.isLonely(stratum, for: $0) } }
      if columns.isEmpty { continue }
      var centre = totals.mean(over: range)
      let strange = columns.filter { isLonely || lonely.isLonely(stratum, for: $0) }
      if lonelyPSU == .adjust && !strange.isEmpty {
        let mean = totals.mean(over: stage.clusters(ofParent: stage.stratumParent[stratum]))
        for column in strange { centre[column] = mean[column] }
      }
      let count = Double(stage.sampled(from: stratum))
      let finite = stage.commonFraction(of: stratum).map { 1 - $0 }
      let factor =
        stage.parentFraction[stratum] * (finite ?? 1) * (isLonely ? 1 : count / (count - 1))
      totals.addProducts(
        of: range, columns: columns, centre: centre,
        factors: columns.map { factor * lonely.factor(stratum: stratum, variable: $0) },
        clusterFactor: { finite == nil ? 1 - stage.fraction[$0] : 1 }, to: &result)
    }
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
  /// The fraction that all clusters of a stratum have in common; `nil` where they differ.
  fileprivate func commonFraction(of stratum: Int) -> Double? {
    let fractions = fraction[clusterRange[stratum]]
    guard let first = fractions.first, fractions.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// The clusters of all strata of one parent cluster.
  func clusters(ofParent parent: Int) -> Range<Int> {
    // Strata are numbered parent by parent, and clusters stratum by stratum.
    let strata = stratumParent.indices.filter { stratumParent[$0] == parent }
    guard let first = strata.first, let last = strata.last else { return 0..<0 }
    return clusterRange[first].lowerBound..<clusterRange[last].upperBound
  }
}
