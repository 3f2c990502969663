import Foundation
import GRDB
import SurveyIngest
import SurveyModel
import SurveyStore
import TestSupport
import Testing

@Suite("The log tells what was done, and by it the store is verified")
struct AuditTests {
  private let folder: TemporaryFolder
  private let file: URL
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    file = folder.url.appending(path: "sipas.sqlite")
    study = try Samples.study()
  }

  /// Two batches with a finding each, one that was undone.
  private func fill() throws -> SurveyStore {
    let store = try SurveyStore(at: file)
    for (number, start) in [1, 10, 20].enumerated() {
      let rows = (start..<(start + 6)).map { Samples.row($0) } + [Samples.row(90, q1: "9")]
      let table = try Samples.table(rows, for: study, fileName: "lô \(number + 1).csv")
      _ = try store.append(table, to: study, at: "2025-01-0\(number + 1)T08:00:00Z", by: "lan")
    }
    _ = try store.undo(2, at: "2025-01-04T08:00:00Z", by: "minh")
    return store
  }

  @Test("every import, undo and purge is an entry: who, when, which file, how many")
  func entries() throws {
    let store = try fill()
    #expect(
      try store.purge(
        before: CalendarDay("2025-01-03"), at: "2025-02-01T00:00:00Z", by: "hoa"
      ).map(\.id) == [1])
    let log = try store.log()
    #expect(log.map(\.sequence) == [1, 2, 3, 4, 5])
    #expect(log.map(\.action) == [.import, .import, .import, .undo, .purge])
    #expect(log.map(\.actor) == ["lan", "lan", "lan", "minh", "hoa"])
    #expect(log.map { $0.details.batches.map(\.batch) } == [[1], [2], [3], [2], [1]])
    let seal = try #require(log.first?.details.batches.first)
    #expect(seal.fileName == "lô 1.csv" && seal.read == 7 && seal.accepted == 6)
    #expect(seal.setAside == 1 && seal.questionnaire == "store-form 1")
    #expect(seal.questionnaireDigest.count == 64 && seal.fileDigest.count == 64)
    // What is removed is told as it was when it came.
    #expect(log[4].details.batches[0].dataDigest == seal.dataDigest)
    #expect(log[4].details.before == "2025-01-03")
    let verification = try store.verify()
    #expect(verification.faults.isEmpty)
    #expect(verification.entryCount == 5 && verification.batchCount == 1)
    #expect(verification.head == log.last?.hash)
  }

  @Test("an import in which nothing is new is no entry, nor is a dry run or a refused one")
  func nothingDone() throws {
    let store = try fill()
    let table = try Samples.table([Samples.row(1)], for: study)
    #expect(try store.append(table, to: study, at: "t").entry == nil)
    let wrong = try Samples.table([Samples.row(50), Samples.row(51, q1: "9")], for: study)
    #expect(try store.append(wrong, to: study, at: "t", mode: .strict).entry == nil)
    #expect(try store.append(wrong, to: study, at: "t", mode: .dryRun).entry == nil)
    #expect(try store.log().count == 4)
  }

  @Test("entries cannot be changed, removed or put in between by a program that keeps the triggers")
  func triggers() throws {
    _ = try fill()
    let queue = try DatabaseQueue(path: file.path)
    for sql in [
      "UPDATE auditEntry SET actor = 'x' WHERE sequence = 1",
      "DELETE FROM auditEntry WHERE sequence = 4",
      "INSERT OR REPLACE INTO auditEntry VALUES (2, '', '', '', 'import', '{}', '')",
      "INSERT INTO auditEntry VALUES (6, '', '', '', 'import', '{}', '')",
      "INSERT INTO auditEntry VALUES (5, '', '', '', 'import', '{}', '')",
    ] {
      #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
    }
    #expect(try SurveyStore(at: file).verify().faults.isEmpty)
  }

  @Test("a log that was cut off, or written anew, is seen by a hash that was noted")
  func head() throws {
    let store = try fill()
    let log = try store.log()
    let head = try #require(log.last?.hash)
    for noted in log.map(\.hash) + [String(head.prefix(16)), head.uppercased()] {
      #expect(try store.verify(head: noted).faults.isEmpty)
    }
    #expect(try store.verify(head: "1234").faults == [.unknownHead("1234")])
    // The last entry goes, with what it tells undone as well as can be: nothing else shows it.
    try tamper("DELETE FROM auditEntry WHERE sequence = 4")
    let cut = try SurveyStore(at: file)
    #expect(try cut.verify().faults == [.lostBatch(2)])
    #expect(try cut.verify(head: head).faults.contains(.unknownHead(head)))
  }

  @Test(
    "what was changed is named",
    arguments: [
      ("UPDATE batch SET acceptedCount = 5 WHERE id = 1", StoreFault.changedBatch(1)),
      ("UPDATE batch SET importedAt = '2020' WHERE id = 3", .changedBatch(3)),
      ("UPDATE finding SET finding = finding || ' ' WHERE batchId = 1", .changedFindings(1)),
      ("DELETE FROM finding WHERE batchId = 3", .changedFindings(3)),
      ("UPDATE auditEntry SET actor = 'minh' WHERE sequence = 2", .changedEntry(2)),
      (
        "UPDATE auditEntry SET details = replace(details, 'csv', 'CSV') WHERE sequence = 1",
        .changedEntry(1)
      ),
      ("DELETE FROM auditEntry WHERE sequence = 2", .brokenChain(3)),
      (
        "INSERT INTO batch SELECT 9, wave, 'x', 'y', '', '', 0, 0, 0, 0, '' FROM batch LIMIT 1",
        .unloggedBatch(9)
      ),
      ("INSERT INTO finding VALUES (7, 0, '{}')", .strayRows(table: "finding")),
      ("UPDATE sqlite_sequence SET seq = 2 WHERE name = 'batch'", .changedNumbering),
      ("UPDATE block SET lowestKey = lowestKey || char(0) WHERE batchId = 1", .changedBatch(1)),
      (
        "UPDATE batchColumn SET meaning = CAST(meaning AS BLOB) WHERE name = 'q1'", .changedBatch(1)
      ),
    ])
  func named(sql: String, fault: StoreFault) throws {
    _ = try fill()
    try tamper(sql)
    let faults = try SurveyStore(at: file).verify().faults
    #expect(faults.contains(fault), "\(faults)")
    #expect(faults.allSatisfy { !$0.statement.vietnamese.isEmpty })
  }

  @Test("triggers that were taken out are seen, and those that were put in")
  func schema() throws {
    _ = try fill()
    for sql in [
      "DROP TRIGGER auditEntryIsNotChanged",
      """
      CREATE TRIGGER t AFTER INSERT ON batch BEGIN
        UPDATE batch SET wave = 'x' WHERE id = NEW.id; END
      """,
      "CREATE VIEW v AS SELECT 1", "CREATE TABLE other (a)",
      "ALTER TABLE batch ADD COLUMN note TEXT",
    ] {
      let other = folder.url.appending(path: "other.sqlite")
      try? FileManager.default.removeItem(at: other)
      try FileManager.default.copyItem(at: file, to: other)
      let queue = try DatabaseQueue(path: other.path)
      try queue.write { try $0.execute(sql: sql) }
      try queue.close()
      #expect(throws: StoreError.notAStore) { _ = try SurveyStore(at: other) }
    }
  }

  @Test("any changed byte of any value of any table is seen")
  func flippedValues() throws {
    _ = try fill()
    let queue = try DatabaseQueue(path: file.path)
    let tables = [
      "batch", "batchColumn", "block", "blockColumn", "finding", "auditEntry", "grdb_migrations",
      "sqlite_sequence",
    ]
    var changes: [String] = []
    try queue.read { database in
      for table in tables {
        let columns = try Row.fetchAll(database, sql: "PRAGMA table_info(\(table))").compactMap {
          String.fromDatabaseValue($0["name"])
        }
        for column in columns {
          for row in try Row.fetchAll(
            database, sql: "SELECT rowid AS r, \(column) AS v FROM \(table)")
          {
            let id = row["r"] as Int
            changes += Self.flips(of: row["v"], seed: id).map {
              "UPDATE \(table) SET \(column) = \($0) WHERE rowid = \(id)"
            }.prefix(table == "auditEntry" ? 3 : 1)
          }
        }
      }
    }
    try queue.close()
    #expect(changes.count > 250)
    let whole = try Data(contentsOf: file)
    var unseen: [String] = []
    for change in changes {
      try whole.write(to: file)
      do { try tamper(change) } catch is DatabaseError {
        // SQLite itself refuses it: two entries would have one number.
        continue
      }
      if isAccepted(file) { unseen.append(change) }
    }
    #expect(unseen.isEmpty, "\(unseen.prefix(5))")
  }

  @Test("any changed byte of the file is seen, or means nothing")
  func flippedBytes() throws {
    _ = try fill()
    let whole = try Data(contentsOf: file)
    let before = try Self.values(of: file)
    let other = folder.url.appending(path: "other.sqlite")
    var state: UInt64 = 6
    var seen = 0
    for round in 0..<300 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // SQLite's own header, then anywhere.
      let offset = round < 100 ? round : Int(state >> 33) % whole.count
      var bytes = whole
      bytes[offset] ^= UInt8(1 << (state >> 61))
      try bytes.write(to: other)
      if isAccepted(other) {
        #expect(try Self.values(of: other) == before, "byte \(offset)")
      } else {
        seen += 1
      }
    }
    #expect(seen > 50)
  }

  // MARK: -

  /// Changes the file as somebody does who knows SQLite: without the triggers, and puts them back.
  private func tamper(_ sql: String) throws {
    let queue = try DatabaseQueue(path: file.path)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      let triggers = try Row.fetchAll(
        database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
      for trigger in triggers {
        try database.execute(sql: "DROP TRIGGER \(trigger["name"] as String)")
      }
      try database.execute(sql: sql)
      for trigger in triggers { try database.execute(sql: trigger["sql"] as String) }
    }
    try queue.close()
  }

  /// Whether the store opens and verifies.
  private func isAccepted(_ file: URL) -> Bool {
    do { return try SurveyStore(at: file).verify().faults.isEmpty } catch { return false }
  }

  /// The values of every table, by SQLite itself.
  private static func values(of file: URL) throws -> [String] {
    let queue = try DatabaseQueue(path: file.path)
    return try queue.read { database in
      try [
        "batch", "batchColumn", "block", "blockColumn", "finding", "auditEntry", "grdb_migrations",
        "sqlite_sequence",
      ].flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
      }
    }
  }

  /// SQL for values that differ from a value in one byte, at one place, those of the log at three.
  private static func flips(of value: DatabaseValue, seed: Int) -> [String] {
    switch value.storage {
    case .null: return ["''"]
    case .int64(let number): return ["\(number ^ 1)", "\(number ^ 0x4000)"]
    case .double(let number): return ["\(number + 1)"]
    case .string(let text):
      return flips(of: [UInt8](text.utf8), seed: seed).map { "CAST(\($0) AS TEXT)" }
    case .blob(let data): return flips(of: [UInt8](data), seed: seed)
    }
  }

  private static func flips(of bytes: [UInt8], seed: Int) -> [String] {
    guard !bytes.isEmpty else { return ["x'00'"] }
    return [seed * 7919 % bytes.count, 0, bytes.count - 1].map { offset in
      var changed = bytes
      changed[offset] ^= UInt8(1 << (seed % 8))
      return "x'" + changed.map { String(format: "%02x", $0) }.joined() + "'"
    }
  }
}
