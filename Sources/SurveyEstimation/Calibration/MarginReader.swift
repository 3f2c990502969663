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

  private static func isWord(_ name: String, of words: Set<String>) -> Bool {
    words.contains(name.lowercased())
  }

  // MARK: - Shapes

  private mutating func read(_ table: DataColumns, file: String) {
    guard table.rowCount > 0 else { return problems.append(.noRows(file: file)) }
    let named = table.names.filter { !$0.isEmpty }
    // R writes a named vector as names without a header, and its numbers as x.
    let isVector = named.count == 1 && table.names.count == 2
    let isOneRow =
      table.rowCount == 1 && !isVector && !named.contains { Self.isWord($0, of: Self.totalWords) }
      && named.allSatisfy { table[$0]?.numbers != nil }
    if isOneRow {
      for name in named { addTerm(name, Self.number(table, name, 0), row: 0, file: file) }
      return
    }
    guard let total = isVector ? named[0] : totalColumn(of: table, named) else {
      return problems.append(.noTotals(file: file))
    }
    let others = named.filter { $0 != total }
    if !others.isEmpty, others.allSatisfy({ data[$0] != nil }) {
      readCells(of: others, total, table, file: file)
    } else if isVector {
      readRows(of: "", category: nil, total, table, file: file)
    } else if let variable = others.first(where: { Self.isWord($0, of: Self.variableWords) }) {
      let category = others.first { $0 != variable && Self.isWord($0, of: Self.categoryWords) }
      readRows(of: variable, category: category, total, table, file: file)
    } else {
      for name in others where data[name] == nil {
        problems.append(
          .unknownColumn(name, in: file, nearest: name.nearest(among: data.names)))
      }
      if others.isEmpty { problems.append(.incomplete(file: file, row: 1)) }
    }
  }

  /// The column of totals: by its name, or as the only column of numbers that can be meant.
  private func totalColumn(of table: DataColumns, _ named: [String]) -> String? {
    let candidates = named.filter { Self.isWord($0, of: Self.totalWords) }
    if let name = candidates.last(where: { data[$0] == nil }) ?? candidates.last { return name }
    // Of two columns that are called variable and value the second are totals.
    if named.count == 2, let name = named.last, Self.isWord(name, of: Self.categoryWords),
      table[name]?.numbers != nil
    {
      return name
    }
    let numbers = named.filter {
      data[$0] == nil && table[$0]?.numbers != nil
        && !Self.isWord($0, of: Self.variableWords.union(Self.categoryWords))
    }
    return numbers.count == 1 ? numbers[0] : nil
  }

  /// Reads the cells of columns under their own names.
  private mutating func readCells(
    of columns: [String], _ total: String, _ table: DataColumns, file: String
  ) {
    for row in 0..<table.rowCount {
      let levels = columns.compactMap { Self.text(table, $0, row) }
      guard levels.count == columns.count else {
        problems.append(.incomplete(file: file, row: row + 1))
        continue
      }
      addCell(columns, levels, Self.number(table, total, row), row: row, file: file)
    }
  }

  /// Reads a category or a variable from each row.
  private mutating func readRows(
    of variable: String, category: String?, _ total: String, _ table: DataColumns, file: String
  ) {
    for row in 0..<table.rowCount {
      let number = Self.number(table, total, row)
      guard let name = Self.text(table, variable, row) else {
        problems.append(.incomplete(file: file, row: row + 1))
        continue
      }
      if let level = category.flatMap({ Self.text(table, $0, row) }) {
        addCategory(name, level, number, row: row, file: file)
      } else {
        addTerm(name, number, row: row, file: file)
      }
    }
  }

  private static func text(_ table: DataColumns, _ name: String, _ row: Int) -> String? {
    guard let column = table[name], column.codes[row] >= 0 else { return nil }
    return column.levels[column.codes[row]]
  }

  private static func number(_ table: DataColumns, _ name: String, _ row: Int) -> Double {
    text(table, name, row).flatMap { Double($0) } ?? .nan
  }

  // MARK: - Totals

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
