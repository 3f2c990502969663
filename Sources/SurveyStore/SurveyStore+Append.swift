internal import Foundation
internal import GRDB
public import SurveyModel

/// What an import did, or would do.
public struct ImportOutcome: Sendable {
  /// The batch that was added, nil where nothing was.
  public var batch: Batch?
  /// What became of the file's records.
  public var counts: ImportCounts
  /// The file, with the records set aside by the reader and by the store.
  public var source: BatchSource
  /// All findings, in the order of the file.
  public var findings: [Finding]
}

/// What an import may do.
public enum ImportMode: String, Hashable, Sendable, CaseIterable {
  /// Commit what is right, set aside what is not.
  case commit
  /// Commit nothing where anything is set aside.
  case strict
  /// Commit nothing; say what would be done.
  case dryRun = "dry-run"
}

extension SurveyStore {
  /// Adds the rows of a table as one batch, in one transaction.
  ///
  /// Where the study names key columns, a row whose key the store holds already is not added again: it
  /// counts as already present, or is set aside where its answers differ. Without keys only the very
  /// same file is known again. Where no row is new, nothing is written.
  ///
  /// - Parameters:
  ///   - table: Rows read from a file; `ResponseTable.source` tells which.
  ///   - study: The study they belong to.
  ///   - time: When, as ISO 8601.
  ///   - mode: What may be written.
  ///   - prepare: Called with the outcome before it is committed; where it throws, nothing is.
  /// - Returns: What was done, or would be in a dry run.
  /// - Throws: ``StoreError``, or what `prepare` throws.
  public func append(
    _ table: ResponseTable, to study: Study, at time: String, mode: ImportMode = .commit,
    beforeCommit prepare: (ImportOutcome) throws -> Void = { _ in }
  ) throws -> ImportOutcome {
    do {
      var result: ImportOutcome?
      try database.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          var outcome = try SurveyStore.sorted(table, study: study, in: database)
          let isRefused = mode == .strict && outcome.outcome.counts.setAside > 0
          if outcome.new.isEmpty || mode == .dryRun || isRefused {
            if isRefused { outcome.outcome.counts.accepted = 0 }
            result = outcome.outcome
            if mode != .dryRun { try prepare(outcome.outcome) }
            return .rollback
          }
          let rows =
            outcome.new.count == table.rowCount ? table : table.rows(at: outcome.new)
          outcome.outcome.batch = try SurveyStore.insert(
            rows, outcome.outcome, study: study, at: time, in: database)
          try prepare(outcome.outcome)
          result = outcome.outcome
          return .commit
        }
      }
      guard let result else { throw StoreError.database("no outcome") }
      return result
    } catch let error as DatabaseError {
      throw StoreError.database(SurveyStore.words(of: error))
    }
  }

  /// Sorts the rows of a table into new ones, present ones and those to be set aside.
  private static func sorted(
    _ table: ResponseTable, study: Study, in database: Database
  ) throws -> (new: [Int], outcome: ImportOutcome) {
    var source = table.source ?? BatchSource(fileName: "", fileDigest: "")
    var findings = table.findings
    var new: [Int] = []
    var present = 0
    let knownFile =
      try Int.fetchOne(
        database, sql: "SELECT id FROM batch WHERE wave = ? AND fileDigest = ?",
        arguments: [study.wave, source.fileDigest])
    if let keys = table.texts(TableLayout.key) {
      let digests = table.rowDigests()
      let statement = try database.makeStatement(
        sql: "SELECT digest, batchId FROM form WHERE wave = ? AND key = ?")
      for row in 0..<table.rowCount {
        guard let key = keys[row],
          let known = try Row.fetchOne(statement, arguments: [study.wave, key])
        else {
          new.append(row)
          continue
        }
        if known["digest"] == digests[row] {
          present += 1
        } else {
          let finding = conflict(table, row: row, batch: known["batchId"], study: study)
          findings.append(finding)
          source.setAsideCount += 1
          if row < source.records.count {
            source.quarantine.append(
              QuarantinedRecord(bytes: source.records[row], findings: [finding]))
          }
        }
      }
    } else if knownFile != nil {
      present = table.rowCount
    } else {
      new = Array(0..<table.rowCount)
    }
    findings.sort {
      ($0.position.record, $0.position.field ?? 0) < ($1.position.record, $1.position.field ?? 0)
    }
    source.quarantine.sort { $0.bytes.lowerBound < $1.bytes.lowerBound }
    let counts = ImportCounts(
      read: max(source.readCount, table.rowCount), accepted: new.count,
      setAside: source.setAsideCount, alreadyPresent: present)
    return (new, ImportOutcome(counts: counts, source: source, findings: findings))
  }

  private static func conflict(
    _ table: ResponseTable, row: Int, batch: Int, study: Study
  ) -> Finding {
    let line = table.integers(TableLayout.line).map { Int($0[row]) } ?? 0
    let record = table.integers(TableLayout.record).map { Int($0[row]) } ?? 0
    return Finding(
      rule: .conflictingKey,
      position: SourcePosition(file: table.source?.fileName ?? "", line: line, record: record),
      column: study.columns.key.joined(separator: " + "), expected: .keyIn(batch: batch))
  }

  private static func insert(
    _ rows: ResponseTable, _ outcome: ImportOutcome, study: Study, at time: String,
    in database: Database
  ) throws -> Batch {
    let counts = outcome.counts
    let questionnaire = "\(study.questionnaire.id) \(study.questionnaire.version)"
    // The same file may come again after some of its rows were undone elsewhere: its digest is then
    // taken, and the batch stands under a digest of its own.
    let taken =
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM batch WHERE wave = ? AND fileDigest = ?)",
        arguments: [study.wave, outcome.source.fileDigest]) ?? false
    let digest = taken ? "\(outcome.source.fileDigest) \(time)" : outcome.source.fileDigest
    try database.execute(
      sql: """
        INSERT INTO batch (wave, fileName, fileDigest, questionnaire, importedAt, readCount,
          acceptedCount, setAsideCount, presentCount) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        study.wave, outcome.source.fileName, digest, questionnaire, time, counts.read,
        counts.accepted, counts.setAside, counts.alreadyPresent,
      ])
    let id = Int(database.lastInsertedRowID)
    let codebook = Codebook(study)
    for (entry, column) in zip(codebook.entries, rows.columns) {
      try database.execute(
        sql: "INSERT INTO batchColumn (batchId, name, meaning, data) VALUES (?, ?, ?, ?)",
        arguments: [id, entry.column, entry.meaning, ColumnBlob.encode(column)])
    }
    if let keys = rows.texts(TableLayout.key) {
      let digests = rows.rowDigests()
      let statement = try database.makeStatement(
        sql: "INSERT INTO form (batchId, wave, key, digest) VALUES (?, ?, ?, ?)")
      for row in 0..<rows.rowCount {
        try statement.execute(arguments: [id, study.wave, keys[row], digests[row]])
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for (sequence, finding) in outcome.findings.enumerated() {
      let text = String(decoding: try encoder.encode(finding), as: UTF8.self)
      try database.execute(
        sql: "INSERT INTO finding (batchId, sequence, finding) VALUES (?, ?, ?)",
        arguments: [id, sequence, text])
    }
    return Batch(
      id: id, wave: study.wave, fileName: outcome.source.fileName,
      fileDigest: outcome.source.fileDigest, questionnaire: questionnaire, importedAt: time,
      counts: counts)
  }
}
