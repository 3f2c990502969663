public import SurveyModel
internal import SurveyStatistics

/// Counts answers block by block, so that a sample need not be held as a whole.
///
/// Everything that is estimated, its variance included, is a function of sums by cell. Accumulators of
/// parts of a wave join into that of the wave; what comes out does not depend on the parts.
///
/// It serves designs whose cells are clusters and weights that are decimals. Others say so in
/// ``sample()``, and the wave is then weighted as a whole.
public struct SampleAccumulator: Sendable {
  private let study: Study
  private let packing: AnswerPacking
  private let stages: [Int]
  private var interner = Interner()
  private var numbers: [SampleBuilder.CellKey: Int32] = [:]
  private var sums = CellSums(keys: [])
  private var tally: TallySums
  private var spool: AnswerSpool
  private var joined: [CountedAnswers.Part] = []
  private var scale = 1.0
  private var divisor: Int64 = 0
  private var lightest = Int64.max
  private var heaviest: Int64 = 0
  private var total = 0.0
  private var problem: (any Error)?
  /// Whether the sums cannot carry these rows.
  private var isBeyond = false

  /// The design's respondents are not in clusters, so sums by cell are as many as they.
  public static func serves(_ study: Study) -> Bool {
    let stages = SampleBuilder.stagesThatMatter(study)
    return !stages.isEmpty
      && !stages.contains { study.design.stages[$0].cluster == .respondent }
  }

  /// Makes an accumulator.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - items: The single-choice items that will be asked for.
  public init(_ study: Study, items: [Item]) {
    self.study = study
    packing = AnswerPacking(items, in: TableLayout(study))
    stages = SampleBuilder.stagesThatMatter(study)
    tally = TallySums(packing)
    spool = AnswerSpool(columnCount: packing.columns.count)
    sums.populations = stages.map { _ in [] }
  }

  /// Adds the rows of a block.
  ///
  /// - Complexity: O(*rows* × *items*).
  public mutating func add(_ table: ResponseTable) {
    guard problem == nil, !isBeyond, table.rowCount > 0 else { return }
    do {
      let cells = try cells(of: table)
      let weights = table.numbers(TableLayout.weight) ?? Array(repeating: 1, count: table.rowCount)
      guard let integers = integers(weights) else {
        isBeyond = true
        return
      }
      // Before anything is added, so that no sum runs over.
      let bound = integers.reduce(0.0) { $0 + Double($1) }
      guard !isBeyond, bound < 0x1p43, table.rowCount < 1 << 20, total * scale + bound < 0x1p61
      else {
        isBeyond = true
        return
      }
      let blockTotal = add(integers, to: cells)
      let columns = packing.packed(table)
      tally.add(columns: columns, cells: cells, weights: integers, total: blockTotal)
      try spool.append(
        AnswerSpool.Block(cells: cells, weights: integers, scale: scale, columns: columns))
    } catch {
      problem = error
    }
  }

  /// Joins what another accumulator of the same study collected.
  public mutating func add(_ other: SampleAccumulator) {
    problem = problem ?? other.problem
    isBeyond = isBeyond || other.isBeyond
    guard problem == nil, !isBeyond else { return }
    var other = other
    let common = max(scale, other.scale)
    rescale(to: common)
    other.rescale(to: common)
    var cells: [Int32] = []
    for (cell, key) in other.sums.keys.enumerated() {
      let own = SampleBuilder.CellKey(
        stratum: interner.number(of: other.interner.text(key.stratum)),
        clusters: key.clusters.map { interner.number(of: other.interner.text($0)) }, unit: key.unit)
      let number = number(of: own)
      sums.totals[Int(number)] += other.sums.totals[cell]
      sums.sizes[Int(number)] += other.sums.sizes[cell]
      sums.squares[Int(number)] += other.sums.squares[cell]
      for (stage, sizes) in other.sums.populations.enumerated() where !sizes.isEmpty {
        note(sizes[cell], stage: stage, cell: Int(number))
      }
      cells.append(number)
    }
    tally.add(other.tally, cells: cells)
    for part in [CountedAnswers.Part(spool: other.spool, cells: [])] + other.joined {
      let own = part.cells.isEmpty ? cells : part.cells.map { cells[Int($0)] }
      joined.append(CountedAnswers.Part(spool: part.spool, cells: own))
    }
    divisor = greatestCommonDivisor(divisor, other.divisor)
    lightest = min(lightest, other.lightest)
    heaviest = max(heaviest, other.heaviest)
    total += other.total
    if total * scale >= 0x1p61 { isBeyond = true }
  }

