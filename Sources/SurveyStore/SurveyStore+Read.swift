internal import Foundation
internal import GRDB
public import SurveyModel

extension SurveyStore {
  /// The batches of a wave, in the order in which they were imported.
  public func batches(of wave: String) throws(StoreError) -> [Batch] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM batch WHERE wave = ? ORDER BY id", arguments: [wave]
      ).map { try Batch($0) }
    }
  }

  /// All responses of the study's wave.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - isNeeded: Whether the column of a name is read; only such columns are in the tables.
  /// - Returns: The wave, a part for each batch.
  /// - Throws: ``StoreError/otherCodes(batch:column:)`` where a batch was coded with another form.
  /// - Complexity: O(*rows* × *columns*).
  public func wave(
    of study: Study, columns isNeeded: (String) -> Bool = { _ in true }
  ) throws(StoreError) -> Wave {
    let stored = try storedWave(of: study, columns: isNeeded)
    let names = Dictionary(
      try batches(of: study.wave).map { ($0.id, $0.fileName) },
      uniquingKeysWith: { first, _ in first })
    var parts: [Wave.Part] = []
    for block in stored.blocks {
      let rows = try stored.rows(of: block)
      if parts.last?.batch == block.batch {
        parts[parts.count - 1].table.append(rows)
      } else {
        parts.append(Wave.Part(batch: block.batch, table: rows))
        parts[parts.count - 1].table.source = BatchSource(
          fileName: names[block.batch] ?? "", fileDigest: "")
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

  func read<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) throws(StoreError) -> Value {
    do { return try database.read(body) } catch { throw SurveyStore.storeError(error) }
  }
}

extension Batch {
  init(_ row: Row) throws {
    try self.init(
      id: row.value("id"), wave: row.value("wave"), fileName: row.value("fileName"),
      fileDigest: row.value("fileDigest"), questionnaire: row.value("questionnaire"),
      importedAt: row.value("importedAt"),
      counts: ImportCounts(
        read: row.value("readCount"), accepted: row.value("acceptedCount"),
        setAside: row.value("setAsideCount"), alreadyPresent: row.value("presentCount")))
  }
}
