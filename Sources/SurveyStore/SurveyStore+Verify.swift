internal import GRDB

/// What a verification of the store found.
public struct StoreVerification: Hashable, Sendable {
  /// How many entries the log has.
  public var entryCount: Int
  /// How many batches the store holds.
  public var batchCount: Int
  /// The hash of the last entry, to be noted outside the store; empty where the log is.
  public var head: String
  /// What is wrong; empty where nothing is.
  public var faults: [StoreFault]
}

extension SurveyStore {
  /// The log's entries, oldest first.
  public func log() throws(StoreError) -> [AuditEntry] {
    try read { try AuditLog.entries(in: $0) }
  }

  /// Computes every digest of the store again and compares it with the log.
  ///
  /// The chain of hashes shows any change of an entry but one: that the end of the log was cut off, or
  /// all of it written anew by somebody who can compute hashes too. Both are seen where a hash is given
  /// that was noted outside the store: it must be that of an entry, and then everything up to that entry
  /// is what it was.
  ///
  /// - Parameter noted: The hash of the last entry at some time, or its first 16 digits or more.
  /// - Returns: How much there is, and everything that is wrong with it.
  /// - Throws: ``StoreError`` where the store cannot be read at all.
  /// - Complexity: O(*bytes of the store*).
  public func verify(head noted: String? = nil) throws(StoreError) -> StoreVerification {
    try read { database in
      var faults: [StoreFault] = []
      let damage = try Row.fetchAll(database, sql: "PRAGMA integrity_check(100)")
        .map { String.fromDatabaseValue($0[0]) ?? "" }
      if damage != ["ok"] { faults.append(.file(damage.count)) }
      faults += try AuditLog.faults(in: database)
      let hashes = try StoredValues.rows(
        of: "auditEntry", columns: ["hash"], where: "1", order: "sequence", in: database
      ).map { String(decoding: $0[0].bytes, as: UTF8.self) }
      if let noted {
        let head = noted.lowercased()
        if head.utf8.count < 16 || !hashes.contains(where: { $0.hasPrefix(head) }) {
          faults.append(.unknownHead(noted))
        }
      }
      let numbers = try BatchSeal.numbers(in: database)
      // Entries that cannot be read have their fault already; of batches nothing can be said then.
      if let entries = try? AuditLog.entries(in: database) {
        faults += try SurveyStore.faults(of: numbers, entries, in: database)
      }
      return StoreVerification(
        entryCount: hashes.count, batchCount: numbers.count, head: hashes.last ?? "",
        faults: faults)
    }
  }

  /// What is wrong with the batches, by what the log says of them.
  private static func faults(
    of numbers: [Int], _ entries: [AuditEntry], in database: Database
  ) throws -> [StoreFault] {
    var faults: [StoreFault] = []
    var seals: [Int: BatchSeal] = [:]
    var last = 0
    for entry in entries {
      last = max(last, entry.details.lastBatch ?? 0)
      for seal in entry.details.batches {
        last = max(last, seal.batch)
        switch entry.action {
        case .import, .migrate: seals[seal.batch] = seal
        case .undo, .purge: seals[seal.batch] = nil
        }
      }
    }
    for number in seals.keys.sorted() where !numbers.contains(number) {
      faults.append(.lostBatch(number))
    }
    for number in numbers {
      guard let seal = seals[number] else {
        faults.append(.unloggedBatch(number))
        continue
      }
      let digests = try BatchDigests(ofBatch: number, in: database)
      if digests.data != seal.dataDigest { faults.append(.changedBatch(number)) }
      if digests.findings != seal.findingsDigest { faults.append(.changedFindings(number)) }
      let content = try? ContentDigest(ofBatch: number, in: database)
      if content?.hexadecimal != seal.contentDigest { faults.append(.changedContent(number)) }
    }
    for table in ["batchColumn", "block", "blockColumn", "finding"] {
      let hasStray = try Bool.fetchOne(
        database,
        sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE batchId NOT IN (SELECT id FROM batch))")
      if hasStray ?? false { faults.append(.strayRows(table: table)) }
    }
    if try BatchSeal.lastNumber(in: database) != last { faults.append(.changedNumbering) }
    return faults
  }
}
