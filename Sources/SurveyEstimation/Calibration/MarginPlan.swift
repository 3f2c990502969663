internal import SurveyModel
internal import SurveyStatistics

/// The margins of a request as those of the engine, checked against the rows.
struct MarginPlan {
  private(set) var margins: [CalibrationMargin] = []
  /// The margins of categories as they are met, and the totals of variables.
  private(set) var crossings: [MarginReader.Crossing] = []
  var terms: [(name: String, total: Double)] { read.terms }
  private var problems: [MarginsProblem]
  private let read: MarginReader
  private let data: DataColumns
  private let isUsed: [Bool]
  private let ignoresEmptyCells: Bool

  /// Finds the margins that a calibration asks for.
  ///
  /// - Throws: ``EstimateError/wrongMargins(_:)`` with all that is wrong.
  init(
    _ request: CalibrationRequest, over data: DataColumns, where isUsed: [Bool]
  ) throws(EstimateError) {
    read = try MarginReader(request.margins, data: data)
    problems = read.problems
    self.data = data
    self.isUsed = isUsed
    ignoresEmptyCells = request.ignoresEmptyCells
    switch request.method {
    case .poststratification(let columns):
      refuseVariables()
      let names = read.crossings.map(\.name)
      if columns.isEmpty, names.count > 1 {
        problems.append(.needsCrossing(names))
      } else if columns.isEmpty {
        for crossing in read.crossings { add(crossing) }
      } else if !columns.contains(where: { $0.contains(":") }) {
        addMargin(columns, option: "--poststratify")
      } else {
        addMargin(columns.flatMap { parts(of: $0) }, option: "--poststratify")
      }
    case .raking(let columns):
      refuseVariables()
      if columns.isEmpty {
        for crossing in read.crossings { add(crossing) }
      } else {
        for column in columns { addMargin(parts(of: column), option: "--rake") }
      }
    case .equations:
      for crossing in read.crossings { add(crossing) }
      for term in read.terms { add(term.name, total: term.total) }
    }
    checkSums()
    if margins.isEmpty, problems.isEmpty { problems.append(.noMargin("--margins")) }
    if !problems.isEmpty { throw .wrongMargins(problems) }
  }

  private func parts(of name: String) -> [String] {
    data[name] != nil ? [name] : name.split(separator: ":").map(String.init)
  }

  // MARK: - Categories

  private mutating func refuseVariables() {
    for term in read.terms where !Self.isPopulation(term.name) {
      problems.append(.notACategory(term.name))
    }
  }

  /// Adds the margin of columns that are named, adding up the counts of other columns.
  private mutating func addMargin(_ columns: [String], option: String) {
    let unknown = columns.filter { data[$0] == nil }
    for name in unknown {
      problems.append(
        .unknownColumn(name, in: option, nearest: name.nearest(among: data.names)))
    }
    guard unknown.isEmpty else { return }
    let possible = read.crossings.filter { Set($0.columns).isSuperset(of: columns) }
    guard let source = possible.min(by: { $0.columns.count < $1.columns.count }) else {
      problems.append(.noMargin(columns.joined(separator: ":")))
      return
    }
    let places = columns.compactMap { source.columns.firstIndex(of: $0) }
    var margin = MarginReader.Crossing(columns: columns)
    var positions: [[String]: Int] = [:]
    for cell in source.cells {
      let levels = places.map { cell.levels[$0] }
      if let position = positions[levels] {
        margin.cells[position].total += cell.total
      } else {
        positions[levels] = margin.cells.count
        margin.cells.append((levels, cell.total))
      }
    }
    add(margin)
  }

