import Foundation
import GRDB
import SurveyModel
import SurveyStore
import TestSupport
import Testing

@Suite("The store among programs, full disks and foreign files", .serialized)
struct ProcessTests {
  @Test("several imports on a new study at once all come in", .timeLimit(.minutes(2)))
  func atOnce() throws {
    let office = try Office(rows: 300)
    let files = try (0..<4).map {
      try office.batch(from: 1000 * $0, count: 300, name: "b\($0).csv")
    }
    for round in 0..<3 {
      let processes = try files.map { try office.start(["import", office.path, $0.path]) }
      for process in processes {
        process.process.waitUntilExit()
        #expect(process.process.terminationStatus == 0, "\(process.output())")
      }
      #expect(try office.rows() == [300, 300, 300, 300])
      #expect(try office.store().verify().faults.isEmpty)
      #expect(try office.store().log().count == 4)
      if round < 2 { try office.removeStore() }
    }
    // The very same file twice at once: one comes in, the other finds it there.
    try office.removeStore()
    let twice = try (0..<2).map { _ in try office.start(["import", office.path, files[0].path]) }
    for process in twice {
      process.process.waitUntilExit()
      #expect(process.process.terminationStatus == 0)
    }
    #expect(try office.rows() == [300])
  }

  @Test(
    "a file that may not grow: the batch is not there, the store is whole, the words say what to do",
    arguments: ["vi", "en"])
  func fullDisk(language: String) throws {
    let office = try Office(rows: 300)
    #expect(try office.run(["import", office.path, office.first.path]).status == 0)
    let large = try office.batch(from: 10_000, count: 20_000, name: "large.csv")
    // A limit of kilobytes on every file, and no signal for it.
    let script = "ulimit -f 100; trap '' XFSZ; exec \"$0\" \"$@\""
    let run = try office.start(
      ["-c", script, office.program.path, "import", office.path, large.path, "--lang", language],
      program: URL(filePath: "/bin/bash"))
    run.process.waitUntilExit()
    #expect(run.process.terminationStatus == 1, "\(run.output())")
    #expect(run.output().contains(language == "vi" ? "hết chỗ trên đĩa" : "the disk is full"))
    #expect(try office.rows() == [300])
    #expect(try office.store().verify().faults.isEmpty)
    #expect(try office.run(["import", office.path, large.path]).status == 0)
    #expect(try office.rows() == [300, 20_000])
  }

  @Test("a folder that cannot be written to is read and verified, and an import says so")
  func readOnly() throws {
    let office = try Office(rows: 300)
    #expect(try office.run(["import", office.path, office.first.path]).status == 0)
    let other = try office.batch(from: 10_000, count: 10, name: "other.csv")
    guard let nobody = try office.readOnlyRunner() else { return }
    for command in [["batches", office.path], ["batches", "verify", office.path]] {
      let run = try nobody(command)
      #expect(run.status == 0, "\(run.output)")
    }
    for (language, words) in [
      ("vi", "không ghi được vào kho"), ("en", "the store cannot be written to"),
    ] {
      let run = try nobody(["import", office.path, other.path, "--lang", language])
      #expect(run.status == 1 && run.output.contains(words), "\(run.output)")
    }
    #expect(try office.rows() == [300])
  }

  @Test(
    "a foreign or hostile file is refused within two seconds and left as it is",
    arguments: ["random", "zeros", "other", "triggers", "many", "huge", "header", "directory"])
  func hostile(kind: String) throws {
    let office = try Office(rows: 10)
    let file = office.folder.url.appending(path: "store/sipas.sqlite")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Hostile.write(kind, to: file)
    let before = kind == "directory" || kind == "huge" ? nil : try Data(contentsOf: file)
    for command in [
      ["import", office.path, office.first.path], ["batches", office.path], ["score", office.path],
      ["batches", "verify", office.path],
    ] {
      let clock = ContinuousClock()
      var status: Int32 = 0
      var output = ""
      let time = try clock.measure { (status, output) = try office.run(command) }
      #expect(status == 1, "\(command) \(output)")
      #expect(!output.isEmpty && !output.contains("Fatal"), "\(command) \(output)")
      // Twice what is promised, for machines that do other things.
      #expect(time < .seconds(4))
    }
    if let before { #expect(try Data(contentsOf: file) == before) }
  }
}

/// Files that are no store.
private enum Hostile {
  static func write(_ kind: String, to file: URL) throws {
    switch kind {
    case "random":
      var state: UInt64 = 9
      let bytes = (0..<100_000).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      try Data(bytes).write(to: file)
    case "zeros": try Data(count: 100_000).write(to: file)
    case "header": try Data("SQLite format 3\0 and then nothing that fits".utf8).write(to: file)
    case "directory":
      try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    case "huge":
      // 20 GB that take no room on the disk.
      try base(file, "CREATE TABLE t (a); INSERT INTO t VALUES (randomblob(100000))")
      let handle = try FileHandle(forWritingTo: file)
      try handle.truncate(atOffset: 20 << 30)
      try handle.close()
    case "other": try base(file, "CREATE TABLE contacts (name, phone); PRAGMA user_version = 3")
    case "triggers":
      try base(
        file,
        """
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES ('batches'), ('blocks'), ('audit');
        CREATE VIEW batch AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)
          SELECT n AS id, n AS wave FROM r;
        CREATE VIEW block AS SELECT * FROM batch; CREATE VIEW auditEntry AS SELECT * FROM batch;
        CREATE TABLE t (a); CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM t; END;
        PRAGMA user_version = 3
        """)
    default:
      try base(
        file, (0..<3000).map { "CREATE TABLE t\($0) (a)" }.joined(separator: ";"))
    }
  }

  private static func base(_ file: URL, _ sql: String) throws {
    let queue = try DatabaseQueue(path: file.path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN; \(sql); COMMIT") }
    try queue.close()
  }
}
