internal import SurveyModel
internal import SurveyStatistics

/// Finds the cell of every row, puts the cells in order, and makes the design over them.
struct SampleBuilder {
  let wave: Wave
  private var study: Study { wave.study }

  /// What makes a cell; texts are numbered by an interner over all batches.
  struct CellKey: Hashable, Sendable {
    var stratum: Int32
    /// The cluster at each stage that matters.
    var clusters: [Int32]
    var unit: Int32
  }

  init(wave: Wave) {
    self.wave = wave
  }

  func sample() throws -> WeightedSample {
    guard wave.rowCount > 0 else { throw WeightingError.noResponses }
    let weights = integerWeights()
    let stages = SampleBuilder.stagesThatMatter(study)
    var interner = Interner()
    let rows = try placedRows(stages: stages, interner: &interner)
    let isElementSample =
      stages.isEmpty
      || stages.contains { stage in study.design.stages[stage].cluster == .respondent }

    // Cells in an order of their own: by stratum, clusters and unit as texts; rows that are cells of
    // their own after that by what they hold.
    let order: [Int]
    var cellOfRow = [Int32](repeating: 0, count: rows.keys.count)
    var keys: [CellKey] = []
    if isElementSample {
      order = canonicalOrder(rows.keys, weights: weights.values, interner: interner)
      for (cell, row) in order.enumerated() { cellOfRow[row] = Int32(cell) }
      keys = order.map { rows.keys[$0] }
    } else {
      let different = Set(rows.keys).sorted {
        SampleBuilder.isBefore($0, $1, interner: interner)
      }
      let positions = Dictionary(
        uniqueKeysWithValues: different.enumerated().map { ($1, Int32($0)) })
      for (row, key) in rows.keys.enumerated() { cellOfRow[row] = positions[key] ?? 0 }
      order = []
      keys = different
    }
    return try makeSample(
      keys: keys, cellOfRow: cellOfRow, weights: weights, populations: rows.populations,
      stages: stages, isElementSample: isElementSample, interner: interner)
  }

  // MARK: - Weights

  private func integerWeights() -> IntegerWeights {
    let all = wave.parts.flatMap { part in
      part.table.numbers(TableLayout.weight) ?? Array(repeating: 1, count: part.table.rowCount)
    }
    return IntegerWeights(all)
  }

  // MARK: - Rows

  private struct PlacedRows {
    var keys: [CellKey] = []
    /// For each stage that matters and each row, the population size of its stratum or cluster.
    var populations: [[Double]]
  }

  private func placedRows(stages: [Int], interner: inout Interner) throws -> PlacedRows {
    var rows = PlacedRows(populations: stages.map { _ in [] })
    var missing: [Int: Set<String>] = [:]
    for part in wave.parts {
      let table = part.table
      let unitText = table.texts(TableLayout.unit) ?? TextColumn()
      let positions = try unitText.values.map { code -> Int in
        guard let position = study.units.position(of: code) else {
          throw WeightingError.unknownUnit(code)
        }
        return position
      }
      let stratum = try labels(
        study.design.strata, column: TableLayout.stratum, in: table, units: positions,
        interner: &interner)
      let clusters = try stages.map { stage in
        try labels(
          study.design.stages[stage].cluster, column: TableLayout.cluster(stage), in: table,
          units: positions, interner: &interner)
      }
      for row in 0..<table.rowCount {
        let unit = Int(unitText.indices[row])
        guard unit >= 0 else { throw WeightingError.unknownUnit("") }
        let number = Int32(rows.keys.count)
        let key = CellKey(
          stratum: stratum(row, unit, number),
          clusters: clusters.map { $0(row, unit, number) }, unit: Int32(positions[unit]))
        for (index, stage) in stages.enumerated() {
          let parent = index == 0 ? key.stratum : key.clusters[index - 1]
          switch study.design.stages[stage].population {
          case nil: break
          case .column:
            let sizes = table.numbers(TableLayout.population(stage))
            rows.populations[index].append(sizes?[row] ?? .nan)
          case .stated(let sizes):
            let name = interner.text(parent)
            let size = sizes[name]
            if size == nil { missing[stage, default: []].insert(name) }
            rows.populations[index].append(size ?? .nan)
          }
        }
        rows.keys.append(key)
      }
    }
    if let (stage, strata) = missing.min(by: { $0.key < $1.key }) {
      throw WeightingError.noPopulationSize(strata: strata.sorted(), stage: stage)
    }
    return rows
  }

