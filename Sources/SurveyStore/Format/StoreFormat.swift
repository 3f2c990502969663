internal import GRDB

/// The format of the store's file: the steps that make it, and whether a file has it.
enum StoreFormat {
  /// The version of the format, in SQLite's `user_version`.
  static let version = 3
  /// SQLite's `application_id` of a store: "SIPS".
  static let applicationID = 0x5349_5053

  /// A step from one format to the next; one that was shipped never changes.
  struct Step: Sendable {
    var name: String
    var body: @Sendable (Database) throws -> Void
  }

  static let steps = [
    Step(name: "batches", body: batches), Step(name: "blocks", body: blocks),
    Step(name: "audit", body: audit),
  ]

  /// Makes a new store of the file, or brings an earlier one to this format, as one transaction: two
  /// programs that open a new store at once do not meet, and a step that fails changes nothing.
  ///
  /// - Parameters:
  ///   - database: The file.
  ///   - time: When, for the log's entry on a store that held batches.
  ///   - actor: Who.
  /// - Throws: ``StoreError``, or SQLite's error; the file is then as it was.
  static func prepare(_ database: some DatabaseWriter, at time: String, by actor: String) throws {
    // A store that needs nothing is not locked, and may lie where nothing can be written.
    if try database.read(state) == .current { return }
    try database.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        guard case .earlier(let done) = try state(of: database) else { return .rollback }
        try database.execute(
          sql: "CREATE TABLE IF NOT EXISTS grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
        for step in steps.dropFirst(done) {
          try step.body(database)
          try database.execute(
            sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [step.name])
        }
        if done > 0 { try logMigration(from: done, at: time, by: actor, in: database) }
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(version)")
        return .commit
      }
    }
  }

  enum State: Equatable {
    case current
    /// So many steps are done; 0 of an empty file.
    case earlier(Int)
  }

  /// What a file is.
  ///
  /// - Throws: ``StoreError/laterFormat``, and ``StoreError/notAStore`` where it has tables, views or
  ///   triggers that no store has.
  private static func state(of database: Database) throws -> State {
    let format = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard format <= version else { throw StoreError.laterFormat }
    let objects = try StoreSchema(of: database)
    if objects.isEmpty, format == 0 { return .earlier(0) }
    guard objects.tableNames.contains("grdb_migrations") else { throw StoreError.notAStore }
    let names = try Row.fetchAll(
      database, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid LIMIT 10"
    ).map { try $0.value("identifier") as String }
    let known = steps.map(\.name)
    guard Set(names).isSubset(of: known) else {
      throw Set(known).isSubset(of: names) ? StoreError.laterFormat : StoreError.notAStore
    }
    // Before the second format the version was not kept.
    let formatOfSteps = names.count == 1 ? 0 : names.count
    guard Set(names) == Set(known.prefix(names.count)), format == formatOfSteps,
      try objects == StoreSchema.expected(after: names.count)
    else { throw StoreError.notAStore }
    return names.count == steps.count ? .current : .earlier(names.count)
  }

  /// Gives the batches that there are their digests, and says so in the log.
  private static func logMigration(
    from format: Int, at time: String, by actor: String, in database: Database
  ) throws {
    var details = AuditDetails()
    details.fromFormat = format
    details.toFormat = version
    details.lastBatch = try BatchSeal.lastNumber(in: database)
    for id in try BatchSeal.numbers(in: database) {
      let content = try ContentDigest(ofBatch: id, in: database)?.hexadecimal ?? ""
      try database.execute(
        sql: "UPDATE batch SET contentDigest = ? WHERE id = ?", arguments: [content, id])
      details.batches.append(try BatchSeal(of: id, in: database))
    }
    try AuditLog.add(.migrate, details, at: time, by: actor, in: database)
  }
}
