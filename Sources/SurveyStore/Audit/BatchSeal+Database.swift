internal import GRDB

extension BatchSeal {
  /// The seal of a batch as it stands in the file.
  ///
  /// - Parameters:
  ///   - id: The batch's number.
  ///   - form: The digest of the questionnaire, where it is known.
  ///   - key: By which key its direct identifiers were made pseudonyms.
  ///   - database: The store's file.
  /// - Throws: ``StoreError/noSuchBatch(_:)``.
  init(
    of id: Int, form: String = "", identifierKey key: String? = nil, in database: Database
  ) throws {
    guard
      let row = try Row.fetchOne(database, sql: "SELECT * FROM batch WHERE id = ?", arguments: [id])
    else { throw StoreError.noSuchBatch(id) }
    let digests = try BatchDigests(ofBatch: id, in: database)
    try self.init(
      batch: id, wave: row.value("wave"), fileName: row.value("fileName"),
      fileDigest: row.value("fileDigest"), questionnaire: row.value("questionnaire"),
      questionnaireDigest: form, read: row.value("readCount"),
      accepted: row.value("acceptedCount"), setAside: row.value("setAsideCount"),
      alreadyPresent: row.value("presentCount"), contentDigest: row.value("contentDigest"),
      dataDigest: digests.data, findingsDigest: digests.findings, identifierKey: key)
  }

  /// The seal of a batch that is to be removed: as it stands in the file or, where it is so damaged that
  /// it cannot be read, as it came.
  init(ofRemoved id: Int, in database: Database) throws {
    do {
      try self.init(of: id, in: database)
    } catch {
      let seals = try AuditLog.entries(in: database).flatMap(\.details.batches)
      guard let seal = seals.last(where: { $0.batch == id }) else { throw error }
      self = seal
    }
  }

  /// The numbers of the batches in the file.
  static func numbers(in database: Database) throws -> [Int] {
    try Row.fetchAll(database, sql: "SELECT id FROM batch ORDER BY id").map { try $0.value("id") }
  }

  /// The highest number that a batch ever had, as SQLite remembers it.
  static func lastNumber(in database: Database) throws -> Int {
    let row = try Row.fetchOne(
      database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'batch'")
    return try row.map { try $0.value("seq") } ?? 0
  }
}
