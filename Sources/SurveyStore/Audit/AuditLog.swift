internal import Foundation
internal import GRDB

/// The log in the store's file: entries are added and read, never changed.
enum AuditLog {
  private static let parts = ["previous", "sequence", "recordedAt", "actor", "action", "details"]

  /// Adds an entry behind the last, within the transaction of what it tells.
  @discardableResult
  static func add(
    _ action: AuditAction, _ details: AuditDetails, at time: String, by actor: String,
    in database: Database
  ) throws -> AuditEntry {
    let last = try Row.fetchOne(
      database, sql: "SELECT sequence, hash FROM auditEntry ORDER BY sequence DESC LIMIT 1")
    let sequence = try last.map { try $0.value("sequence") as Int + 1 } ?? 1
    let previous = try last.map { try $0.value("hash") as String } ?? AuditEntry.origin
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(details), as: UTF8.self)
    let hash = AuditEntry.hash(
      of: [previous, String(sequence), time, actor, action.rawValue, text].map { Array($0.utf8) })
    try database.execute(
      sql: """
        INSERT INTO auditEntry (sequence, previous, recordedAt, actor, action, details, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """, arguments: [sequence, previous, time, actor, action.rawValue, text, hash])
    return AuditEntry(
      sequence: sequence, previous: previous, recordedAt: time, actor: actor, action: action,
      details: details, hash: hash)
  }

  /// The entries, oldest first.
  static func entries(in database: Database) throws -> [AuditEntry] {
    let decoder = JSONDecoder()
    return try Row.fetchAll(database, sql: "SELECT * FROM auditEntry ORDER BY sequence").map {
      row in
      let sequence: Int = try row.value("sequence")
      let text: String = try row.value("details")
      guard let action = AuditAction(rawValue: try row.value("action")),
        let details = try? decoder.decode(AuditDetails.self, from: Data(text.utf8))
      else { throw StoreError.damagedEntry(sequence) }
      return try AuditEntry(
        sequence: sequence, previous: row.value("previous"),
        recordedAt: row.value("recordedAt"), actor: row.value("actor"), action: action,
        details: details, hash: row.value("hash"))
    }
  }

  /// What is wrong with the chain: entries that are not what their hash says, or do not follow the one
  /// before.
  static func faults(in database: Database) throws -> [StoreFault] {
    var faults: [StoreFault] = []
    var number = 0
    var previous = Array(AuditEntry.origin.utf8)
    let rows = try StoredValues.rows(
      of: "auditEntry", columns: parts + ["hash"], where: "1", order: "sequence", in: database)
    for row in rows {
      number += 1
      let place = Int(String(decoding: row[1].bytes, as: UTF8.self)) ?? number
      let kinds = row.map(\.kind)
      if kinds != ["text", "integer", "text", "text", "text", "text", "text"]
        || Array(AuditEntry.hash(of: row.dropLast().map(\.bytes)).utf8) != row[6].bytes
      {
        faults.append(.changedEntry(place))
      }
      if place != number || row[0].bytes != previous { faults.append(.brokenChain(place)) }
      (number, previous) = (place, row[6].bytes)
    }
    return faults
  }
}
