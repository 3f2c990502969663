internal import SurveyModel
internal import SurveyStatistics

extension SampleBuilder {
  /// Makes the sample from its rows.
  func makeSample(
    keys: [CellKey], cellOfRow: [Int32], weights: IntegerWeights, populations: [[Double]],
    stages: [Int], isElementSample: Bool, interner: Interner
  ) throws -> WeightedSample {
    var sums = CellSums(keys: keys)
    for (row, cell) in cellOfRow.enumerated() { sums.add(weights.values[row], to: Int(cell)) }
    for index in stages.indices {
      sums.populations.append(
        try populationOfCells(
          populations[index], cellOfRow: cellOfRow, keys: keys, stage: stages[index], index: index,
          interner: interner))
    }
    var cells: [[Int32]] = []
    var rowWeights: [[Int64]] = []
    var start = 0
    for part in wave.parts {
      let end = start + part.table.rowCount
      cells.append(Array(cellOfRow[start..<end]))
      rowWeights.append(Array(weights.values[start..<end]))
      start = end
    }
    return try makeSample(
      sums, answers: .tables(cells: cells, weights: rowWeights),
      heaviest: weights.values.max() ?? 1, isWeighted: weights.differ, stages: stages,
      isElementSample: isElementSample, interner: interner)
  }

  /// Makes the sample from its cells.
  func makeSample(
    _ sums: CellSums, answers: WeightedSample.Answers, heaviest: Int64, isWeighted: Bool,
    stages: [Int], isElementSample: Bool, interner: Interner
  ) throws -> WeightedSample {
    let keys = sums.keys
    var strataNumbers = Numbering<Int32>()
    let strata = keys.map { strataNumbers.number(of: $0.stratum) }
    var primaryNumbers = Numbering<[Int32]>()
    let primary = keys.enumerated().map { cell, key in
      key.clusters.isEmpty
        ? cell : primaryNumbers.number(of: [key.stratum, key.clusters[0]])
    }
    var designStages: [SampleDesign.Stage] = []
    for index in stages.indices {
      let population = try populationSizes(
        sums.populations[index], keys: keys, stage: stages[index], index: index,
        interner: interner)
      // Numbered in the order of the cells, which no order of rows can change.
      var numbers = Numbering<[Int32]>()
      let cluster =
        isRespondentStage(stages[index])
        ? Array(keys.indices)
        : keys.map { numbers.number(of: [$0.stratum] + $0.clusters.prefix(index + 1)) }
      designStages.append(
        SampleDesign.Stage(
          stratum: index == 0 ? strata : keys.map { _ in 0 }, cluster: cluster,
          populationSize: population))
    }
    if stages.isEmpty {
      designStages = [SampleDesign.Stage(stratum: strata, cluster: Array(keys.indices))]
    }
    let design = try SampleDesign(
      weights: sums.totals.map { Double($0) }, stages: designStages,
      lonelyPSU: LonelyPSUPolicy(rawValue: wave.study.design.lonelyPSU.rawValue) ?? .fail,
      stratumNames: strataNumbers.values.map { interner.text($0) })
    // A stratum of one primary sampling unit is an error by name here, before any table is made.
    _ = try design.covariance(of: [
      LinearisedVariable(units: Array(keys.indices), values: keys.map { _ in 0 })
    ])

    return WeightedSample(
      wave: wave, design: design, units: keys.map { Int($0.unit) }, primaryUnits: primary,
      strata: strata, sizes: sums.sizes, answers: answers, heaviest: heaviest,
      squaredWeights: sums.squares.map { Double($0) }, stages: designStages,
      stratumNames: strataNumbers.values.map { interner.text($0) }, isWeighted: isWeighted,
      isElementSample: isElementSample)
  }

  private func isRespondentStage(_ stage: Int) -> Bool {
    wave.study.design.stages[stage].cluster == .respondent
  }

  /// The population size of each cell's stratum (or parent cluster) as its rows tell it.
  private func populationOfCells(
    _ sizes: [Double], cellOfRow: [Int32], keys: [CellKey], stage: Int, index: Int,
    interner: Interner
  ) throws -> [Double] {
    guard !sizes.isEmpty else { return [] }
    var ofCell = [Double](repeating: .nan, count: keys.count)
    for (row, cell) in cellOfRow.enumerated() {
      let known = ofCell[Int(cell)]
      if !known.isNaN && known != sizes[row] {
        throw WeightingError.twoPopulationSizes(
          stratum: parentName(keys[Int(cell)], index: index, interner: interner), stage: stage)
      }
      ofCell[Int(cell)] = sizes[row]
    }
    return ofCell
  }

  /// The population size of each cell's stratum (or parent cluster), nil with replacement.
  private func populationSizes(
    _ ofCell: [Double], keys: [CellKey], stage: Int, index: Int, interner: Interner
  ) throws -> [Double]? {
    guard !ofCell.isEmpty else { return nil }
    var sampled: [[Int32]: Set<Int32>] = [:]
    var population: [[Int32]: Double] = [:]
    for (cell, key) in keys.enumerated() {
      let parent = [key.stratum] + key.clusters.prefix(index)
      sampled[parent, default: []].insert(
        isRespondentStage(stage) ? Int32(cell) : key.clusters[index])
      let name = parentName(key, index: index, interner: interner)
      if let known = population[parent], known != ofCell[cell] {
        throw WeightingError.twoPopulationSizes(stratum: name, stage: stage)
      }
      population[parent] = ofCell[cell]
    }
    for (parent, clusters) in sampled.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      guard let size = population[parent], Double(clusters.count) > size, size > 1 else { continue }
      throw WeightingError.populationTooSmall(
        stratum: interner.text(parent[parent.count - 1]), stage: stage, population: size,
        sampled: clusters.count)
    }
    if index > 0, wave.study.design.lonelyPSU == .fail {
      let lonely = sampled.filter { parent, clusters in
        clusters.count == 1 && (population[parent] ?? 1) > 1
      }
      guard lonely.isEmpty else {
        let names = lonely.keys.map { interner.text($0[$0.count - 1]) }.sorted()
        throw WeightingError.oneClusterWithin(names, stage: stage)
      }
    }
    return ofCell
  }

  func parentName(_ key: CellKey, index: Int, interner: Interner) -> String {
    interner.text(index == 0 ? key.stratum : key.clusters[index - 1])
  }
}

/// Numbers different values in the order in which they first come.
private struct Numbering<Value: Hashable> {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int] = [:]

  mutating func number(of value: Value) -> Int {
    if let number = numbers[value] { return number }
    numbers[value] = values.count
    values.append(value)
    return values.count - 1
  }
}
