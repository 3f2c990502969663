import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyStore
import TestSupport
import Testing

@Suite("Answers whose time is over are gone, and the log remembers that they were there")
struct PurgeTests {
  private let folder: TemporaryFolder
  private let file: URL
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    file = folder.url.appending(path: "sipas.sqlite")
    study = try Samples.study()
  }

  private func fill() throws -> SurveyStore {
    let store = try SurveyStore(at: file)
    for (number, day) in ["2023-12-31T23:59:59Z", "2024-01-01T00:00:00Z", "2024-06-01T08:00:00Z"]
      .enumerated()
    {
      let rows = (1...20).map {
        Samples.row(100 * number + $0) + (number == 0 ? " bí ẩn" : " công khai")
      }
      let table = try Samples.table(rows, for: study, fileName: "\(number).csv")
      _ = try store.append(table, to: study, at: day, by: "lan")
    }
    return store
  }

  @Test("batches from before a day go, others stay with their numbers, and the chain holds")
  func before() throws {
    let store = try fill()
    let seal = try #require(try store.log().first?.details.batches.first)
    let head = try #require(try store.log().last?.hash)
    let bytes = Data("bí ẩn".utf8)
    #expect(try Data(contentsOf: file).range(of: bytes) != nil)
    #expect(try store.batches(before: CalendarDay("2024-01-01")).map(\.id) == [1])
    let removed = try store.purge(
      before: CalendarDay("2024-01-01"), at: "2026-01-01T00:00:00Z", by: "hoa")
    #expect(removed.map(\.id) == [1])
    #expect(try store.batches(of: "2024").map(\.id) == [2, 3])
    // The bytes are gone from the file, not only from its index.
    #expect(try Data(contentsOf: file).range(of: bytes) == nil)
    #expect(try Data(contentsOf: file).range(of: Data("công khai".utf8)) != nil)
    let entry = try #require(try store.log().last)
    #expect(entry.action == .purge && entry.actor == "hoa" && entry.details.before == "2024-01-01")
    #expect(entry.details.batches.first?.dataDigest == seal.dataDigest)
    #expect(entry.details.batches.first?.accepted == 20)
    #expect(try store.verify(head: head).faults.isEmpty)
    // Nothing more to do is no entry; the next batch has the next number.
    #expect(try store.purge(before: CalendarDay("2024-01-01"), at: "t").isEmpty)
    #expect(try store.log().count == 4)
    let table = try Samples.table([Samples.row(900)], for: study)
    #expect(try store.append(table, to: study, at: "t").batch?.id == 4)
  }

  @Test("without a day everything goes, and the store goes on")
  func all() throws {
    let store = try fill()
    #expect(try store.purge(before: nil, at: "t").map(\.id) == [1, 2, 3])
    #expect(try store.wave(of: study).rowCount == 0)
    #expect(try store.verify().faults.isEmpty)
    #expect(try store.findings(of: "2024").isEmpty)
  }

  @Test("the program says first what would go, asks for a yes, and keeps to the study's day")
  func program() throws {
    func office(_ retention: String) throws -> Office {
      let office = try Office(rows: 30, settings: "retention: \(retention)")
      let wrong = [Samples.header, Samples.row(40, q1: "9")].joined(separator: "\n")
      let file = try office.folder.write(Array(wrong.utf8), to: "batches/wrong.csv")
      // Nothing of the second file is accepted.
      #expect(try office.run(["import", office.path, office.first.path, file.path]).status == 1)
      return office
    }
    let kept = try office("2999-12-31")
    let early = try kept.run(["purge", kept.path, "--yes", "--lang", "en"])
    #expect(early.status == 1 && early.output.contains("2999-12-31"))
    let over = try office("2020-12-31")
    #expect(try over.run(["purge", over.path]).status == 64)
    let dry = try over.run(["purge", over.path, "--dry-run", "--lang", "en"])
    #expect(dry.status == 0 && dry.output.contains("Would remove 1 batch(es) and 1 quarantine"))
    #expect(dry.output.contains("batches/first.csv"))
    #expect(try over.rows() == [30])
    let done = try over.run(["purge", over.path, "--yes", "--lang", "en"])
    #expect(done.status == 0 && done.output.contains("Removed 1 batch(es) and 1 quarantine"))
    #expect(try over.rows() == [])
    let left = try over.folder.files().keys
    #expect(!left.contains { $0.hasPrefix("quarantine/") })
    #expect(left.contains("batches/first.csv"))
    #expect(try over.run(["batches", "verify", over.path]).status == 0)
    let log = try over.run(["batches", "log", over.path, "--lang", "en"])
    #expect(log.output.contains("import") && log.output.contains("purge"))
    // A batch of this year is not from before last year.
    let dated = try kept.run([
      "purge", kept.path, "--before", "2020-01-01", "--yes", "--lang", "vi",
    ])
    #expect(dated.status == 0 && dated.output.contains("Đã xoá 0 lô"))
  }

  @Test("verify ends with 1 and names the batch, and knows a head that was noted")
  func verifyCommand() throws {
    let office = try Office(rows: 30)
    let imported = try office.run(["import", office.path, office.first.path, "--lang", "en"])
    let line = try #require(
      imported.output.split(separator: "\n").first { $0.contains("Log, entry 1: ") })
    let head = String(line.suffix(64))
    let good = try office.run(["batches", "verify", office.path, "--head", head, "--lang", "en"])
    #expect(good.status == 0 && good.output.contains("1 batch(es), 1 log entries"))
    let bad = try office.run(
      ["batches", "verify", office.path, "--head", String(repeating: "0", count: 64)])
    #expect(bad.status == 1)
    var bytes = try Data(contentsOf: office.storeFile)
    let place = try #require(bytes.range(of: Data("chậm".utf8)))
    bytes[place.lowerBound] ^= 1
    try bytes.write(to: office.storeFile)
    let changed = try office.run(["batches", "verify", office.path, "--lang", "en"])
    #expect(changed.status == 1 && changed.output.contains("batch 1"), "\(changed.output)")
  }
}
