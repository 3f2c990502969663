internal import SurveyStatistics

extension DesignRequest {
  /// The design over the rows of `data`, with calibrated and trimmed weights.
  func design(over data: DataColumns) throws -> any SurveyDesign {
    if !replicateWeights.isEmpty {
      let psu = try clusters.first.map { name throws(EstimateError) in
        try data.completeColumn(name).ordered.codes
      }
      return try adjusted(try replicateDesign(over: data), clusters: psu, over: data)
    }
    if scale != nil || !replicateScales.isEmpty || combinedWeights || (mse && replicateType == nil)
    {
      throw EstimateError.noReplicates
    }
    let sample = try sampleDesign(over: data)
    guard let replicateType else { return try adjusted(sample, over: data) }
    return try adjusted(
      try replicates(of: sample, type: replicateType), clusters: sample.clusters(atStage: 1),
      over: data)
  }

  /// The design as sampled, with the weights that were given or follow from it.
  func sampleDesign(over data: DataColumns) throws -> SampleDesign {
    let probabilities = try probabilityColumns(over: data)
    let populations = unequalProbabilities == nil ? self.populations : []
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
        (stage == 0 ? strataColumn?.codes : nil) ?? [Int](repeating: 0, count: data.rowCount)
      if unequalProbabilities != nil, stage < probabilities.count {
        stages.append(
          SampleDesign.Stage(stratum: stratum, cluster: cluster, probability: probabilities[stage]))
      } else {
        stages.append(
          SampleDesign.Stage(
            stratum: stratum, cluster: cluster,
            populationSize: stage < populations.count
              ? try data.completeNumbers(populations[stage]) : nil))
      }
    }
    if !nests, let strataColumn, let name = clusters.first {
      try checkNesting(
        of: try data.completeColumn(name).ordered, in: strataColumn)
    }
    let numbering: ClusterNumbering = nests ? .withinStrata : .throughout
    let scope: LonelyPSUScope = lonelyInDomains ? .designAndDomains : .design
    let names = strataColumn?.levels ?? []
    let method = try unequalMethod(strata: max(1, names.count))
    if let weights = try weights(over: data, probabilities: probabilities) {
      return try SampleDesign(
        weights: weights, stages: stages, numbering: numbering, unequalProbabilities: method,
        lonelyPSU: policy, lonelyPSUScope: scope, stratumNames: names)
    }
    guard max(populations.count, probabilities.count) == stages.count else {
      throw EstimateError.noWeight
    }
    return try SampleDesign(
      stages: stages, numbering: numbering, unequalProbabilities: method, lonelyPSU: policy,
      lonelyPSUScope: scope, stratumNames: names)
  }

  /// The weights that were given, or that follow from probabilities alone.
  private func weights(
    over data: DataColumns, probabilities: [[Double]]
  ) throws -> [Double]? {
    if let weight { return try data.completeNumbers(weight) }
    guard unequalProbabilities == nil, !probabilities.isEmpty else { return nil }
    return (0..<data.rowCount).map { row in probabilities.reduce(1) { $0 / $1[row] } }
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
}