  /// A function from a row, the number of its unit's text and its number in the wave to a label.
  private func labels(
    _ source: DesignSource?, column: String, in table: ResponseTable, units: [Int],
    interner: inout Interner
  ) throws -> (Int, Int, Int32) -> Int32 {
    switch source {
    case nil:
      let label = interner.number(of: "")
      return { _, _, _ in label }
    case .respondent: return { _, _, number in number }
    case .column:
      let texts = table.texts(column) ?? TextColumn()
      let numbers = texts.values.map { interner.number(of: $0) }
      return { row, _, _ in texts.indices[row] < 0 ? 0 : numbers[Int(texts.indices[row])] }
    case .level(let kind):
      let numbers = try units.map { position in
        guard let above = study.units.ancestor(of: position, kind: kind) else {
          throw WeightingError.noUnitOfLevel(
            unit: study.units.units[position].code, level: kind.rawValue)
        }
        return interner.number(of: study.units.units[above].code)
      }
      return { _, unit, _ in numbers[unit] }
    }
  }

  // MARK: - Order

  static func isBefore(_ left: CellKey, _ right: CellKey, interner: Interner) -> Bool {
    if left.stratum != right.stratum {
      return interner.isBefore(left.stratum, right.stratum)
    }
    for (one, other) in zip(left.clusters, right.clusters) where one != other {
      return interner.isBefore(one, other)
    }
    return left.unit < right.unit
  }

  /// The rows in an order that depends on what they hold and not on where they stand.
  ///
  /// Rows that hold the same are interchangeable, so their order among themselves does not matter.
  private func canonicalOrder(
    _ keys: [CellKey], weights: [Int64], interner: Interner
  ) -> [Int] {
    let firstIsRespondent = study.design.stages.first?.cluster == .respondent
    let stable = keys.map { key -> CellKey in
      var key = key
      // A respondent's number as a cluster is only where it stands; its stages above are labels.
      key.clusters =
        firstIsRespondent
        ? []
        : zip(key.clusters, study.design.stages).filter { $1.cluster != .respondent }.map(\.0)
      return key
    }
    var contents: [[UInt8]] = Array(repeating: [], count: keys.count)
    var row = 0
    for part in wave.parts {
      let closed = part.table.columns.compactMap { column in
        if case .closed(let codes) = column { codes } else { nil }
      }
      for position in 0..<part.table.rowCount {
        contents[row] = closed.map { $0[position] }
        row += 1
      }
    }
    return keys.indices.sorted { left, right in
      if stable[left] != stable[right] {
        return SampleBuilder.isBefore(stable[left], stable[right], interner: interner)
      }
      if weights[left] != weights[right] { return weights[left] < weights[right] }
      return contents[left].lexicographicallyPrecedes(contents[right])
    }
  }
}

/// Numbers texts, so that keys are compared as integers.
struct Interner: Sendable {
  private var numbers: [String: Int32] = [:]
  private var texts: [String] = []

  mutating func number(of text: String) -> Int32 {
    if let number = numbers[text] { return number }
    let number = Int32(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }

  func text(_ number: Int32) -> String {
    texts.indices.contains(Int(number)) ? texts[Int(number)] : ""
  }

  /// Whether one text stands before another, by Unicode scalars: the same on every machine.
  func isBefore(_ left: Int32, _ right: Int32) -> Bool {
    text(left).unicodeScalars.lexicographicallyPrecedes(text(right).unicodeScalars)
  }
}
