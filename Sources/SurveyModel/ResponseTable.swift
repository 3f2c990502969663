/// Answers, coded and columnar: one byte for a closed answer, no object for a respondent.
///
/// A table may hold a whole batch or a block of one; tables of one layout are joined with
/// ``append(_:)``. Rows are respondents in the order of the file.
public struct ResponseTable: Hashable, Sendable {
  /// Which columns the table has.
  public let layout: TableLayout
  /// The number of rows.
  public private(set) var rowCount: Int
  /// The columns, in the order of the layout, each with one value a row.
  public private(set) var columns: [Column]
  /// Where the rows came from; nil for a table that no file stands behind.
  public var source: BatchSource?
  /// What was found wrong with the file's rows.
  public var findings: [Finding] = []

  /// The values of one column.
  public enum Column: Hashable, Sendable {
    /// Option indices and missing codes.
    case closed([UInt8])
    /// Numbers, NaN where missing.
    case number([Double])
    /// Integers.
    case integer([Int32])
    /// Interned texts.
    case text(TextColumn)
  }

  /// Makes a table with no rows.
  public init(layout: TableLayout) {
    self.layout = layout
    self.rowCount = 0
    self.columns = layout.columns.map { column in
      switch column.kind {
      case .closed: .closed([])
      case .number: .number([])
      case .integer: .integer([])
      case .text: .text(TextColumn())
      }
    }
  }

  /// Makes a table from its columns.
  ///
  /// - Precondition: There is one column for each of the layout's, all of `rowCount` values.
  public init(layout: TableLayout, rowCount: Int, columns: [Column]) {
    precondition(columns.count == layout.columns.count, "a table has the columns of its layout")
    precondition(columns.allSatisfy { $0.count == rowCount }, "columns are as long as the table")
    self.layout = layout
    self.rowCount = rowCount
    self.columns = columns
  }

  /// Adds the rows of `other` behind this table's.
  ///
  /// - Precondition: Both tables have one layout.
  /// - Complexity: O(*rows of other* × *columns*).
  public mutating func append(_ other: ResponseTable) {
    precondition(layout == other.layout, "tables of one layout can be joined")
    for position in columns.indices { columns[position].append(other.columns[position]) }
    rowCount += other.rowCount
    findings += other.findings
  }

  /// The bytes of the closed column `name`, or nil where there is no such column.
  public func closed(_ name: String) -> [UInt8]? {
    guard let position = layout.position(of: name), case .closed(let codes) = columns[position]
    else { return nil }
    return codes
  }

  /// The numbers of the column `name`, or nil where there is no such column.
  public func numbers(_ name: String) -> [Double]? {
    guard let position = layout.position(of: name), case .number(let values) = columns[position]
    else { return nil }
    return values
  }

  /// The integers of the column `name`, or nil where there is no such column.
  public func integers(_ name: String) -> [Int32]? {
    guard let position = layout.position(of: name), case .integer(let values) = columns[position]
    else { return nil }
    return values
  }

  /// Replaces each integer of the column `name`, where there is such a column.
  public mutating func mapIntegers(_ name: String, _ transform: (Int32) -> Int32) {
    guard let position = layout.position(of: name), case .integer(let values) = columns[position]
    else { return }
    columns[position] = .integer(values.map(transform))
  }

  /// The texts of the column `name`, or nil where there is no such column.
  public func texts(_ name: String) -> TextColumn? {
    guard let position = layout.position(of: name), case .text(let texts) = columns[position]
    else { return nil }
    return texts
  }

  /// The table with the rows at `positions` only, in their order.
  public func rows(at positions: [Int]) -> ResponseTable {
    var table = ResponseTable(
      layout: layout, rowCount: positions.count, columns: columns.map { $0.rows(at: positions) })
    table.source = source
    if let records = source?.records, records.count == rowCount {
      table.source?.records = positions.map { records[$0] }
    }
    table.findings = findings
    return table
  }
}

extension ResponseTable.Column {
  /// The number of values.
  public var count: Int {
    switch self {
    case .closed(let codes): codes.count
    case .number(let values): values.count
    case .integer(let values): values.count
    case .text(let texts): texts.indices.count
    }
  }

  mutating func append(_ other: ResponseTable.Column) {
    switch (self, other) {
    case (.closed(var codes), .closed(let more)):
      self = .closed([])
      codes += more
      self = .closed(codes)
    case (.number(var values), .number(let more)):
      self = .number([])
      values += more
      self = .number(values)
    case (.integer(var values), .integer(let more)):
      self = .integer([])
      values += more
      self = .integer(values)
    case (.text(var texts), .text(let more)):
      self = .text(TextColumn())
      texts.append(more)
      self = .text(texts)
    default: preconditionFailure("columns of one layout hold one kind of value")
    }
  }

  func rows(at positions: [Int]) -> ResponseTable.Column {
    switch self {
    case .closed(let codes): .closed(positions.map { codes[$0] })
    case .number(let values): .number(positions.map { values[$0] })
    case .integer(let values): .integer(positions.map { values[$0] })
    case .text(let texts): .text(texts.rows(at: positions))
    }
  }
}

/// A column of texts, each different text kept once.
public struct TextColumn: Hashable, Sendable {
  /// The different texts, in the order in which they first came.
  public private(set) var values: [String]
  /// For each row the position of its text in ``values``, or −1 where it is missing.
  public private(set) var indices: [Int32]
  /// Where each text stands, made when a text is first looked for.
  private var positions: [String: Int32] = [:]

  /// Makes an empty column.
  public init() {
    values = []
    indices = []
  }

  /// Makes a column from different texts and the rows' positions among them.
  public init(values: [String], indices: [Int32]) {
    self.values = values
    self.indices = indices
  }

  /// Adds a row.
  public mutating func append(_ text: String?) {
    indices.append(text.map { intern($0) } ?? -1)
  }

  /// The text of a row, nil where it is missing.
  public subscript(row: Int) -> String? {
    indices[row] < 0 ? nil : values[Int(indices[row])]
  }

  /// Adds the rows of another column; of its texts only those that a row has.
  mutating func append(_ other: TextColumn) {
    var map = [Int32](repeating: -1, count: other.values.count)
    indices.reserveCapacity(indices.count + other.indices.count)
    for index in other.indices {
      guard index >= 0 else {
        indices.append(-1)
        continue
      }
      if map[Int(index)] < 0 { map[Int(index)] = intern(other.values[Int(index)]) }
      indices.append(map[Int(index)])
    }
  }

  func rows(at rows: [Int]) -> TextColumn {
    var column = TextColumn()
    for row in rows { column.append(self[row]) }
    return column
  }

  /// Whether both have the same texts row by row, however they are kept.
  public static func == (left: TextColumn, right: TextColumn) -> Bool {
    if left.values == right.values { return left.indices == right.indices }
    return left.indices.count == right.indices.count
      && left.indices.indices.allSatisfy { left[$0] == right[$0] }
  }

  /// Hashes the texts row by row.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(indices.count)
    for row in indices.indices { hasher.combine(self[row]) }
  }

  private mutating func intern(_ text: String) -> Int32 {
    if positions.count < values.count {
      positions = Dictionary(
        values.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    }
    if let position = positions[text] { return position }
    let position = Int32(values.count)
    values.append(text)
    positions[text] = position
    return position
  }
}
