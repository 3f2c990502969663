internal import Foundation
internal import GRDB
public import SurveyModel

/// The responses of a wave on disk, to be read block by block.
///
/// It stands for the batches that there were when it was made. Blocks may be read on several threads;
/// a block of a batch that was undone in the meantime is an error.
public struct StoredWave: Sendable {
  /// A block of rows.
  public struct Block: Hashable, Sendable {
    /// The batch's number.
    public var batch: Int
    /// The block's number in its batch, from 0.
    public var number: Int
    /// The number of rows.
    public var rowCount: Int
  }

  /// The blocks, by batch and in the order of its file.
  public let blocks: [Block]
  /// The columns that are read.
  public let layout: TableLayout
  private let store: SurveyStore

  init(_ store: SurveyStore, layout: TableLayout, blocks: [Block]) {
    self.store = store
    self.layout = layout
    self.blocks = blocks
  }

  /// The rows of a block.
  ///
  /// - Throws: ``StoreError/damaged(batch:column:)`` where a column is not what its description says.
  /// - Complexity: O(*rows* × *columns*).
  public func rows(of block: Block) throws(StoreError) -> ResponseTable {
    let packed = try store.read { database in
      try SurveyStore.packedColumns(of: block, layout: layout, in: database)
    }
    return try SurveyStore.table(packed, of: block, layout: layout)
  }
}

extension SurveyStore {
  /// The study's wave, to be read block by block.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - isNeeded: Whether the column of a name is read; only such columns are in the blocks.
  /// - Returns: The wave's blocks, of which none is read yet.
  /// - Throws: ``StoreError/otherCodes(batch:column:)`` where a batch was coded with another form.
  public func storedWave(
    of study: Study, columns isNeeded: (String) -> Bool = { _ in true }
  ) throws(StoreError) -> StoredWave {
    let codebook = Codebook(study)
    let blocks = try read { database in
      let batches = try Row.fetchAll(
        database, sql: "SELECT id, acceptedCount FROM batch WHERE wave = ? ORDER BY id",
        arguments: [study.wave])
      return try batches.flatMap { batch -> [StoredWave.Block] in
        let id: Int = try batch.value("id")
        try SurveyStore.check(codebook, ofBatch: id, in: database)
        let blocks = try SurveyStore.blocks(ofBatch: id, in: database)
        let accepted: Int = try batch.value("acceptedCount")
        guard blocks.reduce(0, { $0 + $1.rowCount }) == accepted else {
          throw StoreError.damaged(batch: id, column: TableLayout.record)
        }
        return blocks
      }
    }
    let columns = TableLayout(study).columns.filter { isNeeded($0.name) }
    return StoredWave(self, layout: TableLayout(columns: columns), blocks: blocks)
  }

  /// - Throws: ``StoreError/otherCodes(batch:column:)`` where a column means something else now.
  static func check(_ codebook: Codebook, ofBatch id: Int, in database: Database) throws {
    let stored = try Row.fetchAll(
      database, sql: "SELECT name, meaning FROM batchColumn WHERE batchId = ?", arguments: [id])
    let meanings = Dictionary(
      try stored.map { (try $0.value("name") as String, try $0.value("meaning") as String) },
      uniquingKeysWith: { first, _ in first })
    for entry in codebook.entries where meanings[entry.column] != entry.meaning {
      throw StoreError.otherCodes(batch: id, column: entry.column)
    }
  }

  static func blocks(ofBatch id: Int, in database: Database) throws -> [StoredWave.Block] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT number, rowCount FROM block WHERE batchId = ? ORDER BY number",
      arguments: [id])
    return try rows.map { row in
      let block = StoredWave.Block(
        batch: id, number: try row.value("number"), rowCount: try row.value("rowCount"))
      guard (1..<PackedColumn.rowLimit).contains(block.rowCount) else {
        throw StoreError.damaged(batch: id, column: TableLayout.record)
      }
      return block
    }
  }

  /// The bytes of a block's columns, in the order of the layout; nil for one that is not there.
  static func packedColumns(
    of block: StoredWave.Block, layout: TableLayout, in database: Database
  ) throws -> [Data?] {
    var packed = [Data?](repeating: nil, count: layout.columns.count)
    let statement = try database.cachedStatement(
      sql: "SELECT name, data FROM blockColumn WHERE batchId = ? AND number = ?")
    let rows = try Row.fetchCursor(statement, arguments: [block.batch, block.number])
    while let row = try rows.next() {
      // Not by the subscript, which traps: a damaged file may hold another kind of value here.
      guard let name = String.fromDatabaseValue(row["name"]),
        let position = layout.position(of: name)
      else { continue }
      packed[position] = Data.fromDatabaseValue(row["data"])
    }
    return packed
  }

  /// The rows of a block from the bytes of its columns.
  static func table(
    _ packed: [Data?], of block: StoredWave.Block, layout: TableLayout
  ) throws(StoreError) -> ResponseTable {
    var columns: [ResponseTable.Column] = []
    for (column, data) in zip(layout.columns, packed) {
      guard let data,
        let values = PackedColumn.decode(
          [UInt8](data), kind: column.kind, rowCount: block.rowCount)
      else { throw .damaged(batch: block.batch, column: column.name) }
      columns.append(values)
    }
    return ResponseTable(layout: layout, rowCount: block.rowCount, columns: columns)
  }
}

extension Row {
  /// A value of a column, or an error where the column holds something else: a damaged file must not
  /// stop the program.
  func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value = Value.fromDatabaseValue(self[column]) else {
      throw StoreError.database("\(column): not of the expected type")
    }
    return value
  }
}
