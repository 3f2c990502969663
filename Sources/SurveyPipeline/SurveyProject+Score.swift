public import Foundation
public import DelimitedText
public import IncidentFlags
public import SatisfactionIndex
internal import SurveyIngest
public import SurveyModel
public import SurveyStore
public import SurveyReport
public import SurveyWeighting

/// The figures of a wave.
public struct WaveResults: Sendable {
  /// The index.
  public var index: IndexTable
  /// The incident rates.
  public var incidents: IncidentTable
  /// The batches behind them.
  public var batches: [Batch]
  /// The findings of the batches.
  public var findings: [(batch: Int?, finding: Finding)]
  /// Files of which nothing was accepted, and what became of their records.
  public var emptyFiles: [FindingSection.File] = []
}

extension SurveyProject {
  /// The weighted sample of the study's wave, from the store, with its rows.
  ///
  /// - Throws: `StoreError`, `WeightingError`, `EstimationError`.
  public func sample(from store: SurveyStore) throws -> WeightedSample {
    // Keys and what people wrote in their own words are in no figure, and take most of the memory.
    let texts = TableLayout(study).columns.filter { $0.kind == .text && !$0.name.hasPrefix("@") }
    let unneeded = Set(texts.map(\.name) + [TableLayout.key, TableLayout.line])
    return try store.wave(of: study) { !unneeded.contains($0) }.weighted()
  }

  /// Scores and flags the study's wave.
  ///
  /// - Parameters:
  ///   - store: The study's store.
  ///   - choice: Profile, roll-up, level, interval; nil for the study's.
  /// - Returns: The figures, and the batches and findings behind them.
  /// - Throws: Errors of the store, the weighting, the index and the estimation.
  public func results(from store: SurveyStore, choice: ScoringChoice? = nil) throws -> WaveResults {
    let sample = try sample(from: store)
    let index = try IndexTable(sample, choice: choice)
    return WaveResults(
      index: index, incidents: try IncidentTable(sample, by: index.level),
      batches: try store.batches(of: study.wave),
      findings: try store.findings(of: study.wave).map { (batch: $0.batch, finding: $0.finding) })
  }
}

extension WaveResults {
  /// Writes `index.csv`, `index.json`, `flags.csv`, `findings.csv` and `report.html` into a folder.
  ///
  /// Each file is replaced whole or not at all.
  ///
  /// - Parameters:
  ///   - folder: The folder; it is made where there is none.
  ///   - language: The language of names and of the report.
  ///   - issued: The day of issue as printed, nil to leave it out.
  ///   - profile: For whom the tables are written.
  ///   - remarks: Further lines on the data, such as files that were refused.
  /// - Returns: The report's file.
  /// - Throws: The system's errors.
  @discardableResult
  public func write(
    to folder: URL, language: Language, issued: String? = nil, as profile: ExportProfile = .csv,
    remarks: [String] = []
  ) throws -> URL {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let aside = FindingSection(
      FindingTotals(findings, examplesPerRule: 0), files: batches.map(\.file) + emptyFiles,
      language: language)
    let report = ReportDocument(
      index, incidents, data: batches.map { $0.line(in: language) } + remarks, aside: aside,
      issued: issued, language: language)
    let files: [(String, Data)] = [
      ("index.csv", Data(index.csv(in: language, as: profile))),
      ("index.json", Data(index.json(in: language).utf8)),
      ("flags.csv", Data(incidents.csv(in: language, as: profile))),
      ("findings.csv", Data(FindingsFile.csv(findings, in: language, as: profile))),
      ("report.html", Data(HTMLRenderer().render(report).utf8)),
    ]
    for (name, data) in files {
      try data.write(to: folder.appending(path: name), options: .atomic)
    }
    return folder.appending(path: "report.html")
  }
}

extension Batch {
  /// The batch's file, for the report.
  fileprivate var file: FindingSection.File {
    FindingSection.File(
      batch: id, name: fileName, read: counts.read, accepted: counts.accepted,
      setAside: counts.setAside)
  }

  /// The batch in a line: number, file, counts, when, the beginning of the file's digest.
  public func line(in language: Language) -> String {
    let counts =
      language == .vietnamese
      ? "đọc \(counts.read), nhận \(counts.accepted), để riêng \(counts.setAside), "
        + "đã có \(counts.alreadyPresent)"
      : "read \(counts.read), accepted \(counts.accepted), set aside \(counts.setAside), "
        + "already present \(counts.alreadyPresent)"
    let lead = language == .vietnamese ? "Lô" : "Batch"
    return
      "\(lead) \(id): \(fileName) (\(counts); \(importedAt); SHA-256 \(fileDigest.prefix(12))…)"
  }
}
