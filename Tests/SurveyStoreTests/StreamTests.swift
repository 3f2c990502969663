import Foundation
import SurveyIngest
import SurveyModel
import SurveyStatistics
import SurveyStore
import TestSupport
import Testing

@Suite("A file that is imported while it is read")
struct StreamTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func store(_ name: String) throws -> SurveyStore {
    try SurveyStore(at: folder.url.appending(path: name))
  }

  private func file(_ rows: [String], name: String = "batch.csv") throws -> URL {
    let text = ([Samples.header] + rows).joined(separator: "\n") + "\n"
    return try folder.write(Array(text.utf8), to: name)
  }

  /// Right rows, wrong rows, a record of two lines, a blank line.
  private static let rows =
    (1...40).map { Samples.row($0) } + [
      Samples.row(41, q1: "9"), "", "P42,X1", Samples.row(43) + " và\"", Samples.row(7),
      "P44,X1,1.5,Lê,2,a,30,2024-06-12,\"hai\nlần, chậm\"",
    ] + (45...80).map { Samples.row($0) }

  @Test("gives what the table of the whole file gives", arguments: [64, 200, 1000, 1 << 20])
  func sameAsWhole(blockBytes: Int) throws {
    let study = try Samples.study()
    let file = try file(Self.rows)
    // Some forms are in both stores already, one of them with another answer.
    let before = try Samples.table(
      [Samples.row(3), Samples.row(60), Samples.row(50, q1: "1"), Samples.row(90)], for: study,
      fileName: "before.csv")
    let (one, other) = (try store("one"), try store("other"))
    _ = try one.append(before, to: study, at: "t")
    _ = try other.append(before, to: study, at: "t")
    let whole = try one.append(
      try ResponseTable(reading: file, for: study), to: study, at: "t")
    var reader = try BatchReader(file, for: study, blockBytes: blockBytes)
    let streamed = try other.append(reading: &reader, to: study, at: "t")
    #expect(streamed.counts == whole.counts)
    #expect(streamed.counts.alreadyPresent == 2 && streamed.counts.setAside == 5)
    #expect(streamed.findings == whole.findings)
    #expect(streamed.batch == whole.batch)
    #expect(
      streamed.source.quarantineFile(of: study, language: .english)
        == whole.source.quarantineFile(of: study, language: .english))
    #expect(streamed.source.columns == whole.source.columns)
    #expect(streamed.source.unmappedCodes == whole.source.unmappedCodes)
    #expect(streamed.source.blankLineCount == whole.source.blankLineCount)
    let (left, right) = (try one.wave(of: study), try other.wave(of: study))
    #expect(left.parts.map(\.table) == right.parts.map(\.table))
    #expect(
      try one.findings(of: "2024").map(\.finding) == other.findings(of: "2024").map(\.finding))
  }

  @Test("leaves nothing where the file stops being UTF-8 half-way", arguments: [64, 1 << 20])
  func notUTF8(blockBytes: Int) throws {
    let study = try Samples.study()
    let text = ([Samples.header] + Self.rows).joined(separator: "\n")
    let file = try folder.write(Array(text.utf8) + [0x0A, 0x50, 0xFF, 0x2C, 0x0A], to: "b.csv")
    let store = try store("store")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
    var reader = try BatchReader(file, for: study, blockBytes: blockBytes)
    #expect(throws: ImportError(file: "b.csv", problems: [.notUTF8(line: lines + 1)])) {
      _ = try store.append(reading: &reader, to: study, at: "t")
    }
    #expect(try store.batches(of: "2024").isEmpty)
    #expect(try store.wave(of: study).rowCount == 0)
  }

  @Test("is refused where it becomes shorter meanwhile")
  func cut() throws {
    let study = try Samples.study()
    let file = try file(Self.rows)
    let store = try store("store")
    var reader = try BatchReader(file, for: study, blockBytes: 200)
    let handle = try FileHandle(forUpdating: file)
    try handle.truncate(atOffset: 900)
    #expect(throws: ImportError(file: "batch.csv", problems: [.changed])) {
      _ = try store.append(reading: &reader, to: study, at: "t")
    }
    #expect(try store.batches(of: "2024").isEmpty)
  }

  @Test("holds no more of its text than a block and the records set aside")
  func memory() throws {
    let study = try Samples.study()
    let rows = (0..<5000).map { Samples.row($0, q1: $0 % 1000 == 7 ? "9" : "1") }
    var reader = try BatchReader(try file(rows), for: study, blockBytes: 1000)
    var most = 0
    var rowCount = 0
    while let block = try reader.nextBlock() {
      most = max(most, block.source?.text.count ?? 0)
      rowCount += block.rowCount
    }
    #expect(rowCount == 4995)
    #expect(most < 2000)
    #expect(reader.source.text.count < 600)
  }

  @Test("finds its keys again, in whatever order they come", arguments: [1, 2, 3])
  func shuffled(seed: UInt64) throws {
    let study = try Samples.study()
    let store = try store("store")
    var generator = SeededGenerator(seed: seed)
    let all = (0..<600).map { $0 * 7 % 1000 }.shuffled(using: &generator)
    for part in [all[..<200], all[200..<400]] {
      var reader = try BatchReader(
        try file(part.map { Samples.row($0) }, name: "part\(part.startIndex).csv"), for: study,
        blockBytes: 500)
      #expect(try store.append(reading: &reader, to: study, at: "t").counts.accepted == 200)
    }
    // Every third form comes with another answer.
    let rows = all.shuffled(using: &generator).map {
      $0 % 3 == 0 ? Samples.row($0, q1: $0 % 4 == 0 ? "2" : "") : Samples.row($0)
    }
    let old = Set(all[..<400])
    let changed = old.count { $0 % 3 == 0 && ($0 % 4 != 3) }
    var reader = try BatchReader(try file(rows), for: study, blockBytes: 500)
    let counts = try store.append(reading: &reader, to: study, at: "t").counts
    #expect(counts.accepted == 200)
    #expect(counts.setAside == changed)
    #expect(counts.alreadyPresent == 400 - changed)
  }

  @Test("a block of a batch that was undone meanwhile is an error")
  func undone() throws {
    let study = try Samples.study()
    let store = try store("store")
    _ = try store.append(try Samples.table([Samples.row(1)], for: study), to: study, at: "t")
    let wave = try store.storedWave(of: study) { $0 == "q1" }
    let block = try #require(wave.blocks.first)
    #expect(try wave.rows(of: block).closed("q1") == [1])
    #expect(try wave.rows(of: block).layout.columns.map(\.name) == ["q1"])
    try store.undo(1, at: "t")
    #expect(throws: StoreError.damaged(batch: 1, column: "q1")) { _ = try wave.rows(of: block) }
  }
}
