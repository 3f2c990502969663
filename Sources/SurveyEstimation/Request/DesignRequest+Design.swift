internal import SurveyStatistics

extension DesignRequest {
  /// The design over the rows of `data`.
  func design(over data: DataColumns) throws -> any SurveyDesign {
    try refuseUnbuilt()
    if !replicateWeights.isEmpty { return try replicateDesign(over: data) }
    if replicateType != nil || scale != nil || !replicateScales.isEmpty || mse || combinedWeights {
      throw EstimateError.noReplicates
    }
    if populations.count > max(1, clusters.count) {
      throw EstimateError.tooManyPopulations(stages: max(1, clusters.count))
    }
    let policy = try lonelyPolicy()
    let strataColumn = try strata.map { name throws(EstimateError) in
      try data.completeColumn(name).ordered
    }
    var stages: [SampleDesign.Stage] = []
    for stage in 0..<max(1, clusters.count) {
      let cluster =
        clusters.isEmpty
        ? Array(0..<data.rowCount) : try data.completeColumn(clusters[stage]).ordered.codes
      let stratum =
        stage == 0 ? strataColumn?.codes : nil
      stages.append(
        SampleDesign.Stage(
          stratum: stratum ?? [Int](repeating: 0, count: data.rowCount), cluster: cluster,
          populationSize: stage < populations.count
            ? try data.completeNumbers(populations[stage]) : nil))
    }
    if !nests, let strataColumn, let name = clusters.first {
      try checkNesting(
        of: try data.completeColumn(name).ordered, in: strataColumn)
    }
    let numbering: ClusterNumbering = nests ? .withinStrata : .throughout
    let scope: LonelyPSUScope = lonelyInDomains ? .designAndDomains : .design
    let names = strataColumn?.levels ?? []
    if let weight {
      return try SampleDesign(
        weights: try data.completeNumbers(weight), stages: stages, numbering: numbering,
        lonelyPSU: policy, lonelyPSUScope: scope, stratumNames: names)
    }
    guard populations.count == stages.count else { throw EstimateError.noWeight }
    return try SampleDesign(
      stages: stages, numbering: numbering, lonelyPSU: policy, lonelyPSUScope: scope,
      stratumNames: names)
  }

  private func lonelyPolicy() throws(EstimateError) -> LonelyPSUPolicy {
    guard let policy = LonelyPSUPolicy(rawValue: lonelyPSU) else {
      throw .unknownWord(
        option: "--lonely-psu", word: lonelyPSU, allowed: LonelyPSUPolicy.allCases.map(\.rawValue))
    }
    return policy
  }

  private func checkNesting(
    of clusters: (levels: [String], codes: [Int]), in strata: (levels: [String], codes: [Int])
  ) throws(EstimateError) {
    var homes = [Set<Int>](repeating: [], count: clusters.levels.count)
    for (cluster, stratum) in zip(clusters.codes, strata.codes) { homes[cluster].insert(stratum) }
    guard let first = homes.firstIndex(where: { $0.count > 1 }) else { return }
    throw .clusterInSeveralStrata(
      cluster: clusters.levels[first], strata: homes[first].sorted().map { strata.levels[$0] })
  }

  /// Refuses what this version cannot do, rather than leave it out.
  private func refuseUnbuilt() throws(EstimateError) {
    let unbuilt: [(String, Bool)] = [
      ("--probability", probability != nil), ("--pps", unequalProbabilities != nil),
      ("--joint", jointFile != nil),
      ("--poststratify", !poststratify.isEmpty),
      ("--rake", !rake.isEmpty), ("--calibrate", calibrate != nil),
      ("--margins", marginsFile != nil), ("--bounds", bounds != nil), ("--trim", trim != nil),
      ("--strict", trimsStrictly),
    ]
    for (option, isAsked) in unbuilt where isAsked { throw .notYet(option) }
  }
}
