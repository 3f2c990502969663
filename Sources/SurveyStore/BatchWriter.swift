internal import Foundation
internal import GRDB
internal import SurveyModel

/// Writes the rows of one batch, block by block, within the transaction of its import.
struct BatchWriter {
  /// The batch's number, nil before the first row.
  private(set) var id: Int?
  /// By what the rows so far are known again.
  private(set) var content: ContentDigest
  private let study: Study
  private let mode: ImportMode
  private let layout: TableLayout
  private var blockCount = 0
  /// The most rows of a block.
  private static let blockRows = 1 << 16

  init(_ study: Study, mode: ImportMode) {
    self.study = study
    self.mode = mode
    layout = TableLayout(study)
    content = ContentDigest(study)
  }

  /// Adds rows of a table; in a dry run nothing is written.
  mutating func write(_ table: ResponseTable, rows: [Int], in database: Database) throws {
    guard !rows.isEmpty else { return }
    content.add(table, rows: rows)
    guard mode != .dryRun else { return }
    let id = try id ?? begin(in: database)
    self.id = id
    for start in stride(from: 0, to: rows.count, by: BatchWriter.blockRows) {
      let part = rows[start..<min(start + BatchWriter.blockRows, rows.count)]
      // Rows that follow one another are gone through without their list.
      if let first = part.first, let last = part.last, last - first + 1 == part.count {
        try writeBlock(table, rows: first...last, in: database)
      } else {
        try writeBlock(table, rows: part, in: database)
      }
    }
  }

  private mutating func writeBlock(
    _ table: ResponseTable, rows: some Collection<Int>, in database: Database
  ) throws {
    let bounds = table.texts(TableLayout.key).flatMap { KeyBounds(of: $0, rows: rows) }
    try database.execute(
      sql: """
        INSERT INTO block (batchId, number, rowCount, lowestKey, highestKey)
        VALUES (?, ?, ?, ?, ?)
        """, arguments: [id, blockCount, rows.count, bounds?.lowest, bounds?.highest])
    let statement = try database.cachedStatement(
      sql: "INSERT INTO blockColumn (batchId, number, name, data) VALUES (?, ?, ?, ?)")
    for (column, values) in zip(layout.columns, table.columns) {
      try statement.execute(
        arguments: [id, blockCount, column.name, Data(PackedColumn.encode(values, rows: rows))])
    }
    blockCount += 1
  }

  private func begin(in database: Database) throws -> Int {
    // What is not known yet is put in when the file has been read.
    try database.execute(
      sql: """
        INSERT INTO batch (wave, fileName, fileDigest, questionnaire, importedAt, readCount,
          acceptedCount, setAsideCount, presentCount) VALUES (?, '', '', '', '', 0, 0, 0, 0)
        """, arguments: [study.wave])
    let id = Int(database.lastInsertedRowID)
    for entry in Codebook(study).entries {
      try database.execute(
        sql: "INSERT INTO batchColumn (batchId, name, meaning) VALUES (?, ?, ?)",
        arguments: [id, entry.column, entry.meaning])
    }
    return id
  }

  /// Writes what is known when the file has been read.
  func finish(
    _ outcome: ImportOutcome, id: Int, at time: String, in database: Database
  ) throws
    -> Batch
  {
    let counts = outcome.counts
    let questionnaire = "\(study.questionnaire.id) \(study.questionnaire.version)"
    let source = outcome.source
    // The same file may come again after some of its rows were undone elsewhere: its digest is then
    // taken, and the batch stands under a digest of its own.
    let taken = try SurveyStore.holdsFile(source.fileDigest, of: study.wave, in: database)
    try database.execute(
      sql: """
        UPDATE batch SET fileName = ?, fileDigest = ?, questionnaire = ?, importedAt = ?,
          readCount = ?, acceptedCount = ?, setAsideCount = ?, presentCount = ?, contentDigest = ? WHERE id = ?
        """,
      arguments: [
        source.fileName, taken ? "\(source.fileDigest) \(time)" : source.fileDigest, questionnaire,
        time, counts.read, counts.accepted, counts.setAside, counts.alreadyPresent,
        content.hexadecimal, id,
      ])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let statement = try database.cachedStatement(
      sql: "INSERT INTO finding (batchId, sequence, finding) VALUES (?, ?, ?)")
    for (sequence, finding) in outcome.findings.enumerated() {
      let text = String(decoding: try encoder.encode(finding), as: UTF8.self)
      try statement.execute(arguments: [id, sequence, text])
    }
    return Batch(
      id: id, wave: study.wave, fileName: source.fileName, fileDigest: source.fileDigest,
      questionnaire: questionnaire, importedAt: time, counts: counts)
  }

  /// Writes the log's entry on the batch.
  func log(
    _ id: Int, at time: String, by actor: String, in database: Database
  ) throws -> AuditEntry {
    let seal = try BatchSeal(
      of: id, form: study.questionnaire.digest, identifierKey: study.identifierKeyMark,
      in: database)
    return try AuditLog.add(
      .import, AuditDetails(batches: [seal]), at: time, by: actor, in: database)
  }
}
