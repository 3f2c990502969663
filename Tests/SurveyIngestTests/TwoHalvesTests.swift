import Foundation
import SurveyIngest
import SurveyModel
import TestSupport
import Testing

@Suite("The fast and the careful half of reading")
struct TwoHalvesTests {
  @Test("dirty texts give the rows and findings of records read one by one", arguments: 0..<100)
  func dirtyTexts(_ seed: Int) throws {
    let study = try FaultyBatch.study()
    let bytes = DirtyBatch(seed: UInt64(seed)).bytes
    let plain = Result { try PlainReading(bytes, for: study) }
    for blockBytes in [1, 100, 1000, 1 << 20] {
      let blocks = Result { try PlainReading(bytes, for: study, blockBytes: blockBytes) }
      switch (plain, blocks) {
      case (.success(let plain), .success(let blocks)):
        #expect(blocks.rows.count == plain.rows.count, "blocks of \(blockBytes)")
        let rows = zip(blocks.rows, plain.rows).first { $0 != $1 }
        #expect(rows == nil, "blocks of \(blockBytes)")
        #expect(blocks.findings.count == plain.findings.count, "blocks of \(blockBytes)")
        let findings = zip(blocks.findings, plain.findings).first { $0 != $1 }
        #expect(findings == nil, "blocks of \(blockBytes)")
        #expect(blocks.read == plain.read)
        #expect(blocks.setAside == plain.setAside)
      case (.failure(let plain), .failure(let blocks)): #expect("\(plain)" == "\(blocks)")
      default: Issue.record("\(plain) became \(blocks) in blocks of \(blockBytes)")
      }
    }
  }

  @Test("parts of a dirty file give the answers of the file", arguments: 0..<50)
  func parts(_ seed: Int) throws {
    let study = try FaultyBatch.study()
    let bytes = DirtyBatch(seed: UInt64(seed)).bytes
    let folder = try TemporaryFolder()
    let file = try folder.write(bytes, to: "dirty.csv")
    // What only names a row is not kept where answers alone are asked for.
    let left: Set<String> = [
      TableLayout.key, TableLayout.record, TableLayout.line, "why", "remark",
    ]
    let plain = Result {
      let table = try ResponseTable(bytes, fileName: "dirty.csv", for: study)
      return (table.values(without: left), table.source?.readCount, table.source?.setAsideCount)
    }
    for threads in 1...5 {
      let scanned = Result {
        try BatchScan(file, for: study, smallestPart: 50).collect(
          threads: threads, into: { [[String]]() },
          { rows, block in rows += block.values(without: left) })
      }
      switch (plain, scanned) {
      case (.success(let plain), .success(let scanned)):
        #expect(scanned.collected.flatMap(\.self) == plain.0, "\(threads) threads")
        #expect(scanned.counts.read == plain.1)
        #expect(scanned.counts.setAside == plain.2)
      case (.failure(let plain), .failure(let scanned)): #expect("\(plain)" == "\(scanned)")
      default: Issue.record("\(plain) became \(scanned) with \(threads) threads")
      }
    }
  }
}
