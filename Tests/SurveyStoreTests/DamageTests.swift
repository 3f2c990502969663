import Foundation
import GRDB
import SurveyIngest
import SurveyModel
import SurveyStore
import TestSupport
import Testing

@Suite("A store that does not fit is told, not trusted")
struct DamageTests {
  private let folder: TemporaryFolder
  private let file: URL
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    file = folder.url.appending(path: "sipas.sqlite")
    study = try Samples.study()
    let table = try Samples.table((1...30).map { Samples.row($0) }, for: study)
    _ = try SurveyStore(at: file).append(table, to: study, at: "t")
  }

  @Test(
    "a form whose codes changed is told by column",
    arguments: [
      ("{code: \"3\", label: Tốt}", "{code: \"4\", label: Tốt}", "q1"),
      (
        "{code: \"3\", label: Tốt}", "{code: \"3\", label: Tốt}, {code: \"4\", label: Rất tốt}",
        "q1"
      ),
      ("{code: b, label: B}", "{code: b, label: B}, {code: c, label: C}", "q2/c"),
      ("id: age, type: number", "id: how_old, type: number", "how_old"),
      ("id: remark, type: text", "id: remark, type: number", "remark"),
    ])
  func otherCodes(old: String, new: String, column: String) throws {
    let form = Samples.form.replacing(old, with: new)
      .replacing(
        "{\"1\": 0, \"2\": 0.5, \"3\": 1}", with: "{\"1\": 0, \"2\": 0, \"3\": 1, \"4\": 1}")
    // Profiles score the codes that there are.
    let scored = form.contains("\"4\", label") ? form : form.replacing(", \"4\": 1}", with: "}")
    let fitting = form.contains("{code: \"3\"") ? scored : scored.replacing("\"3\": 1, ", with: "")
    let changed = try Samples.study(form: fitting)
    let store = try SurveyStore(at: file)
    #expect(throws: StoreError.otherCodes(batch: 1, column: column)) {
      _ = try store.wave(of: changed)
    }
  }

  @Test("a form whose words changed reads the same bytes")
  func otherWords() throws {
    let changed = try Samples.study(
      form: Samples.form.replacing("label: Tốt", with: "label: Rất tốt"))
    #expect(try SurveyStore(at: file).wave(of: changed).rowCount == 30)
  }

  @Test(
    "a column whose bytes are not its own is damaged",
    arguments: [
      ("q1", "x'00'"), ("q1", "zeroblob(30 * 8)"),
      ("q1", "x'" + String(repeating: "07", count: 30) + "'"),
      ("age", "x'0102'"), ("age", "zeroblob(29 * 8)"), ("@unit", "x'FFFFFFFF'"),
      ("@unit", "x'01000000FFFFFF7F'"), ("@unit", "x'0100000001000000FF'"),
      ("remark", "zeroblob(4 + 30 * 4)"), ("remark", "zeroblob(1000)"), ("@record", "x''"),
      ("q1", "12"), ("q1", "'văn bản'"), ("@key", "x'02000000'"),
    ])
  func damagedColumn(column: String, value: String) throws {
    try write("UPDATE blockColumn SET data = \(value) WHERE name = '\(column)'")
    let store = try SurveyStore(at: file)
    #expect(throws: StoreError.damaged(batch: 1, column: column)) {
      _ = try store.wave(of: study)
    }
    // Undoing it is the remedy that the message names.
    try store.undo(1, at: "t")
    #expect(try store.wave(of: study).rowCount == 0)
  }

  @Test("a wrong number of rows is damage", arguments: [-1, 0, 29, 31, 1 << 40])
  func damagedCount(count: Int) throws {
    try write("UPDATE batch SET acceptedCount = \(count)")
    let store = try SurveyStore(at: file)
    #expect(throws: StoreError.damaged(batch: 1, column: "@record")) {
      _ = try store.wave(of: study)
    }
  }

  @Test("a batch whose own row is damaged can be undone all the same")
  func damagedRow() throws {
    try write("UPDATE batch SET readCount = 'nhiều'")
    let store = try SurveyStore(at: file)
    let entry = try store.undo(1, at: "t")
    #expect(entry.details.batches.map(\.read) == [30])
    #expect(try store.verify().faults.isEmpty)
  }

  @Test("a lost column is told")
  func lostColumn() throws {
    try write("DELETE FROM batchColumn WHERE name = 'age'")
    let store = try SurveyStore(at: file)
    #expect(throws: StoreError.otherCodes(batch: 1, column: "age")) {
      _ = try store.wave(of: study)
    }
  }

  @Test("findings that are no findings are an error")
  func damagedFindings() throws {
    try write("INSERT INTO finding (batchId, sequence, finding) VALUES (1, 99, '{')")
    let store = try SurveyStore(at: file)
    #expect(throws: StoreError.self) { _ = try store.findings(of: "2024") }
  }

  @Test("a store of a later format is not touched")
  func laterFormat() throws {
    try write("PRAGMA user_version = 4")
    let before = try Data(contentsOf: file)
    #expect(throws: StoreError.laterFormat) { _ = try SurveyStore(at: file) }
    #expect(try Data(contentsOf: file) == before)
  }

  @Test("a store of the earlier format is refused with what to do, an empty one made anew")
  func earlierFormat() throws {
    let other = folder.url.appending(path: "earlier.sqlite")
    let queue = try DatabaseQueue(path: other.path)
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
          INSERT INTO grdb_migrations VALUES ('batches');
          CREATE TABLE batch (id INTEGER PRIMARY KEY AUTOINCREMENT, wave TEXT NOT NULL,
            fileName TEXT NOT NULL, fileDigest TEXT NOT NULL, questionnaire TEXT NOT NULL,
            importedAt TEXT NOT NULL, readCount INTEGER NOT NULL, acceptedCount INTEGER NOT NULL,
            setAsideCount INTEGER NOT NULL, presentCount INTEGER NOT NULL,
            UNIQUE (wave, fileDigest));
          CREATE TABLE batchColumn (batchId INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
            name TEXT NOT NULL, meaning TEXT NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY (batchId, name));
          CREATE INDEX batchColumn_on_batchId ON batchColumn(batchId);
          CREATE TABLE form (batchId INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
            wave TEXT NOT NULL, key TEXT NOT NULL, digest INTEGER NOT NULL,
            PRIMARY KEY (wave, key));
          CREATE INDEX form_on_batchId ON form(batchId);
          CREATE TABLE finding (batchId INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
            sequence INTEGER NOT NULL, finding TEXT NOT NULL, PRIMARY KEY (batchId, sequence));
          CREATE INDEX finding_on_batchId ON finding(batchId);
          INSERT INTO batch VALUES (1, '2024', 'a.csv', 'd', 'f 1', 't', 1, 1, 0, 0);
          """)
    }
    #expect(throws: StoreError.earlierFormat) { _ = try SurveyStore(at: other) }
    try queue.write { try $0.execute(sql: "DELETE FROM batch") }
    try queue.close()
    let table = try Samples.table([Samples.row(1)], for: study)
    #expect(try SurveyStore(at: other).append(table, to: study, at: "t").counts.accepted == 1)
  }

  @Test(
    "damaged bounds of a block are an error, or forms are found or new",
    arguments: [
      "lowestKey = x'00'", "highestKey = 12", "rowCount = -1", "rowCount = 'x'", "lowestKey = NULL",
    ])
  func damagedBounds(change: String) throws {
    try write("UPDATE block SET \(change)")
    let table = try Samples.table([Samples.row(1), Samples.row(99)], for: study)
    do {
      let outcome = try SurveyStore(at: file).append(table, to: study, at: "t")
      #expect([1, 2].contains(outcome.counts.accepted))
    } catch let error as StoreError {
      #expect(!error.statement.english.isEmpty)
    }
  }

  @Test(
    "a file that is no store cannot be opened", arguments: ["no database at all, only text", ""])
  func notAStore(text: String) throws {
    let other = try folder.write(
      Array(String(repeating: text, count: 100).utf8), to: "other.sqlite")
    if text.isEmpty {
      // An empty file is a store to be made.
      #expect(try SurveyStore(at: other).batches(of: "2024").isEmpty)
    } else {
      let error = #expect(throws: StoreError.self) { _ = try SurveyStore(at: other) }
      #expect(error == .notAStore)
    }
  }

  @Test(
    "bytes overwritten anywhere give the right rows or an error, never a crash", arguments: 1...25)
  func flippedBytes(seed: UInt64) throws {
    let right = try SurveyStore(at: file).wave(of: study).rowCount
    var bytes = try Data(contentsOf: file)
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    for _ in 0..<20 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // The first page holds SQLite's own tables.
      let offset = 4096 + Int(state >> 33) % (bytes.count - 4096)
      bytes[offset] = UInt8(truncatingIfNeeded: state >> 20)
    }
    let other = try folder.write(Array(bytes), to: "flipped.sqlite")
    do {
      let store = try SurveyStore(at: other)
      let wave = try store.wave(of: study)
      #expect(wave.parts.isEmpty || wave.rowCount == right)
      _ = try store.findings(of: "2024")
    } catch {
      #expect(!error.statement.english.isEmpty)
    }
  }

  private func write(_ sql: String) throws {
    let queue = try DatabaseQueue(path: file.path)
    try queue.write { database in try database.execute(sql: sql) }
    try queue.close()
  }
}