  /// The sample of all rows added, nil where it has to be weighted as a whole.
  ///
  /// - Throws: ``WeightingError`` or `EstimationError` where the responses and the design do not fit.
  public func sample() throws -> WeightedSample? {
    if let problem { throw problem }
    if isBeyond { return nil }
    guard !sums.keys.isEmpty else { throw WeightingError.noResponses }
    let order = sums.keys.indices.sorted {
      SampleBuilder.isBefore(sums.keys[$0], sums.keys[$1], interner: interner)
    }
    var position = [Int32](repeating: 0, count: order.count)
    for (number, cell) in order.enumerated() { position[cell] = Int32(number) }
    let divisor = max(1, divisor)
    var ordered = CellSums(keys: order.map { sums.keys[$0] })
    ordered.totals = order.map { sums.totals[$0] / divisor }
    ordered.sizes = order.map { sums.sizes[$0] }
    let square = Int128(divisor) * Int128(divisor)
    ordered.squares = order.map { sums.squares[$0] / square }
    ordered.populations = try populations(order)
    let parts =
      [CountedAnswers.Part(spool: spool, cells: Array(position.indices.map(Int32.init)))]
      + joined
    let answers = CountedAnswers(
      packing: packing,
      parts: parts.map { part in
        CountedAnswers.Part(spool: part.spool, cells: part.cells.map { position[Int($0)] })
      }, scale: scale, divisor: divisor)
    return try SampleBuilder(wave: Wave(study: study, parts: [])).makeSample(
      ordered, answers: .counted(tally.tally(order: order, divisor: divisor), answers),
      heaviest: heaviest / divisor, isWeighted: lightest != heaviest, stages: stages,
      isElementSample: false, interner: interner)
  }

  // MARK: - Cells

