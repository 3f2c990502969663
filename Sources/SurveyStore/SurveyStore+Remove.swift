internal import GRDB
public import SurveyModel

extension SurveyStore {
  /// Removes a batch whole: its rows, its keys and its findings.
  ///
  /// The log remembers that it was there. Records of later files that were passed over because this batch held them already are not in
  /// the store either; import those files again. Numbers of other batches stay.
  ///
  /// - Parameters:
  ///   - batch: The batch's number.
  ///   - time: When, as ISO 8601.
  ///   - actor: Who, as the log names them.
  /// - Returns: The log's entry.
  /// - Throws: ``StoreError/noSuchBatch(_:)``.
  @discardableResult
  public func undo(
    _ batch: Int, at time: String, by actor: String = ""
  ) throws(StoreError) -> AuditEntry {
    try write { database in
      guard try BatchSeal.numbers(in: database).contains(batch) else {
        throw StoreError.noSuchBatch(batch)
      }
      let details = AuditDetails(batches: [try BatchSeal(ofRemoved: batch, in: database)])
      try SurveyStore.remove([batch], in: database)
      return try AuditLog.add(.undo, details, at: time, by: actor, in: database)
    }
  }

  /// The batches that were imported before a day, in all waves; all batches for nil.
  public func batches(before day: CalendarDay?) throws(StoreError) -> [Batch] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM batch ORDER BY id").map { try Batch($0) }
        .filter { batch in day.map { batch.importedAt.prefix(10) < $0.description } ?? true }
    }
  }

  /// Removes the batches that were imported before a day, because the time to keep them is over.
  ///
  /// The log keeps their counts and digests. The pages that held them are overwritten and the file is
  /// made anew without them; copies that the file system or a backup keeps are beyond this program.
  ///
  /// - Parameters:
  ///   - day: The first day that is kept; nil to remove every batch.
  ///   - time: When, as ISO 8601.
  ///   - actor: Who, as the log names them.
  /// - Returns: The batches that were removed.
  /// - Throws: ``StoreError``.
  public func purge(
    before day: CalendarDay?, at time: String, by actor: String = ""
  ) throws(StoreError) -> [Batch] {
    let removed = try batches(before: day)
    guard !removed.isEmpty else { return [] }
    try write { database in
      var details = AuditDetails(
        batches: try removed.map { try BatchSeal(ofRemoved: $0.id, in: database) })
      details.before = day?.description
      try SurveyStore.remove(removed.map(\.id), in: database)
      try AuditLog.add(.purge, details, at: time, by: actor, in: database)
    }
    do { try database.vacuum() } catch { throw SurveyStore.storeError(error) }
    return removed
  }

  private static func remove(_ batches: [Int], in database: Database) throws {
    // Table by table and not by the cascade, so that a file without its references is emptied too.
    for id in batches {
      for table in ["blockColumn", "block", "batchColumn", "finding"] {
        try database.execute(sql: "DELETE FROM \(table) WHERE batchId = ?", arguments: [id])
      }
      try database.execute(sql: "DELETE FROM batch WHERE id = ?", arguments: [id])
    }
  }

  private func write<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) throws(StoreError) -> Value {
    do {
      var value: Value?
      try database.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          value = try body(database)
          return .commit
        }
      }
      guard let value else { throw StoreError.database("no outcome") }
      return value
    } catch { throw SurveyStore.storeError(error) }
  }
}
