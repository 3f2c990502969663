import Foundation
import SurveyIngest
import SurveyModel
import SurveyStore
import TestSupport
import Testing

@Suite("A batch that comes again is known by its rows")
struct ContentTests {
  private let folder: TemporaryFolder
  private let store: SurveyStore
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    store = try SurveyStore(at: folder.url.appending(path: "sipas.sqlite"))
    study = try Samples.study(hasKey: false)
  }

  private static let rows = (1...412).map { Samples.row($0) }

  private func append(_ text: String, named name: String = "lại.csv") throws -> ImportOutcome {
    let table = try ResponseTable(Array(text.utf8), fileName: name, for: study)
    return try store.append(table, to: study, at: "t")
  }

  private func text(_ rows: [String]) -> String {
    ([Samples.header] + rows).joined(separator: "\n") + "\n"
  }

  @Test(
    "saved again with other bytes, sorted otherwise, with columns in another order: nothing is new")
  func again() throws {
    #expect(try append(text(Self.rows)).counts.accepted == 412)
    let swapped = ([Samples.header] + Self.rows).map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return fields.reversed().joined(separator: ";")
    }
    for text in [
      text(Self.rows).replacing("\n", with: "\r\n"),
      "\u{FEFF}" + text(Self.rows).replacing("1.0,", with: "1.00,"),
      text(Self.rows.reversed()), text(Self.rows.sorted()), text(Self.rows) + "\n\n",
      swapped.joined(separator: "\n"),
    ] {
      let outcome = try append(text)
      #expect(
        outcome.counts == ImportCounts(read: 412, accepted: 0, setAside: 0, alreadyPresent: 412))
      #expect(outcome.sameAs == 1 && outcome.batch == nil)
    }
    #expect(try store.batches(of: "2024").count == 1)
  }

  @Test("rows that were set aside before do not hide that the others are known")
  func setAside() throws {
    let rows = Self.rows + [Samples.row(500, q1: "9")]
    #expect(try append(text(rows)).counts.accepted == 412)
    let outcome = try append(text(rows).replacing("\n", with: "\r\n"))
    #expect(
      outcome.counts == ImportCounts(read: 413, accepted: 0, setAside: 1, alreadyPresent: 412))
    // The mended row is a batch of its own.
    #expect(try append(text([Samples.row(500)])).counts.accepted == 1)
  }

  @Test(
    "any other answer, a row more or less, or one twice is another batch",
    arguments: ["answer", "number", "text", "unit", "more", "less", "twice", "swapped"])
  func other(change: String) throws {
    #expect(try append(text(Self.rows)).counts.accepted == 412)
    var rows = Self.rows
    switch change {
    case "answer": rows[0] = rows[0].replacing("Bí Mật 1,2,", with: "Bí Mật 1,3,")
    case "number": rows[0] = rows[0].replacing(",21,", with: ",22,")
    case "text": rows[0] += " quá"
    case "unit": rows[0] = rows[0].replacing("X2", with: "X3")
    case "more": rows.append(Samples.row(413))
    case "less": rows.removeLast()
    case "twice": rows[0] = rows[1]
    default:
      // Two answers change places between two rows: every column holds the same values.
      rows[0] = rows[0].replacing("Bí Mật 1,2,", with: "Bí Mật 1,3,")
      rows[1] = rows[1].replacing("Bí Mật 2,3,", with: "Bí Mật 2,2,")
    }
    #expect(rows != Self.rows)
    let outcome = try append(text(rows))
    #expect(outcome.counts.accepted == rows.count && outcome.sameAs == nil)
    #expect(try store.verify().faults.isEmpty)
  }

  @Test("a dry run says the same, and a batch that was undone may come again")
  func dryRun() throws {
    #expect(try append(text(Self.rows)).counts.accepted == 412)
    let table = try ResponseTable(
      Array(text(Self.rows.reversed()).utf8), fileName: "b.csv", for: study)
    let dry = try store.append(table, to: study, at: "t", mode: .dryRun)
    #expect(dry.counts.alreadyPresent == 412 && dry.sameAs == 1)
    try store.undo(1, at: "t")
    #expect(try store.append(table, to: study, at: "t").counts.accepted == 412)
  }
}