  /// For each row of a block its cell; cells that are new are made.
  private mutating func cells(of table: ResponseTable) throws -> [Int32] {
    let rows = try SampleBuilder.RowLabels(
      table, study: study, stages: stages, interner: &interner)
    let populations = stages.indices.map { index in
      if case .column = study.design.stages[stages[index]].population {
        table.numbers(TableLayout.population(stages[index])) ?? []
      } else {
        [Double]()
      }
    }
    let hasPopulations = populations.contains { !$0.isEmpty }
    var memory = CellMemory(labels: rows.lastLabelCount)
    var cells: [Int32] = []
    cells.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      let last = rows.last(row)
      let others = rows.others(row)
      let cell: Int32
      if let known = memory.cell(last, others) {
        cell = known
      } else {
        cell = number(of: try rows.key(row))
        memory.remember(cell, last, others)
      }
      cells.append(cell)
      guard hasPopulations else { continue }
      for (stage, sizes) in populations.enumerated() where !sizes.isEmpty {
        note(sizes[row], stage: stage, cell: Int(cell))
      }
    }
    return cells
  }

  private mutating func number(of key: SampleBuilder.CellKey) -> Int32 {
    if let number = numbers[key] { return number }
    let number = Int32(sums.keys.count)
    numbers[key] = number
    sums.keys.append(key)
    sums.totals.append(0)
    sums.sizes.append(0)
    sums.squares.append(0)
    for (stage, index) in stages.enumerated() {
      if case .column = study.design.stages[index].population {
        sums.populations[stage].append(.nan)
      }
    }
    return number
  }

  private mutating func note(_ size: Double, stage: Int, cell: Int) {
    let known = sums.populations[stage][cell]
    if known.isNaN {
      sums.populations[stage][cell] = size
    } else if known != size, problem == nil {
      let key = sums.keys[cell]
      problem = WeightingError.twoPopulationSizes(
        stratum: interner.text(stage == 0 ? key.stratum : key.clusters[stage - 1]),
        stage: stages[stage])
    }
  }

  /// The population sizes of the cells, stage by stage.
  private func populations(_ order: [Int]) throws -> [[Double]] {
    try stages.enumerated().map { stage, index in
      switch study.design.stages[index].population {
      case nil: return []
      case .column: return order.map { sums.populations[stage][$0] }
      case .stated(let sizes):
        let names = order.map { cell -> String in
          let key = sums.keys[cell]
          return interner.text(stage == 0 ? key.stratum : key.clusters[stage - 1])
        }
        let missing = Set(names.filter { sizes[$0] == nil })
        guard missing.isEmpty else {
          throw WeightingError.noPopulationSize(strata: missing.sorted(), stage: index)
        }
        return names.map { sizes[$0] ?? .nan }
      }
    }
  }

  // MARK: - Weights

  /// The weights as integers of the common scale; nil where they are no decimals.
  private mutating func integers(_ weights: [Double]) -> [Int64]? {
    while true {
      var integers: [Int64] = []
      integers.reserveCapacity(weights.count)
      for weight in weights {
        let multiple = (weight * scale).rounded()
        guard multiple / scale == weight, multiple < 0x1p61 else { break }
        integers.append(Int64(multiple))
      }
      if integers.count == weights.count { return integers }
      guard scale < 1e9 else { return nil }
      rescale(to: scale * 10)
    }
  }

  private mutating func rescale(to new: Double) {
    guard new > scale else { return }
    let ratio = (new / scale).rounded()
    scale = new
    guard total > 0 else { return }
    guard total * new < 0x1p61 else {
      isBeyond = true
      return
    }
    let factor = Int64(ratio)
    for cell in sums.totals.indices {
      sums.totals[cell] *= factor
      sums.squares[cell] *= Int128(factor) * Int128(factor)
    }
    tally.scale(by: factor)
    divisor *= factor
    lightest *= factor
    heaviest *= factor
  }

  /// Adds weights to their cells; returns what they add up to.
  private mutating func add(_ weights: [Int64], to cells: [Int32]) -> Int64 {
    var sum: Int64 = 0
    for (row, weight) in weights.enumerated() {
      let cell = Int(cells[row])
      sums.totals[cell] += weight
      sums.sizes[cell] += 1
      let square = weight.multipliedFullWidth(by: weight)
      sums.squares[cell] += Int128(square.high) << 64 | Int128(square.low)
      sum += weight
      lightest = min(lightest, weight)
      heaviest = max(heaviest, weight)
      if divisor != 1 { divisor = greatestCommonDivisor(divisor, weight) }
    }
    total += Double(sum) / scale
    return sum
  }
}

/// The cell that rows of these labels were in.
///
/// Rows of one cluster nearly always share all other labels, so one memory a cluster is enough.
private struct CellMemory {
  private var cells: [Int32]
  private var others: [Int64]

  init(labels: Int) {
    cells = Array(repeating: -1, count: labels)
    others = Array(repeating: -1, count: labels)
  }

  func cell(_ label: Int, _ other: Int64) -> Int32? {
    other >= 0 && cells[label] >= 0 && others[label] == other ? cells[label] : nil
  }

  mutating func remember(_ cell: Int32, _ label: Int, _ other: Int64) {
    cells[label] = cell
    others[label] = other
  }
}

func greatestCommonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
  var (left, right) = (left, right)
  while right != 0 { (left, right) = (right, left % right) }
  return left
}
