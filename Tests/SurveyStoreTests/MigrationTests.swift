import Foundation
import GRDB
import SurveyIngest
import SurveyModel
import SurveyStore
import TestSupport
import Testing

@Suite("A store of an earlier format is brought to this one, or left as it was")
struct MigrationTests {
  private let folder: TemporaryFolder
  /// A store of format 2 as the release before wrote it: batches 1 and 3, 2 being undone.
  private let file: URL
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    file = folder.url.appending(path: "format-2.sqlite")
    study = try Samples.study()
    try FileManager.default.copyItem(at: PackageFiles.fixture("format-2.sqlite"), to: file)
  }

  @Test("batches come through as they were, get their digests, and an entry in the log")
  func migrated() throws {
    let store = try SurveyStore(at: file, at: "2026-11-21T00:00:00Z", by: "lan")
    #expect(try store.batches(of: "2024").map(\.id) == [1, 3])
    let wave = try store.wave(of: study)
    let rows = (1...30).map { Samples.row($0) } + (31...38).map { Samples.row($0) }
    let table = try Samples.table(rows, for: study)
    let keys = wave.parts.flatMap { part in
      (0..<part.table.rowCount).map { part.table.texts("@key")?[$0] }
    }
    #expect(keys == (1...38).map { "P\($0)" })
    #expect(wave.parts.flatMap { $0.table.closed("q1") ?? [] } == table.closed("q1"))
    #expect(try store.findings(of: "2024").map(\.batch) == [1])
    let entry = try #require(try store.log().first)
    #expect(entry.action == .migrate && entry.actor == "lan")
    #expect(entry.details.fromFormat == 2 && entry.details.toFormat == 3)
    #expect(entry.details.batches.map(\.batch) == [1, 3] && entry.details.lastBatch == 3)
    #expect(try store.verify().faults.isEmpty)
    // Opened again it needs nothing more.
    #expect(try SurveyStore(at: file).log().count == 1)
  }

  @Test("rows of a migrated batch are known again, with a key and without")
  func known() throws {
    let rows = (1...30).map { Samples.row($0) }
    let store = try SurveyStore(at: file)
    let again = try Samples.table(rows.reversed(), for: study)
    let counts = try store.append(again, to: study, at: "t").counts
    #expect(counts.accepted == 0 && counts.alreadyPresent == 30)
    // The next batch takes the next number.
    let new = try Samples.table([Samples.row(500)], for: study)
    #expect(try store.append(new, to: study, at: "t").batch?.id == 4)
    #expect(try store.verify().faults.isEmpty)
  }

  @Test("a migration that fails leaves the file as it was, byte for byte")
  func failed() throws {
    let queue = try DatabaseQueue(path: file.path)
    // A batch whose row cannot be read: it cannot be sealed.
    try queue.write {
      try $0.execute(sql: "UPDATE batch SET readCount = 'nhiều' WHERE id = 3")
    }
    try queue.close()
    let before = try Data(contentsOf: file)
    #expect(throws: StoreError.self) { _ = try SurveyStore(at: file) }
    #expect(try Data(contentsOf: file) == before)
    #expect(!FileManager.default.fileExists(atPath: file.path + "-journal"))
  }

  @Test("a batch that was damaged before the migration is told, and can be undone")
  func damagedBefore() throws {
    let queue = try DatabaseQueue(path: file.path)
    try queue.write {
      try $0.execute(sql: "UPDATE blockColumn SET data = x'00' WHERE batchId = 3 AND name = 'q1'")
    }
    try queue.close()
    let store = try SurveyStore(at: file)
    #expect(try store.verify().faults == [.changedContent(3)])
    try store.undo(3, at: "t")
    #expect(try store.verify().faults.isEmpty)
  }

  @Test(
    "what is no store of ours is refused, whatever it holds",
    arguments: [
      "CREATE TRIGGER t AFTER UPDATE ON batch BEGIN DELETE FROM finding; END",
      "CREATE VIEW v AS SELECT * FROM batch", "DROP TABLE finding",
      "INSERT INTO grdb_migrations VALUES ('other')", "PRAGMA user_version = 1",
      "DELETE FROM grdb_migrations", "ALTER TABLE batch RENAME COLUMN wave TO round",
    ])
  func refused(sql: String) throws {
    let queue = try DatabaseQueue(path: file.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    let before = try Data(contentsOf: file)
    #expect(throws: StoreError.notAStore) { _ = try SurveyStore(at: file) }
    #expect(try Data(contentsOf: file) == before)
  }
}
