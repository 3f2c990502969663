public import Foundation
public import SurveyIngest
public import SurveyModel
internal import SurveySchema
public import SurveyStore

/// A study's folder on disk: `study.yaml`, `units.csv`, `batches/`, and what sipas keeps beside them.
public struct SurveyProject: Sendable {
  /// The study's folder.
  public let folder: URL
  /// The study.
  public internal(set) var study: Study

  /// Opens a study's folder.
  ///
  /// - Parameters:
  ///   - folder: The folder with `study.yaml`.
  ///   - questionnaires: Further folders that hold questionnaires.
  /// - Throws: `SchemaError` with every mistake.
  public init(at folder: URL, questionnaires: [URL] = []) throws {
    self.folder = folder
    self.study = try Study(contentsOf: folder, questionnaires: questionnaires)
  }

  /// Where batch files lie until they are imported, and after.
  public var batchFolder: URL { folder.appending(path: "batches") }
  /// Where rows that were set aside are written, to be mended and imported.
  public var quarantineFolder: URL { folder.appending(path: "quarantine") }
  /// The store's file.
  public var storeFile: URL { folder.appending(path: "store/sipas.sqlite") }

  /// Opens the store, making it where there is none.
  ///
  /// - Parameters:
  ///   - time: When, as ISO 8601, for the log of a store that has to be brought to a later format.
  ///   - actor: Who, for the same.
  /// - Returns: The store.
  /// - Throws: `StoreError`.
  public func store(at time: String = "", by actor: String = "") throws(StoreError) -> SurveyStore {
    try SurveyStore(at: storeFile, at: time, by: actor)
  }

  /// Opens the store for reading; where there is none an empty one stands in, and no file is made.
  public func storeForReading(
    at time: String = "", by actor: String = ""
  ) throws(StoreError) -> SurveyStore {
    FileManager.default.fileExists(atPath: storeFile.path)
      ? try store(at: time, by: actor) : try SurveyStore.inMemory()
  }

  /// The files in ``batchFolder`` and in the folders and ZIPs in it, by name.
  ///
  /// Files of every kind are listed, so that one that cannot be imported is refused with the reason.
  ///
  /// - Throws: `ImportError` as `SourceFile.files(at:)`; a folder that is not there, or empty, has no files.
  public func batchFiles() throws(ImportError) -> [SourceFile] {
    guard FileManager.default.fileExists(atPath: batchFolder.path) else { return [] }
    do throws(ImportError) {
      return try SourceFile.files(at: batchFolder)
    } catch {
      guard error.problems == [.noFiles] else { throw error }
      return []
    }
  }
}
