import Foundation
import SurveyIngest
import SurveyModel
import SurveyStore
import TestSupport
import Testing

@Suite("Batches go into the store and come out again")
struct AppendTests {
  private let folder: TemporaryFolder
  private let store: SurveyStore

  init() throws {
    folder = try TemporaryFolder()
    store = try SurveyStore(at: folder.url.appending(path: "store/sipas.sqlite"))
  }

  private func append(
    _ table: ResponseTable, to study: Study, mode: ImportMode = .commit
  ) throws -> ImportOutcome {
    try store.append(table, to: study, at: "2025-01-01T00:00:00Z", mode: mode)
  }

  @Test("a batch comes back value for value")
  func roundTrip() throws {
    let study = try Samples.study()
    let table = try Samples.table((1...50).map { Samples.row($0) }, for: study)
    #expect(table.findings.isEmpty)
    let outcome = try append(table, to: study)
    #expect(outcome.counts == ImportCounts(read: 50, accepted: 50, setAside: 0, alreadyPresent: 0))
    let wave = try store.wave(of: study)
    #expect(wave.rowCount == 50)
    #expect(wave.parts.map(\.batch) == [outcome.batch?.id])
    #expect(wave.parts.first?.table.columns == table.columns)
    #expect(wave.parts.first?.table.source?.fileName == "batch.csv")
    #expect(try store.batches(of: "2024") == [outcome.batch].compactMap(\.self))
  }

  @Test("a store opened again has the same batches")
  func reopening() throws {
    let study = try Samples.study()
    let table = try Samples.table([Samples.row(1), Samples.row(2)], for: study)
    _ = try append(table, to: study)
    let again = try SurveyStore(at: folder.url.appending(path: "store/sipas.sqlite"))
    #expect(try again.batches(of: "2024") == store.batches(of: "2024"))
    #expect(try again.wave(of: study).parts.first?.table.columns == table.columns)
  }

  @Test("the same file again adds nothing, with keys and without", arguments: [true, false])
  func sameFile(hasKey: Bool) throws {
    let study = try Samples.study(hasKey: hasKey)
    let rows = (1...20).map { Samples.row($0) } + [Samples.row(21, q1: "9")]
    let table = try Samples.table(rows, for: study)
    let first = try append(table, to: study)
    #expect(first.counts == ImportCounts(read: 21, accepted: 20, setAside: 1, alreadyPresent: 0))
    let second = try append(table, to: study)
    #expect(second.counts == ImportCounts(read: 21, accepted: 0, setAside: 1, alreadyPresent: 20))
    #expect(second.batch == nil)
    #expect(try store.wave(of: study).rowCount == 20)
    #expect(try store.batches(of: "2024").count == 1)
  }

  @Test("another file with the same rows is new where forms have no key")
  func noKeys() throws {
    let study = try Samples.study(hasKey: false)
    _ = try append(try Samples.table([Samples.row(1)], for: study), to: study)
    let other = try Samples.table([Samples.row(1), Samples.row(2)], for: study)
    #expect(try append(other, to: study).counts.accepted == 2)
  }

  @Test("of a file that overlaps an earlier one the new forms are added")
  func overlap() throws {
    let study = try Samples.study()
    _ = try append(try Samples.table((1...10).map { Samples.row($0) }, for: study), to: study)
    let second = try append(
      try Samples.table((8...15).map { Samples.row($0) }, for: study, fileName: "b.csv"), to: study)
    #expect(second.counts == ImportCounts(read: 8, accepted: 5, setAside: 0, alreadyPresent: 3))
    let wave = try store.wave(of: study)
    #expect(wave.parts.map(\.table.rowCount) == [10, 5])
    let keys = wave.parts.flatMap { part in
      (0..<part.table.rowCount).map { part.table.texts("@key")?[$0] }
    }
    #expect(keys == (1...15).map { "P\($0)" })
  }

  @Test("a form that comes again with other answers is set aside, with its bytes")
  func conflict() throws {
    let study = try Samples.study()
    _ = try append(try Samples.table([Samples.row(1), Samples.row(2)], for: study), to: study)
    let changed = try Samples.table(
      [Samples.row(1), Samples.row(2, q1: "1"), Samples.row(3)], for: study, fileName: "b.csv")
    let outcome = try append(changed, to: study)
    #expect(outcome.counts == ImportCounts(read: 3, accepted: 1, setAside: 1, alreadyPresent: 1))
    let finding = Finding(
      rule: .conflictingKey, position: SourcePosition(file: "b.csv", line: 3, record: 3),
      column: "so_phieu", expected: .keyIn(batch: 1, line: 3))
    #expect(outcome.findings == [finding])
    let bytes = try #require(outcome.source.quarantine.first).bytes
    let record = String(decoding: outcome.source.text[bytes], as: UTF8.self)
    #expect(record == Samples.row(2, q1: "1") + "\n")
    // What the store holds is still the first answer.
    #expect(try store.wave(of: study).parts[0].table.closed("q1") == [1, 2])
  }

  @Test("a table that no file stands behind is added, and its conflicts are findings")
  func withoutSource() throws {
    let study = try Samples.study()
    for (q1, accepted) in [("1", 1), ("2", 0)] {
      var table = try Samples.table([Samples.row(1, q1: q1)], for: study)
      table.source = nil
      let outcome = try append(table, to: study)
      #expect(outcome.counts.accepted == accepted)
      #expect(outcome.findings.map(\.rule) == (accepted == 1 ? [] : [.conflictingKey]))
    }
  }

