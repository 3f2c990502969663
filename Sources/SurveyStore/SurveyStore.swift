public import Foundation
internal import GRDB
internal import SurveyModel

/// The batches of a study on disk, in one SQLite file.
///
/// A batch is in the store whole or not at all: everything that an import writes is one transaction.
/// A class, because it stands for the one open file.
public final class SurveyStore: Sendable {
  let database: DatabaseQueue

  /// Opens the store at `url`, making it where there is none.
  ///
  /// - Throws: ``StoreError``.
  public init(at url: URL) throws(StoreError) {
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(30)
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA trusted_schema = OFF")
        // What is undone is gone from the file too, not only from its index.
        try database.execute(sql: "PRAGMA secure_delete = ON")
      }
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      database = try DatabaseQueue(path: url.path, configuration: configuration)
      try SurveyStore.prepare(database)
    } catch let error as StoreError {
      throw error
    } catch {
      throw .cannotOpen(path: url.path, why: SurveyStore.words(of: error))
    }
  }

  /// A store that is gone when it is let go, to see what an import would do.
  ///
  /// - Throws: ``StoreError``.
  public static func inMemory() throws(StoreError) -> SurveyStore {
    do {
      let database = try DatabaseQueue()
      try prepare(database)
      return SurveyStore(database)
    } catch let error as StoreError {
      throw error
    } catch {
      throw .cannotOpen(path: ":memory:", why: words(of: error))
    }
  }

  private init(_ database: DatabaseQueue) {
    self.database = database
  }

  /// The version of the format, in SQLite's `user_version`.
  static let formatVersion = 2

  private static func prepare(_ database: some DatabaseWriter) throws {
    let version = try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
    guard version <= formatVersion else { throw StoreError.laterFormat }
    try migrator.migrate(database)
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("batches") { database in
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
    // Columns in packed blocks of rows; keys are found by them, so that a form takes no row of its own.
    migrator.registerMigration("blocks") { database in
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
      try database.execute(sql: "PRAGMA user_version = \(formatVersion)")
    }
    return migrator
  }

  /// The words of an error of SQLite or the system, without the values of a statement.
  static func words(of error: any Error) -> String {
    if let error = error as? DatabaseError { return error.message ?? "SQLite \(error.resultCode)" }
    return (error as NSError).localizedDescription
  }
}
