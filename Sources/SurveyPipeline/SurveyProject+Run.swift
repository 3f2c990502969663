public import Foundation
public import SurveyModel
internal import SurveyIngest
public import DelimitedText
internal import SurveyReport
internal import SurveyStore

/// What a run of all stages did.
public struct RunOutcome: Sendable {
  /// The files of the batch folder and what became of each.
  public var imports: [FileImport]
  /// The figures.
  public var results: WaveResults
  /// The report's file.
  public var report: URL
}

extension SurveyProject {
  /// Imports everything in ``batchFolder``, scores, flags, and writes the report.
  ///
  /// - Parameters:
  ///   - output: The folder of the report.
  ///   - time: When, as ISO 8601.
  ///   - actor: Who, as the store's log names them.
  ///   - language: The language of the report; nil for the study's.
  ///   - profile: For whom the tables are written.
  ///   - reading: Told as files are read.
  ///   - progress: Called as each file has been imported.
  /// - Returns: What was imported, the figures, and where the report is.
  /// - Throws: Errors of the stages, by name.
  public func run(
    writingTo output: URL, at time: String, by actor: String = "", language: Language? = nil,
    as profile: ExportProfile = .csv, telling reading: WorkProgress = .none,
    progress: (FileImport) -> Void = { _ in }
  ) throws -> RunOutcome {
    let language = language ?? study.language
    let store = try store(at: time, by: actor)
    var imports: [FileImport] = []
    for file in try batchFiles() {
      let sources: [SourceFile]
      do throws(ImportError) {
        sources = try SourceFile.files(at: file)
      } catch {
        imports.append(FileImport(file: SourceFile(file), result: .failure(error)))
        progress(imports[imports.count - 1])
        continue
      }
      for source in sources {
        let imported = try importBatch(
          source, into: store, at: time, by: actor, language: language, telling: reading)
        progress(imported)
        imports.append(imported)
      }
    }
    var results = try results(from: store)
    // A file without one acceptable row is in no batch, yet its findings are.
    let stored = Set(results.batches.map(\.fileDigest))
    for case .success(let outcome) in imports.map(\.result)
    where outcome.batch == nil && !stored.contains(outcome.source.fileDigest) {
      results.findings += outcome.findings.map { (batch: nil, finding: $0) }
      results.emptyFiles.append(
        FindingSection.File(
          batch: nil, name: outcome.source.fileName, read: outcome.counts.read, accepted: 0,
          setAside: outcome.counts.setAside))
    }
    let refused = imports.compactMap { imported in
      if case .failure(let error) = imported.result { error } else { nil }
    }
    let report = try results.write(
      to: output, language: language, issued: String(time.prefix(10)), as: profile,
      remarks: imports.flatMap { imported in
        (imported.understanding?.warnings ?? []).map {
          "\(imported.file.name.printable): \($0[language])"
        }
      }
        + refused.map { error in
          (language == .vietnamese ? "Tệp không nhập được. " : "File not imported. ")
            + error.message(in: language).replacing("\n", with: " | ")
        })
    return RunOutcome(imports: imports, results: results, report: report)
  }
}