  @Test("an undone batch is gone whole, and its file can come again", arguments: [true, false])
  func undo(hasKey: Bool) throws {
    let study = try Samples.study(hasKey: hasKey)
    let rows = (1...10).map { Samples.row($0) } + [Samples.row(11, q1: "7")]
    let table = try Samples.table(rows, for: study)
    let first = try #require(try append(table, to: study).batch)
    let other = try Samples.table([Samples.row(50)], for: study, fileName: "other.csv")
    _ = try append(other, to: study)
    try store.undo(first.id)
    #expect(try store.wave(of: study).rowCount == 1)
    #expect(try store.findings(of: "2024").isEmpty)
    let again = try append(table, to: study)
    #expect(again.counts == ImportCounts(read: 11, accepted: 10, setAside: 1, alreadyPresent: 0))
    // Numbers are not used again, so that a note about a batch never means another.
    #expect(again.batch?.id == 3)
    #expect(throws: StoreError.noSuchBatch(first.id)) { try store.undo(first.id) }
  }

  @Test("a strict import of a file with a wrong row commits nothing")
  func strict() throws {
    let study = try Samples.study()
    let rows = [Samples.row(1), Samples.row(2, q1: "9")]
    let outcome = try append(try Samples.table(rows, for: study), to: study, mode: .strict)
    #expect(outcome.batch == nil && outcome.counts.accepted == 0 && outcome.counts.setAside == 1)
    #expect(try store.batches(of: "2024").isEmpty)
    let right = try Samples.table([Samples.row(1)], for: study)
    #expect(try append(right, to: study, mode: .strict).counts.accepted == 1)
    // A conflict with an earlier batch refuses a strict import too.
    let conflicting = try Samples.table([Samples.row(1, q1: "1"), Samples.row(3)], for: study)
    #expect(try append(conflicting, to: study, mode: .strict).batch == nil)
    #expect(try store.wave(of: study).rowCount == 1)
  }

  @Test("a dry run says what would be done and leaves the store's bytes as they are")
  func dryRun() throws {
    let study = try Samples.study()
    _ = try append(try Samples.table([Samples.row(1)], for: study), to: study)
    let before = try folder.files()
    let rows = [Samples.row(1), Samples.row(2), Samples.row(3, q1: "9")]
    let outcome = try append(try Samples.table(rows, for: study), to: study, mode: .dryRun)
    #expect(outcome.counts == ImportCounts(read: 3, accepted: 1, setAside: 1, alreadyPresent: 1))
    #expect(outcome.batch == nil)
    #expect(try folder.files() == before)
  }

  @Test("nothing is committed where the quarantine cannot be written")
  func prepareFails() throws {
    struct DiskFull: Error {}
    let study = try Samples.study()
    let table = try Samples.table([Samples.row(1)], for: study)
    #expect(throws: DiskFull.self) {
      _ = try store.append(table, to: study, at: "t", beforeCommit: { _ in throw DiskFull() })
    }
    #expect(try store.batches(of: "2024").isEmpty)
    #expect(try append(table, to: study).counts.accepted == 1)
  }

  @Test("findings come back as they went in")
  func findings() throws {
    let study = try Samples.study()
    let rows = [
      Samples.row(1), Samples.row(2, q1: "9"), Samples.row(3, q1: "1 2"), "P4,X1",
      Samples.row(5).replacing("X3", with: "X9"), Samples.row(6).replacing(",26,", with: ",8,"),
      Samples.row(7).replacing("2024-06", with: "2024-13"), Samples.row(1),
    ]
    let table = try Samples.table(rows, for: study)
    let outcome = try append(table, to: study)
    #expect(Set(outcome.findings.map(\.rule)).count >= 6)
    let stored = try store.findings(of: "2024")
    #expect(stored.map(\.finding) == table.findings)
    #expect(Set(stored.map(\.batch)) == [1])
  }

  @Test("a name that leads to a person is nowhere in the store's files")
  func personalData() throws {
    let study = try Samples.study()
    let rows =
      (1...200).map { Samples.row($0) } + [Samples.row(201, q1: "9"), "P300,Lê Bí Mật 300"]
    let table = try Samples.table(rows, for: study)
    _ = try append(table, to: study)
    let files = try folder.files()
    // The search finds what is there: an answer, but no name.
    #expect(files.values.contains { $0.range(of: Data("chậm".utf8)) != nil })
    #expect(files.values.allSatisfy { $0.range(of: Data("Bí Mật".utf8)) == nil })
    #expect(files.values.allSatisfy { $0.range(of: Data("Lê B".utf8)) == nil })
  }

  @Test("waves are kept apart")
  func waves() throws {
    var study = try Samples.study()
    let table = try Samples.table([Samples.row(1)], for: study)
    _ = try append(table, to: study)
    study.wave = "2025"
    #expect(try store.wave(of: study).rowCount == 0)
    #expect(try append(table, to: study).counts.accepted == 1)
    #expect(try store.batches(of: "2025").map(\.wave) == ["2025"])
  }
}

extension TemporaryFolder {
  /// The bytes of all files, by path.
  func files() throws -> [String: Data] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: url.path)
    var files: [String: Data] = [:]
    for path in paths {
      let file = url.appending(path: path)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      files[path] = try Data(contentsOf: file)
    }
    return files
  }
}
