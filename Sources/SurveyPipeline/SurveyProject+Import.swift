public import Foundation
public import SurveyIngest
public import SurveyModel
internal import SurveySchema
public import SurveyStore

/// What became of one file of an import.
public struct FileImport: Sendable {
  /// The file.
  public var file: SourceFile
  /// What the import did, or why the file could not be imported at all.
  public var result: Result<ImportOutcome, ImportError>
  /// Where rows that were set aside were written; nil where there are none.
  public var quarantine: URL?
  /// What was understood of the file before its records were read; nil where it was not read at all.
  public var understanding: FileUnderstanding?
  /// Where what was decided is kept; nil where nothing was committed.
  public var profile: URL?

  /// Makes what became of a file.
  public init(
    file: SourceFile, result: Result<ImportOutcome, ImportError>, quarantine: URL? = nil,
    understanding: FileUnderstanding? = nil, profile: URL? = nil
  ) {
    self.file = file
    self.result = result
    self.quarantine = quarantine
    self.understanding = understanding
    self.profile = profile
  }
}

extension FileImport {
  /// Where the file's profile is kept, as a line for the terminal; none where it is not.
  public func profileLines(in language: Language) -> [String] {
    profile.map { [(language == .vietnamese ? "Hồ sơ nhập: " : "Import profile: ") + $0.path] }
      ?? []
  }
}

extension SurveyProject {
  /// Imports one batch file.
  ///
  /// Rows that are set aside are written to ``quarantineFolder`` before anything is committed, so a
  /// crash loses nothing. What was decided about a file that is committed is kept in ``profileFolder``,
  /// except of a file of rows that were set aside, which sipas wrote itself.
  ///
  /// - Parameters:
  ///   - file: A file of any kind.
  ///   - store: The study's store.
  ///   - time: When, as ISO 8601.
  ///   - actor: Who, as the store's log names them.
  ///   - mode: What may be written.
  ///   - forced: What the user has decided about the file.
  ///   - language: The language of the findings in the quarantine file.
  ///   - progress: Told as the file is read.
  /// - Returns: What became of the file.
  /// - Throws: `Interruption` where `progress` ends the work; `StoreError`, and the system's errors where
  ///   the quarantine or the profile cannot be written. Then nothing of the file is committed.
  public func importBatch(
    _ file: SourceFile, into store: SurveyStore, at time: String, by actor: String = "",
    mode: ImportMode = .commit, deciding forced: ImportProfile = ImportProfile(),
    language: Language? = nil, telling progress: WorkProgress = .none
  ) throws -> FileImport {
    var (quarantine, profile): (URL?, URL?)
    var understanding: FileUnderstanding?
    do {
      if study.identifiers == .pseudonym, study.identifierKey == nil {
        throw ImportError(file: file.name, problems: [.noIdentifierKey])
      }
      let rendition = try Rendition(file, for: study, deciding: forced, telling: progress)
      understanding = rendition.understanding
      var reader = ReportedInput(
        try ReadAhead(rendition), file: file.name, progress: progress
      ) { ($0.readBytes, $0.byteCount) }
      let outcome = try store.append(
        reading: &reader, to: study, at: time, by: actor, mode: mode
      ) { outcome in
        if outcome.batch != nil, !rendition.understanding.isReturned {
          profile = try keepProfile(rendition.understanding.profile)
        }
        let bytes = outcome.source.quarantineFile(
          of: study, language: language ?? study.language)
        guard let bytes else { return }
        try FileManager.default.createDirectory(
          at: quarantineFolder, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
        quarantine = try writeQuarantine(Data(bytes), of: outcome.source)
      }
      return FileImport(
        file: file, result: .success(outcome), quarantine: quarantine,
        understanding: understanding, profile: profile)
    } catch let error as ImportError where error.isInterruption {
      throw Interruption(stage: .import, file: file.name)
    } catch let error as ImportError {
      return FileImport(file: file, result: .failure(error), understanding: understanding)
    }
  }

  /// Where import profiles are kept.
  public var profileFolder: URL { folder.appending(path: "profiles") }

  /// Keeps what was decided about a file, once for all files alike.
  ///
  /// - Returns: The profile's file: one that says the same already, or a new one.
  /// - Throws: The system's error where the folder cannot be written to.
  public func keepProfile(_ profile: ImportProfile) throws -> URL {
    let manager = FileManager.default
    let data = Data(profile.yaml.utf8)
    try manager.createDirectory(at: profileFolder, withIntermediateDirectories: true)
    var number = 1
    while true {
      let url = profileFolder.appending(path: "\(profile.kind ?? "file")-\(number).yaml")
      if !manager.fileExists(atPath: url.path) {
        try data.write(to: url, options: .atomic)
        return url
      }
      if try Data(contentsOf: url) == data { return url }
      number += 1
    }
  }

  /// Writes the rows set aside; a file that somebody has mended is never written over.
  private func writeQuarantine(_ data: Data, of source: BatchSource) throws -> URL {
    let stem = (source.fileName as NSString).deletingPathExtension
    let whole = String(stem.printable.map { $0 == "/" || $0 == "\\" || $0 == "\0" ? "_" : $0 })
    // A file's name has at most 255 bytes.
    var safe = ""
    for character in whole where safe.utf8.count + character.utf8.count <= 180 {
      safe.append(character)
    }
    var number = 1
    while true {
      let suffix = number == 1 ? "" : ".\(number)"
      let url = quarantineFolder.appending(
        path: "\(safe).\(source.fileDigest.prefix(8))\(suffix).csv")
      guard FileManager.default.fileExists(atPath: url.path) else {
        try data.write(to: url, options: .atomic)
        return url
      }
      if try Data(contentsOf: url) == data { return url }
      number += 1
    }
  }
}
