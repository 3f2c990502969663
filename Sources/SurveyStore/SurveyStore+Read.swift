internal import Foundation
internal import GRDB
public import SurveyModel

extension SurveyStore {
  /// The batches of a wave, in the order in which they were imported.
  public func batches(of wave: String) throws(StoreError) -> [Batch] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM batch WHERE wave = ? ORDER BY id", arguments: [wave]
      ).map { row in
        try Batch(
          id: row.value("id"), wave: row.value("wave"), fileName: row.value("fileName"),
          fileDigest: row.value("fileDigest"), questionnaire: row.value("questionnaire"),
          importedAt: row.value("importedAt"),
          counts: ImportCounts(
            read: row.value("readCount"), accepted: row.value("acceptedCount"),
            setAside: row.value("setAsideCount"), alreadyPresent: row.value("presentCount")))
      }
    }
  }

  /// All responses of the study's wave.
  ///
  /// - Throws: ``StoreError/otherCodes(batch:column:)`` where a batch was coded with another form.
  /// - Complexity: O(*rows* × *columns*).
  public func wave(of study: Study) throws(StoreError) -> Wave {
    let codebook = Codebook(study)
    let layout = TableLayout(study)
    let parts = try read { database in
      let batches = try Row.fetchAll(
        database, sql: "SELECT id, fileName, acceptedCount FROM batch WHERE wave = ? ORDER BY id",
        arguments: [study.wave])
      return try batches.map { batch -> Wave.Part in
        let id: Int = try batch.value("id")
        let stored = try Row.fetchAll(
          database, sql: "SELECT name, meaning, data FROM batchColumn WHERE batchId = ?",
          arguments: [id])
        let byName = Dictionary(
          try stored.map { (try $0.value("name") as String, $0) },
          uniquingKeysWith: { first, _ in first })
        let rowCount: Int = try batch.value("acceptedCount")
        let columns = try zip(codebook.entries, layout.columns).map { entry, column in
          guard let row = byName[entry.column], try row.value("meaning") == entry.meaning else {
            throw StoreError.otherCodes(batch: id, column: entry.column)
          }
          // Not by the subscript, which traps: a damaged file may hold another kind of value here.
          guard rowCount >= 0, let data = Data.fromDatabaseValue(row["data"]),
            let values = ColumnBlob.decode(data, kind: column.kind, rowCount: rowCount)
          else { throw StoreError.damaged(batch: id, column: entry.column) }
          return values
        }
        var table = ResponseTable(layout: layout, rowCount: rowCount, columns: columns)
        table.source = BatchSource(fileName: try batch.value("fileName"), fileDigest: "")
        return Wave.Part(batch: id, table: table)
      }
    }
    return Wave(study: study, parts: parts)
  }

  /// The findings of a wave's batches, by batch and in the order of its file.
  public func findings(of wave: String) throws(StoreError) -> [(batch: Int, finding: Finding)] {
    try read { database in
      let decoder = JSONDecoder()
      return try Row.fetchAll(
        database,
        sql: """
          SELECT batchId, finding FROM finding JOIN batch ON batch.id = batchId
          WHERE wave = ? ORDER BY batchId, sequence
          """, arguments: [wave]
      ).map { row in
        let text: String = try row.value("finding")
        return (try row.value("batchId"), try decoder.decode(Finding.self, from: Data(text.utf8)))
      }
    }
  }

  /// Removes a batch whole: its rows, its keys and its findings.
  ///
  /// Records of later files that were passed over because this batch held them already are not in
  /// the store either; import those files again.
  ///
  /// - Throws: ``StoreError/noSuchBatch(_:)``.
  public func undo(_ batch: Int) throws(StoreError) {
    let count = try write { database in
      try database.execute(sql: "DELETE FROM batch WHERE id = ?", arguments: [batch])
      return database.changesCount
    }
    if count == 0 { throw .noSuchBatch(batch) }
  }

  private func read<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) throws(StoreError) -> Value {
    do { return try database.read(body) } catch { throw SurveyStore.storeError(error) }
  }

  private func write<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) throws(StoreError) -> Value {
    do { return try database.write(body) } catch { throw SurveyStore.storeError(error) }
  }

  private static func storeError(_ error: any Error) -> StoreError {
    error as? StoreError ?? .database(words(of: error))
  }
}

extension Row {
  /// A value of a column, or an error where the column holds something else: a damaged file must not
  /// stop the program.
  fileprivate func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value = Value.fromDatabaseValue(self[column]) else {
      throw StoreError.database("\(column): not of the expected type")
    }
    return value
  }
}
