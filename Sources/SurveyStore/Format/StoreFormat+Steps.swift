internal import GRDB

// What each step of the format does. A step that was shipped never changes.
extension StoreFormat {
  @Sendable static func batches(_ database: Database) throws {
    try database.create(table: "batch") { table in
      table.autoIncrementedPrimaryKey("id")
      table.column("wave", .text).notNull()
      table.column("fileName", .text).notNull()
      table.column("fileDigest", .text).notNull()
      table.column("questionnaire", .text).notNull()
      table.column("importedAt", .text).notNull()
      table.column("readCount", .integer).notNull()
      table.column("acceptedCount", .integer).notNull()
      table.column("setAsideCount", .integer).notNull()
      table.column("presentCount", .integer).notNull()
      table.uniqueKey(["wave", "fileDigest"])
    }
    try database.create(table: "batchColumn") { table in
      table.belongsTo("batch", onDelete: .cascade).notNull()
      table.column("name", .text).notNull()
      table.column("meaning", .text).notNull()
      table.column("data", .blob).notNull()
      table.primaryKey(["batchId", "name"])
    }
    // A form's key, so that the same form in another file is found without reading columns.
    try database.create(table: "form") { table in
      table.belongsTo("batch", onDelete: .cascade).notNull()
      table.column("wave", .text).notNull()
      table.column("key", .text).notNull()
      table.column("digest", .integer).notNull()
      table.primaryKey(["wave", "key"])
    }
    try database.create(table: "finding") { table in
      table.belongsTo("batch", onDelete: .cascade).notNull()
      table.column("sequence", .integer).notNull()
      table.column("finding", .text).notNull()
      table.primaryKey(["batchId", "sequence"])
    }
  }

  /// Columns in packed blocks of rows; keys are found by them, so that a form takes no row of its own.
  @Sendable static func blocks(_ database: Database) throws {
    let isUsed = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM batch)") ?? false
    guard !isUsed else { throw StoreError.earlierFormat }
    try database.drop(table: "form")
    try database.drop(table: "batchColumn")
    try database.create(table: "batchColumn") { table in
      table.belongsTo("batch", onDelete: .cascade).notNull()
      table.column("name", .text).notNull()
      table.column("meaning", .text).notNull()
      table.primaryKey(["batchId", "name"])
    }
    try database.create(table: "block") { table in
      table.belongsTo("batch", onDelete: .cascade).notNull()
      table.column("number", .integer).notNull()
      table.column("rowCount", .integer).notNull()
      table.column("lowestKey", .text)
      table.column("highestKey", .text)
      table.primaryKey(["batchId", "number"])
    }
    try database.create(table: "blockColumn") { table in
      table.belongsTo("batch", onDelete: .cascade).notNull()
      table.column("number", .integer).notNull()
      table.column("name", .text).notNull()
      table.column("data", .blob).notNull()
      table.primaryKey(["batchId", "number", "name"])
    }
  }

  /// A log that is only added to, and by what the rows of a batch are known again.
  @Sendable static func audit(_ database: Database) throws {
    try database.alter(table: "batch") { table in
      table.add(column: "contentDigest", .text).notNull().defaults(to: "")
    }
    try database.create(table: "auditEntry") { table in
      table.column("sequence", .integer).notNull().primaryKey()
      table.column("previous", .text).notNull()
      table.column("recordedAt", .text).notNull()
      table.column("actor", .text).notNull()
      table.column("action", .text).notNull()
      table.column("details", .text).notNull()
      table.column("hash", .text).notNull()
    }
    for (name, event) in [
      ("auditEntryIsNotChanged", "UPDATE"), ("auditEntryIsNotRemoved", "DELETE"),
    ] {
      try database.execute(
        sql: """
          CREATE TRIGGER \(name) BEFORE \(event) ON auditEntry
          BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END
          """)
    }
    try database.execute(
      sql: """
        CREATE TRIGGER auditEntryFollows BEFORE INSERT ON auditEntry
        WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM auditEntry)
          OR NEW.previous IS NOT coalesce(
            (SELECT hash FROM auditEntry ORDER BY sequence DESC LIMIT 1),
            '\(AuditEntry.origin)')
        BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END
        """)
  }
}
