import Foundation
import SatisfactionIndex
import SurveyModel
import SurveySchema
import SurveySimulation
import SurveyWeighting
import TestSupport
import Testing

@testable import SurveyIngest

/// Whatever is done for speed, reading and scoring give the bits that the slow and obvious version gives:
/// ``PlainReading`` and ``PlainScore``.
@Suite("The fast path and the obvious one")
struct ObviousVersionTests {
  /// A file to read: one of an example's own, or one that is made and soiled.
  struct Case: Sendable, CustomTestStringConvertible {
    var example: String
    /// The file of the example, nil for one made.
    var file: String?
    var seed: UInt64 = 0
    /// Whether the form asks for more than its file does: rules of items, checks, unique answers.
    var isStrict = false
    var testDescription: String {
      "\(example), \(file ?? "made and soiled, seed \(seed)")\(isStrict ? ", strict" : "")"
    }

    func study() throws -> Study {
      let study = try Study(contentsOf: PackageFiles.root.appending(path: "Examples/\(example)"))
      return isStrict ? StrictForm.study(study) : study
    }

    func bytes(_ study: Study) throws -> [UInt8] {
      if let file {
        let folder = PackageFiles.root.appending(path: "Examples/\(example)/batches")
        return [UInt8](try Data(contentsOf: folder.appending(path: file)))
      }
      let form = try Study(contentsOf: PackageFiles.root.appending(path: "Examples/\(example)"))
      let clean = SyntheticBatch(study: isStrict ? form : study, respondents: 400, seed: seed).csv()
      return DirtyBatch(soiling: clean, seed: seed).bytes
    }
  }

  static let cases: [Case] = {
    let examples = PackageFiles.root.appending(path: "Examples")
    let manager = FileManager.default
    let names = (try? manager.contentsOfDirectory(atPath: examples.path)) ?? []
    return names.sorted().flatMap { name -> [Case] in
      let folder = examples.appending(path: "\(name)/batches")
      let files = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
      // Files that somebody obtained beside the repository's may be large.
      let own = files.filter { $0.hasSuffix(".csv") && name.hasPrefix("model-province") }.sorted()
      return own.map { Case(example: name, file: $0) }
        + [1, 2].map { Case(example: name, seed: $0) }
        + [Case(example: name, seed: 3, isStrict: true)]
    }
  }()

  @Test("there are examples to read")
  func examples() {
    #expect(Set(Self.cases.map(\.example)).count >= 4)
    #expect(Self.cases.count { $0.file != nil } >= 4)
  }

  @Test("read the same tables, findings, places and records set aside", arguments: cases)
  func reading(_ test: Case) throws {
    let study = try test.study()
    let bytes = try test.bytes(study)
    let folder = try TemporaryFolder()
    let file = try folder.write(bytes, to: "dirty.csv")
    let plain = try PlainReading(bytes, for: study)
    #expect(plain.rows.count > 100)
    #expect(test.file != nil || plain.setAside > 10)
    #expect(try PlainReading(bytes, for: study, blockBytes: 3000).differs(from: plain) == nil)
    // Of a file on disk the places of rows are not kept.
    for blockBytes in [3000, nil] {
      var onDisk = try PlainReading(file, for: study, blockBytes: blockBytes)
      onDisk.records = plain.records
      #expect(onDisk.differs(from: plain) == nil)
    }
  }

  @Test(
    "keep the same answers by strict rules, on any number of threads",
    arguments: cases.filter(\.isStrict), [true, false])
  func strictRules(_ test: Case, hasUniqueAnswers: Bool) throws {
    var study = try test.study()
    let bytes = try test.bytes(study)
    // Without unique answers the file is read in parts.
    for item in study.questionnaire.items.indices where !hasUniqueAnswers {
      study.questionnaire.items[item].isUnique = false
    }
    let folder = try TemporaryFolder()
    let file = try folder.write(bytes, to: "dirty.csv")
    let plain = try PlainReading(bytes, for: study)
    let columns = TableLayout(study).columns
    let left = Set(columns.filter { $0.kind == .text || $0.kind == .integer }.map(\.name))
    let rows = plain.rows.map { row in
      zip(row, columns).filter { !left.contains($1.name) }.map(\.0)
    }
    for threads in [1, 2, 7] {
      let (parts, counts) = try BatchScan(file, for: study, smallestPart: 2000)
        .collect(threads: threads, into: { [[String]]() }) { $0 += $1.values(without: left) }
      #expect(counts == BatchScan.Counts(read: plain.read, setAside: plain.setAside))
      #expect(parts.flatMap(\.self) == rows)
    }
  }

  // Strict rules leave too few clusters for estimates.
  @Test(
    "score the same figures on any number of threads", arguments: cases.filter { !$0.isStrict })
  func scores(_ test: Case) throws {
    let study = try test.study()
    let bytes = try test.bytes(study)
    let folder = try TemporaryFolder()
    let file = try folder.write(bytes, to: "dirty.csv")
    var score = PlainScore(study)
    let layout = TableLayout(study)
    let plain = try PlainReading(bytes, for: study) { score.add($0, layout: layout) }
    let criteria = study.questionnaire.index.allCriteria.compactMap { study.questionnaire.item($0) }
    for threads in [1, 2, 7] {
      let sample: WeightedSample
      if SampleAccumulator.serves(study) {
        let empty = SampleAccumulator(study, items: criteria)
        let (parts, counts) = try BatchScan(file, for: study, smallestPart: 2000)
          .collect(threads: threads, into: { empty }) { $0.add($1) }
        #expect(counts == BatchScan.Counts(read: plain.read, setAside: plain.setAside))
        var joined = empty
        for part in parts { joined.add(part) }
        sample = try #require(try joined.sample())
      } else {
        let table = try ResponseTable(reading: file, for: study)
        sample = try Wave(study: study, parts: [Wave.Part(batch: 0, table: table)]).weighted()
      }
      let index = try IndexTable(sample, threads: threads)
      let shown = index.estimates.filter { $0.status == .ok }
      #expect(shown.count > 20)
      let wrong = shown.first {
        $0.estimate != score.value(of: $0.parameter, unit: $0.unit)
      }
      #expect(
        wrong == nil,
        "\(wrong?.label.english ?? ""), unit \(wrong?.unit ?? -1), \(threads) threads")
    }
  }
}