  private mutating func add(_ crossing: MarginReader.Crossing) {
    crossings.append(crossing)
    var columns: [DataColumns.Column] = []
    for name in crossing.columns {
      guard let column = data[name] else { return }
      columns.append(column)
      refuseMissing(name) { column.isMissing($0) }
    }
    let keys = crossing.cells.map { Self.key($0.levels, columns) }
    let places = Dictionary(zip(keys, keys.indices)) { first, _ in first }
    var isMet = keys.map { _ in false }
    var strangers: [[String]: Int] = [:]
    var known: [[Int]: Int] = [:]
    let codes = (0..<data.rowCount).map { row -> Int in
      let cell = columns.map { $0.codes[row] }
      guard !cell.contains(-1) else { return -1 }
      let levels = { zip(columns, cell).map { $0.levels[$1] } }
      let place = known[cell] ?? places[Self.key(levels(), columns)] ?? -1
      known[cell] = place
      guard isUsed[row] else { return place }
      if place >= 0 { isMet[place] = true } else { strangers[levels(), default: 0] += 1 }
      return place
    }
    for (place, cell) in crossing.cells.enumerated()
    where !isMet[place] && cell.total > 0 && !ignoresEmptyCells {
      problems.append(
        .notInData(MarginReader.label(crossing.columns, cell.levels), total: cell.total))
    }
    for (levels, rows) in strangers.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      problems.append(.noTarget(MarginReader.label(crossing.columns, levels), rows: rows))
    }
    margins.append(
      CalibrationMargin(
        crossing.name, codes: codes,
        totals: crossing.cells.map { ControlTotal($0.levels.joined(separator: ", "), $0.total) }))
  }

  /// Levels by which categories are compared: numbers are the same however they are written.
  private static func key(_ levels: [String], _ columns: [DataColumns.Column]) -> [String] {
    zip(levels, columns).map { level, column in
      column.numbers == nil ? level : Double(level).map { "\($0)" } ?? level
    }
  }

  // MARK: - Variables

  private mutating func add(_ name: String, total: Double) {
    let isPopulation = data[name] == nil && Self.isPopulation(name)
    guard let values = isPopulation ? data.ones : values(ofTerm: name) else { return }
    if values.indices.contains(where: { isUsed[$0] && values[$0].isNaN }) {
      refuseMissing(name) { values[$0].isNaN }
      return
    }
    margins.append(CalibrationMargin(name, values: values, total: total))
  }

  /// The values of a variable, or of a column of R's model matrix: `stypeH` is 1 where the column
  /// `stype` is `H`, and `stypeH:api99` is a product.
  private mutating func values(ofTerm name: String) -> [Double]? {
    if let values = data.values(ofFactor: name) { return values }
    let factors = name.split(separator: ":").map { data.values(ofFactor: String($0)) }
    let known = factors.compactMap(\.self)
    if factors.count > 1, known.count == factors.count {
      return known.reduce(data.ones) { zip($0, $1).map { $0 * $1 } }
    }
    if data[name] != nil {
      problems.append(.categoryMissing(name))
    } else {
      problems.append(
        .unknownColumn(name, in: "--margins", nearest: name.nearest(among: data.names)))
    }
    return nil
  }

  static func isPopulation(_ name: String) -> Bool {
    ["(intercept)", "intercept", "1", "_population", "population"].contains(name.lowercased())
  }

  // MARK: - All

  private mutating func refuseMissing(_ name: String, _ isMissing: (Int) -> Bool) {
    let rows = isUsed.indices.filter { isUsed[$0] && isMissing($0) }
    guard let first = rows.first else { return }
    let problem = MarginsProblem.missing(column: name, count: rows.count, row: data.fileRow(first))
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// Checks that all margins are of one population.
  private mutating func checkSums() {
    var sums = read.crossings.map {
      MarginsProblem.PopulationSum(margin: $0.name, total: $0.sum)
    }
    for term in read.terms where data[term.name] == nil && Self.isPopulation(term.name) {
      sums.append(.init(margin: term.name, total: term.total))
    }
    guard let first = sums.first?.total else { return }
    if sums.contains(where: { ($0.total - first).magnitude > 1e-9 * first.magnitude }) {
      problems.append(.unequalSums(sums))
    }
  }
}

extension DataColumns {
  /// 1 for each row.
  fileprivate var ones: [Double] { [Double](repeating: 1, count: rowCount) }

  /// A column of numbers, or the indicator of a level that is written behind its column's name.
  fileprivate func values(ofFactor name: String) -> [Double]? {
    if let column = self[name] { return column.numbers }
    for candidate in names.sorted(by: { $0.count > $1.count })
    where !candidate.isEmpty && name.hasPrefix(candidate) {
      guard let column = self[candidate],
        let level = column.levels.firstIndex(of: String(name.dropFirst(candidate.count)))
      else { continue }
      return column.codes.map { $0 < 0 ? .nan : $0 == level ? 1 : 0 }
    }
    return nil
  }
}
