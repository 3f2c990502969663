public import Foundation
public import SurveyIngest
public import SurveyModel
public import SurveyStore

/// What became of one file of an import.
public struct FileImport: Sendable {
  /// The file.
  public var file: URL
  /// What the import did, or why the file could not be imported at all.
  public var result: Result<ImportOutcome, ImportError>
  /// Where rows that were set aside were written; nil where there are none.
  public var quarantine: URL?
}

extension SurveyProject {
  /// Imports one batch file.
  ///
  /// Rows that are set aside are written to ``quarantineFolder`` before anything is committed, so a
  /// crash loses nothing.
  ///
  /// - Parameters:
  ///   - file: A CSV file.
  ///   - store: The study's store.
  ///   - time: When, as ISO 8601.
  ///   - mode: What may be written.
  ///   - language: The language of the findings in the quarantine file.
  /// - Returns: What became of the file.
  /// - Throws: `StoreError`, and the system's errors where the quarantine cannot be written.
  public func importBatch(
    _ file: URL, into store: SurveyStore, at time: String, mode: ImportMode = .commit,
    language: Language? = nil
  ) throws -> FileImport {
    let table: ResponseTable
    do {
      table = try ResponseTable(reading: file, for: study)
    } catch {
      return FileImport(file: file, result: .failure(error))
    }
    var quarantine: URL?
    let outcome = try store.append(table, to: study, at: time, mode: mode) { outcome in
      guard let bytes = outcome.source.quarantineFile(language: language ?? study.language) else {
        return
      }
      let url = quarantineFile(for: outcome.source)
      try FileManager.default.createDirectory(
        at: quarantineFolder, withIntermediateDirectories: true)
      try Data(bytes).write(to: url, options: .atomic)
      quarantine = url
    }
    return FileImport(file: file, result: .success(outcome), quarantine: quarantine)
  }

  private func quarantineFile(for source: BatchSource) -> URL {
    let stem = (source.fileName as NSString).deletingPathExtension
    let safe = stem.map { $0 == "/" || $0 == "\\" || $0 == "\0" ? "_" : $0 }
    return quarantineFolder.appending(
      path: "\(String(safe)).\(source.fileDigest.prefix(8)).csv")
  }
}
