public import Foundation
internal import SurveyIngest
public import SurveyModel
public import SurveyWeighting

/// What became of the records of a file that is scored without the store.
public struct FileCounts: Hashable, Sendable {
  /// The file's name.
  public var fileName: String
  /// Records read.
  public var read: Int
  /// Records set aside for an error.
  public var setAside: Int
  /// What somebody should look at: sheets that were not read, numbers that can be read two ways.
  public var warnings: [LocalizedText]
}

extension SurveyProject {
  /// The weighted sample of files that are in no store.
  ///
  /// Where the design has clusters and weights are decimals the files are counted while they are read,
  /// in memory that does not grow with them; otherwise they are read whole.
  ///
  /// - Parameters:
  ///   - files: Files of any kind, folders and archives of them.
  ///   - threads: The most threads to use; the sample does not depend on it.
  ///   - progress: Told as the files are read.
  /// - Returns: The sample and what became of the files' records.
  /// - Throws: `ImportError`, ``NothingAcceptedError`` where every record was set aside, `WeightingError`,
  ///   `EstimationError`, and `Interruption` where `progress` ends the work.
  public func sample(
    from files: [URL], threads: Int = 1, telling progress: WorkProgress = .none
  ) throws -> (sample: WeightedSample, counts: [FileCounts]) {
    let files = try files.flatMap { try SourceFile.files(at: $0) }
    do {
      return try sample(ofFiles: files, threads: threads, telling: progress)
    } catch let error as ImportError where error.isInterruption {
      throw Interruption(stage: .score, file: error.file)
    }
  }

  private func sample(
    ofFiles files: [SourceFile], threads: Int, telling progress: WorkProgress
  ) throws -> (sample: WeightedSample, counts: [FileCounts]) {
    if SampleAccumulator.serves(study),
      let counted = try countedSample(files, threads: threads, telling: progress)
    {
      return counted
    }
    var counts: [FileCounts] = []
    let parts = try files.map { file -> Wave.Part in
      let rendition = try Rendition(file, for: study, telling: progress)
      let table = try ResponseTable(reading: rendition, telling: progress)
      counts.append(
        FileCounts(
          fileName: file.name, read: table.source?.readCount ?? table.rowCount,
          setAside: table.source?.setAsideCount ?? 0, warnings: rendition.understanding.warnings))
      return Wave.Part(batch: 0, table: table)
    }
    try checkAccepted(files, counts)
    return (try Wave(study: study, parts: parts).weighted(), counts)
  }

  private func countedSample(
    _ files: [SourceFile], threads: Int, telling progress: WorkProgress
  ) throws -> (sample: WeightedSample, counts: [FileCounts])? {
    let empty = SampleAccumulator(study, items: scoredItems)
    var whole = empty
    var counts: [FileCounts] = []
    for file in files {
      let rendition = try Rendition(file, for: study, telling: progress)
      let scan = try BatchScan(rendition)
      let (parts, found) = try scan.collect(
        threads: threads, telling: progress, into: { empty }
      ) { sums, block in
        sums.add(block)
      }
      for part in parts { whole.add(part) }
      counts.append(
        FileCounts(
          fileName: file.name, read: found.read, setAside: found.setAside,
          warnings: rendition.understanding.warnings))
    }
    try checkAccepted(files, counts)
    return try whole.sample().map { ($0, counts) }
  }

  private func checkAccepted(_ files: [SourceFile], _ counts: [FileCounts]) throws {
    guard !counts.isEmpty, counts.allSatisfy({ $0.read > 0 && $0.setAside == $0.read }) else {
      return
    }
    throw try NothingAcceptedError(files, counts: counts, study: study)
  }

  /// The criteria and the incident items.
  var scoredItems: [Item] {
    let questionnaire = study.questionnaire
    let criteria = questionnaire.index.allCriteria.compactMap { questionnaire.item($0) }
    let incidents = questionnaire.incidentItems.map(\.item)
    return criteria + incidents.filter { item in !criteria.contains { $0.id == item.id } }
  }
}
