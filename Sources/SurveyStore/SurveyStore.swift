public import Foundation
internal import GRDB
internal import SurveyModel

/// The batches of a study on disk, in one SQLite file.
///
/// A batch is in the store whole or not at all: everything that an import writes is one transaction.
/// A class, because it stands for the one open file.
public final class SurveyStore: Sendable {
  let database: DatabaseQueue

  /// Opens the store at `url`, making it where there is none, or bringing it to the present format.
  ///
  /// - Parameters:
  ///   - url: The store's file.
  ///   - time: When, as ISO 8601, for the log's entry where a store of an earlier format is changed.
  ///   - actor: Who opens it, for the same entry.
  /// - Throws: ``StoreError``.
  public init(at url: URL, at time: String = "", by actor: String = "") throws(StoreError) {
    do {
      var configuration = Configuration()
      // As long as another program's import may take.
      configuration.busyMode = .timeout(120)
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA trusted_schema = OFF")
        // What is undone is gone from the file too, not only from its index.
        try database.execute(sql: "PRAGMA secure_delete = ON")
        // Nothing of a batch goes into files beside the store's own folder.
        try database.execute(sql: "PRAGMA temp_store = MEMORY")
        try database.execute(sql: "PRAGMA cell_size_check = ON")
      }
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      database = try DatabaseQueue(path: url.path, configuration: configuration)
      try StoreFormat.prepare(database, at: time, by: actor)
    } catch {
      throw SurveyStore.storeError(error, opening: url)
    }
  }

  /// A store that is gone when it is let go, to see what an import would do.
  ///
  /// - Throws: ``StoreError``.
  public static func inMemory() throws(StoreError) -> SurveyStore {
    do {
      let database = try DatabaseQueue()
      try StoreFormat.prepare(database, at: "", by: "")
      return SurveyStore(database)
    } catch {
      throw storeError(error)
    }
  }

  private init(_ database: DatabaseQueue) {
    self.database = database
  }
}
