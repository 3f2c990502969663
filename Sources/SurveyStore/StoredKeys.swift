internal import GRDB
internal import SurveyModel

/// The keys of a wave's forms, and which rows of a block the store holds already.
///
/// Every block on disk says between which keys its own lie. Where keys rise from file to file no other
/// block is ever looked into; of those that may hold a key of the block at hand, the keys go into
/// memory, each block once.
struct StoredKeys {
  /// What the store makes of the rows of a block.
  struct Sorting {
    /// The rows whose keys are not in the store.
    var new: [Int] = []
    /// How many rows the store holds with the same values.
    var presentCount = 0
    /// The rows that the store holds with other values, in which batch, and on which line of its file.
    var conflicts: [(row: Int, batch: Int, line: Int?)] = []
  }

  /// Where a form stands.
  private struct Place {
    var block: Int32
    var row: Int32
  }

  private let codebook: Codebook
  private let layout: TableLayout
  private let blocks: [StoredWave.Block]
  private let bounds: [KeyBounds?]
  private var isRead: [Bool]
  private var places: [String: Place] = [:]
  private var checkedBatches: Set<Int> = []

  /// Reads between which keys those of the blocks lie.
  init(of study: Study, in database: Database) throws {
    codebook = Codebook(study)
    layout = TableLayout(study)
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT batchId, number, rowCount, lowestKey, highestKey FROM block
        JOIN batch ON batch.id = batchId WHERE wave = ? ORDER BY batchId, number
        """, arguments: [study.wave])
    blocks = try rows.map { row in
      StoredWave.Block(
        batch: try row.value("batchId"), number: try row.value("number"),
        rowCount: try row.value("rowCount"))
    }
    bounds = try rows.map { row in
      guard let lowest = try row.value("lowestKey") as String?,
        let highest = try row.value("highestKey") as String?
      else { return nil }
      return KeyBounds(lowest: lowest, highest: highest)
    }
    isRead = blocks.map { _ in false }
  }

  /// Sorts the rows of a block into new ones, present ones and those in conflict.
  ///
  /// - Throws: ``StoreError``, such as where a form is to be compared with one coded otherwise.
  /// - Complexity: O(*rows*) where no stored block may hold a key of them; else in the rows of those too.
  mutating func sort(_ table: ResponseTable, in database: Database) throws -> Sorting {
    var sorting = Sorting()
    guard let keys = table.texts(TableLayout.key), let own = KeyBounds(of: keys) else {
      sorting.new = Array(0..<table.rowCount)
      return sorting
    }
    for (number, block) in blocks.enumerated() where !isRead[number] {
      guard bounds[number]?.overlaps(own) ?? false else { continue }
      let keyLayout = TableLayout(columns: [ColumnLayout(name: TableLayout.key, kind: .text)])
      let stored = try rows(of: block, layout: keyLayout, in: database)
      guard let texts = stored.texts(TableLayout.key) else { continue }
      for row in texts.indices.indices {
        guard let key = texts[row] else { continue }
        places[key] = Place(block: Int32(number), row: Int32(row))
      }
      isRead[number] = true
    }
    guard !places.isEmpty else {
      sorting.new = Array(0..<table.rowCount)
      return sorting
    }
    var known: [Int32: [(row: Int, stored: Int)]] = [:]
    for row in 0..<table.rowCount {
      if let key = keys[row], let place = places[key] {
        known[place.block, default: []].append((row, Int(place.row)))
      } else {
        sorting.new.append(row)
      }
    }
    for (number, pairs) in known.sorted(by: { $0.key < $1.key }) {
      let block = blocks[Int(number)]
      if checkedBatches.insert(block.batch).inserted {
        try SurveyStore.check(codebook, ofBatch: block.batch, in: database)
      }
      let stored = try rows(of: block, layout: layout, in: database)
      let lines = stored.integers(TableLayout.line)
      for (row, other) in pairs {
        if table.holdsAnswers(at: row, of: stored, at: other) {
          sorting.presentCount += 1
        } else {
          sorting.conflicts.append((row, block.batch, lines.map { Int($0[other]) }))
        }
      }
    }
    sorting.conflicts.sort { $0.row < $1.row }
    return sorting
  }

  private func rows(
    of block: StoredWave.Block, layout: TableLayout, in database: Database
  ) throws -> ResponseTable {
    try SurveyStore.table(
      SurveyStore.packedColumns(of: block, layout: layout, in: database), of: block, layout: layout)
  }
}

/// The first and the last of some keys, shorter ones first.
struct KeyBounds {
  var lowest: String
  var highest: String

  init(lowest: String, highest: String) {
    self.lowest = lowest
    self.highest = highest
  }

  /// Nil where there is no key.
  init?(of keys: TextColumn) {
    self.init(of: keys, rows: keys.indices.indices)
  }

  /// Nil where there is no key.
  init?(of keys: TextColumn, rows: some Sequence<Int>) {
    var bounds: KeyBounds?
    for row in rows {
      guard let key = keys[row] else { continue }
      guard let known = bounds else {
        bounds = KeyBounds(lowest: key, highest: key)
        continue
      }
      if KeyBounds.isBefore(known.highest, key) {
        bounds?.highest = key
      } else if KeyBounds.isBefore(key, known.lowest) {
        bounds?.lowest = key
      }
    }
    guard let bounds else { return nil }
    self = bounds
  }

  func overlaps(_ other: KeyBounds) -> Bool {
    !KeyBounds.isBefore(highest, other.lowest) && !KeyBounds.isBefore(other.highest, lowest)
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    let (own, other) = (left.utf8.count, right.utf8.count)
    return own != other ? own < other : left < right
  }
}

extension ResponseTable {
  /// Whether two rows hold the same values; where they stood in their files does not matter.
  fileprivate func holdsAnswers(at row: Int, of other: ResponseTable, at otherRow: Int) -> Bool {
    for (position, column) in layout.columns.enumerated()
    where column.name != TableLayout.record && column.name != TableLayout.line {
      switch (columns[position], other.columns[position]) {
      case (.closed(let codes), .closed(let others)):
        if codes[row] != others[otherRow] { return false }
      case (.number(let values), .number(let others)):
        let (value, stored) = (values[row], others[otherRow])
        if value != stored, !(value.isNaN && stored.isNaN) { return false }
      case (.integer(let values), .integer(let others)):
        if values[row] != others[otherRow] { return false }
      case (.text(let texts), .text(let others)):
        if texts[row] != others[otherRow] { return false }
      default: return false
      }
    }
    return true
  }
}
