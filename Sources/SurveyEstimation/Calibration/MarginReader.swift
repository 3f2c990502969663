internal import SurveyModel

/// What the files of margins say: counts of categories, and totals of variables.
///
/// All problems are collected, so that they can be told at once.
struct MarginReader {
  /// The counts of the categories of one classification, or of several that cross.
  struct Crossing {
    var columns: [String]
    var cells: [(levels: [String], total: Double)] = []

    var name: String { columns.joined(separator: ":") }
    var sum: Double { cells.reduce(0) { $0 + $1.total } }
  }

  private(set) var crossings: [Crossing] = []
  private(set) var terms: [(name: String, total: Double)] = []
  private(set) var problems: [MarginsProblem] = []
  private let data: DataColumns
  private var known: Set<[String]> = []

  init(_ files: [TableFile], data: DataColumns) throws(EstimateError) {
    self.data = data
    for file in files { read(try file.columns(), file: file.name) }
  }

  /// What a cell is called: `sex: female`, or `sex: female, age: 60+`.
  static func label(_ columns: [String], _ levels: [String]) -> String {
    zip(columns, levels).map { "\($0): \($1)" }.joined(separator: ", ")
  }

  private static let totalWords: Set<String> = [
    "total", "totals", "count", "counts", "population", "pop", "n", "freq", "frequency", "target",
  ]
  private static let variableWords: Set<String> = [
    "variable", "var", "margin", "name", "term", "column", "factor", "dimension",
  ]
  private static let categoryWords: Set<String> = ["category", "level", "value", "label", "code"]

  private mutating func read(_ table: DataColumns, file: String) {
    guard table.rowCount > 0 else { return problems.append(.noRows(file: file)) }
    let names = table.names
    let named = names.filter { !$0.isEmpty }
    func isWord(_ name: String, of words: Set<String>) -> Bool {
      words.contains(name.lowercased())
    }
    let candidates = named.filter { isWord($0, of: Self.totalWords) }
    let isUnnamedVector = named.count == 1 && names.count == 2
    var total = candidates.last { data[$0] == nil } ?? candidates.last
    if total == nil, !isUnnamedVector, table.rowCount == 1,
      named.allSatisfy({ table[$0]?.numbers != nil })
    {
      // One row under R's names of terms.
      for name in named { addTerm(name, table[name]?.numbers?[0] ?? .nan, row: 0, file: file) }
      return
    }
    // R writes a named vector as names without a header, and its numbers as x.
    if total == nil, isUnnamedVector { total = named[0] }
    // Of two columns that are called variable and value the second are totals.
    if total == nil, named.count == 2 {
      total = named.last { isWord($0, of: Self.categoryWords) && table[$0]?.numbers != nil }
    }
    guard let total else {
      return problems.append(.noTotals(file: file))
    }
    let others = named.filter { $0 != total }
    if !others.isEmpty, others.allSatisfy({ data[$0] != nil }) {
      for row in 0..<table.rowCount {
        let levels = others.map { Self.text(table, $0, row) ?? "" }
        if levels.contains("") { problems.append(.incomplete(file: file, row: row + 1)) }
        addCell(others, levels, Self.number(table, total, row), row: row, file: file)
      }
      return
    }
    guard
      let variable = others.first(where: { isWord($0, of: Self.variableWords) })
        ?? (isUnnamedVector ? names.first(where: \.isEmpty) : nil)
    else {
      for name in others where data[name] == nil {
        problems.append(
          .unknownColumn(name, in: file, nearest: name.nearest(among: data.names)))
      }
      if others.isEmpty { problems.append(.incomplete(file: file, row: 1)) }
      return
    }
    let category = others.first { $0 != variable && isWord($0, of: Self.categoryWords) }
    for row in 0..<table.rowCount {
      let number = Self.number(table, total, row)
      guard let name = Self.text(table, variable, row) else {
        problems.append(.incomplete(file: file, row: row + 1))
        continue
      }
      guard let level = category.flatMap({ Self.text(table, $0, row) }) else {
        addTerm(name, number, row: row, file: file)
        continue
      }
      addCategory(name, level, number, row: row, file: file)
    }
  }

  private static func text(_ table: DataColumns, _ name: String, _ row: Int) -> String? {
    guard let column = table[name], column.codes[row] >= 0 else { return nil }
    return column.levels[column.codes[row]]
  }

  private static func number(_ table: DataColumns, _ name: String, _ row: Int) -> Double {
    text(table, name, row).flatMap { Double($0) } ?? .nan
  }

  private mutating func addTerm(_ name: String, _ total: Double, row: Int, file: String) {
    if !total.isFinite { problems.append(.invalidTotal(file: file, row: row + 1)) }
    guard known.insert([name]).inserted else {
      problems.append(.repeated(name))
      return
    }
    terms.append((name, total))
  }

  private mutating func addCategory(
    _ name: String, _ level: String, _ total: Double, row: Int, file: String
  ) {
    var columns = [name]
    var levels = [level]
    if data[name] == nil {
      let parts = name.split(separator: ":").map(String.init)
      let texts = level.split(separator: ":").map(String.init)
      guard parts.count > 1, parts.allSatisfy({ data[$0] != nil }) else {
        let problem = MarginsProblem.unknownColumn(
          name, in: file, nearest: name.nearest(among: data.names))
        if !problems.contains(problem) { problems.append(problem) }
        return
      }
      guard texts.count == parts.count else {
        problems.append(.incomplete(file: file, row: row + 1))
        return
      }
      columns = parts
      levels = texts
    }
    addCell(columns, levels, total, row: row, file: file)
  }

  private mutating func addCell(
    _ columns: [String], _ levels: [String], _ total: Double, row: Int, file: String
  ) {
    guard total.isFinite, total >= 0 else {
      problems.append(.invalidTotal(file: file, row: row + 1))
      return
    }
    guard known.insert(columns + levels).inserted else {
      problems.append(.repeated(Self.label(columns, levels)))
      return
    }
    let position = crossings.firstIndex { $0.columns == columns } ?? crossings.count
    if position == crossings.count { crossings.append(Crossing(columns: columns)) }
    crossings[position].cells.append((levels, total))
  }
}
