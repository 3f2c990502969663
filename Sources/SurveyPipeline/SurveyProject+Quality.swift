public import Foundation
public import SatisfactionIndex
internal import SurveyIngest
public import SurveyModel
public import SurveyQuality
internal import SurveyWeighting

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
  /// - Returns: What was found.
  /// - Throws: `ImportError` where the file of second interviews cannot be read.
  public func quality(of wave: Wave, rules: QualityRules? = nil) throws -> QualityTable {
    QualityTable(wave, rules: rules, second: try secondInterviews())
  }

  /// The index of a wave from all interviews, and without those that were flagged.
  ///
  /// - Parameters:
  ///   - wave: The interviews.
  ///   - flagged: Those that are left out.
  ///   - choice: What is computed; nil for the study's own.
  ///   - threads: The most threads to use.
  /// - Returns: Both indices, side by side.
  /// - Throws: `WeightingError`, `IndexError`, `EstimationError`.
  public func index(
    of wave: Wave, without flagged: Set<InterviewPosition>, choice: ScoringChoice? = nil,
    threads: Int = 1
  ) throws -> IndexComparison {
    let places = Dictionary(grouping: flagged, by: \.batch).mapValues { Set($0.map(\.record)) }
    let units = study.units
    var directs = [Int](repeating: 0, count: units.units.count)
    let rest = wave.parts.map { part in
      let records = part.table.integers(TableLayout.record) ?? []
      let codes = part.table.texts(TableLayout.unit)
      let rows = (0..<part.table.rowCount).filter { row in
        let record = row < records.count ? Int(records[row]) : row + 2
        return places[part.batch]?.contains(record) == true
      }
      for row in rows {
        if let unit = codes?[row].flatMap({ units.position(of: $0) }) { directs[unit] += 1 }
      }
      return Wave.Part(
        batch: part.batch, table: part.table.withoutAnswers(of: rows, in: study.questionnaire))
    }
    var totals = [Int](repeating: 0, count: units.units.count)
    for unit in units.units.indices where directs[unit] > 0 {
      for above in units.ancestors(of: unit) { totals[above] += directs[unit] }
    }
    return try IndexComparison(
      wave.weighted(), without: Wave(study: study, parts: rest).weighted(),
      removed: PublicationRule.UnitCounts(
        totals: totals, directs: directs, all: directs.reduce(0, +)), choice: choice,
      threads: threads)
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

extension ResponseTable {
  /// The table where some rows have no answers to closed items: a kind of missing that is in no base.
  fileprivate func withoutAnswers(of rows: [Int], in questionnaire: Questionnaire) -> ResponseTable
  {
    guard !rows.isEmpty else { return self }
    let kinds: [MissingKind] = [.notApplicable, .invalid, .blank, .refused, .dontKnow]
    var missing: [String: UInt8] = [:]
    for item in questionnaire.items {
      let base = questionnaire.base(of: item)
      let kind = kinds.first { !base.contains($0) } ?? .notApplicable
      missing[item.id] = kind.code
      for option in item.options {
        missing[TableLayout.option(option.code, of: item.id)] = kind.code
      }
    }
    let columns = zip(layout.columns, columns).map { column, values -> Column in
      guard case .closed(var codes) = values, let code = missing[column.name] else { return values }
      for row in rows { codes[row] = code }
      return .closed(codes)
    }
    return ResponseTable(layout: layout, rowCount: rowCount, columns: columns)
  }
}
