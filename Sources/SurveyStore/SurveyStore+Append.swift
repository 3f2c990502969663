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
  /// See ``append(reading:to:at:mode:beforeCommit:)``.
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
    var input = TableInput(table)
    return try append(reading: &input, to: study, at: time, mode: mode, beforeCommit: prepare)
  }

  /// Adds the rows of a batch, in one transaction, block by block while it is read.
  ///
  /// Where the study names key columns, a row whose key the store holds already is not added again: it
  /// counts as already present, or is set aside where its answers differ. Without keys only the very
  /// same file is known again. Where no row is new, nothing is written.
  ///
  /// - Parameters:
  ///   - input: The rows; no two of them have the same key.
  ///   - study: The study they belong to.
  ///   - time: When, as ISO 8601.
  ///   - mode: What may be written.
  ///   - prepare: Called with the outcome before it is committed; where it throws, nothing is.
  /// - Returns: What was done, or would be in a dry run.
  /// - Throws: ``StoreError``, or what `input` or `prepare` throws.
  public func append<Input: BatchInput & ~Copyable>(
    reading input: inout Input, to study: Study, at time: String, mode: ImportMode = .commit,
    beforeCommit prepare: (ImportOutcome) throws -> Void = { _ in }
  ) throws -> ImportOutcome {
    do {
      var result: ImportOutcome?
      try database.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          var writer = BatchWriter(study, mode: mode)
          var outcome = try SurveyStore.read(
            &input, of: study, into: &writer, in: database)
          let isRefused = mode == .strict && outcome.counts.setAside > 0
          if isRefused { outcome.counts.accepted = 0 }
          if let id = writer.id, outcome.counts.accepted > 0 {
            outcome.batch = try writer.finish(outcome, id: id, at: time, in: database)
          }
          if mode != .dryRun { try prepare(outcome) }
          result = outcome
          return outcome.batch == nil ? .rollback : .commit
        }
      }
      guard let result else { throw StoreError.database("no outcome") }
      return result
    } catch let error as DatabaseError {
      throw StoreError.database(SurveyStore.words(of: error))
    }
  }

  /// Reads a batch to its end and writes the rows that are new.
  private static func read<Input: BatchInput & ~Copyable>(
    _ input: inout Input, of study: Study, into writer: inout BatchWriter, in database: Database
  ) throws -> ImportOutcome {
    var keys = try StoredKeys(of: study, in: database)
    var rowCount = 0
    var accepted = 0
    var present = 0
    var conflicts: [(finding: Finding, record: [UInt8]?)] = []
    while let block = try input.nextBlock() {
      rowCount += block.rowCount
      let sorting = try keys.sort(block, in: database)
      accepted += sorting.new.count
      present += sorting.presentCount
      for (row, batch, line) in sorting.conflicts {
        let record = block.source.flatMap { source in
          row < source.records.count ? Array(source.text[source.records[row]]) : nil
        }
        conflicts.append(
          (conflict(block, row: row, batch: batch, line: line, study: study), record))
      }
      try writer.write(block, rows: sorting.new, in: database)
    }
    var outcome = ImportOutcome(
      counts: ImportCounts(read: 0, accepted: 0, setAside: 0, alreadyPresent: 0),
      source: input.source, findings: input.findings)
    if study.columns.key.isEmpty,
      try holdsFile(outcome.source.fileDigest, of: study.wave, in: database)
    {
      (accepted, present) = (0, accepted)
    }
    for (var finding, record) in conflicts {
      finding.position.file = outcome.source.fileName
      outcome.findings.append(finding)
      outcome.source.setAsideCount += 1
      guard let record else { continue }
      let start = outcome.source.text.count
      outcome.source.text += record
      outcome.source.quarantine.append(
        QuarantinedRecord(bytes: start..<outcome.source.text.count, findings: [finding]))
    }
    outcome.findings.sort {
      ($0.position.record, $0.position.field ?? 0) < ($1.position.record, $1.position.field ?? 0)
    }
    outcome.source.quarantine.sort {
      $0.findings.first?.position.record ?? 0 < $1.findings.first?.position.record ?? 0
    }
    outcome.counts = ImportCounts(
      read: max(outcome.source.readCount, rowCount), accepted: accepted,
      setAside: outcome.source.setAsideCount, alreadyPresent: present)
    return outcome
  }

  static func holdsFile(_ digest: String, of wave: String, in database: Database) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM batch WHERE wave = ? AND fileDigest = ?)",
      arguments: [wave, digest]) ?? false
  }

  private static func conflict(
    _ table: ResponseTable, row: Int, batch: Int, line stored: Int?, study: Study
  ) -> Finding {
    let line = table.integers(TableLayout.line).map { Int($0[row]) } ?? 0
    let sheet = table.source.flatMap { row < $0.sheets.count ? $0.sheets[row] : nil }
    let record = table.integers(TableLayout.record).map { Int($0[row]) } ?? 0
    return Finding(
      rule: .conflictingKey,
      position: SourcePosition(file: "", sheet: sheet, line: line, record: record),
      column: study.columns.key.joined(separator: " + "),
      expected: .keyIn(batch: batch, line: stored))
  }
}

/// A table as one block.
private struct TableInput: BatchInput {
  let source: BatchSource
  let findings: [Finding]
  private var table: ResponseTable?

  init(_ table: ResponseTable) {
    source = table.source ?? BatchSource(fileName: "", fileDigest: "")
    findings = table.findings
    self.table = table
  }

  mutating func nextBlock() -> ResponseTable? {
    defer { table = nil }
    return table
  }
}
