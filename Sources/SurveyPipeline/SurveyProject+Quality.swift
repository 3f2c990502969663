public import Foundation
internal import SurveyIngest
public import SurveyModel
public import SurveyQuality
public import SurveyWeighting

extension SurveyProject {
  /// The interviews of files that are in no store.
  ///
  /// - Throws: `ImportError`.
  public func wave(from files: [URL]) throws -> Wave {
    let sources = try files.flatMap { try SourceFile.files(at: $0) }
    let parts = try sources.map { file in
      Wave.Part(batch: 0, table: try ResponseTable(reading: Rendition(file, for: study)))
    }
    // Several files of no store are told apart by a number of their own.
    return Wave(
      study: study,
      parts: parts.count < 2
        ? parts : parts.enumerated().map { Wave.Part(batch: $0 + 1, table: $1.table) })
  }

  /// Examines a wave's interviews, with those that were held again where the study names them.
  ///
  /// - Parameters:
  ///   - wave: The interviews.
  ///   - rules: What is looked for; nil for the study's.
  /// - Throws: `ImportError` where the file of second interviews cannot be read.
  public func quality(of wave: Wave, rules: QualityRules? = nil) throws -> QualityTable {
    QualityTable(wave, rules: rules, second: try secondInterviews())
  }

  /// The weighted samples of all interviews, and of those that were not flagged.
  ///
  /// - Throws: `WeightingError`, `EstimationError`.
  public func samples(
    of wave: Wave, without flagged: Set<InterviewPosition>
  ) throws -> (all: WeightedSample, rest: WeightedSample) {
    let places = Dictionary(grouping: flagged, by: \.batch).mapValues { Set($0.map(\.record)) }
    let rest = wave.parts.map { part in
      let records = part.table.integers(TableLayout.record) ?? []
      let kept = (0..<part.table.rowCount).filter { row in
        let record = row < records.count ? Int(records[row]) : row + 2
        return places[part.batch]?.contains(record) != true
      }
      return Wave.Part(batch: part.batch, table: part.table.rows(at: kept))
    }
    return (
      try wave.weighted(), try Wave(study: wave.study, parts: rest).weighted()
    )
  }

  /// The table of second interviews; nil where the study names none.
  private func secondInterviews() throws -> ResponseTable? {
    guard let recheck = study.quality.recheck else { return nil }
    let file = folder.appending(path: recheck.file)
    // A second interview asks some items of the form, and was not drawn as the first ones were.
    var again = study
    again.design = DesignSpecification()
    again.quality = QualityRules()
    again.importProfile = nil
    let index = study.questionnaire.index
    again.questionnaire.index = Axis(id: index.id, label: index.label, kind: .index)
    for item in again.questionnaire.items.indices {
      again.questionnaire.items[item].isRequired = false
    }
    let source = try SourceFile.files(at: file)
    guard let first = source.first else { return nil }
    var table = try ResponseTable(reading: Rendition(first, for: again))
    for more in source.dropFirst() {
      table.append(try ResponseTable(reading: Rendition(more, for: again)))
    }
    return table
  }
}
