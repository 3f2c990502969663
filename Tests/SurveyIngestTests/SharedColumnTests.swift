import Foundation
import SurveyIngest
import SurveyModel
import SurveySchema
import SurveySimulation
import SurveyWeighting
import TestSupport
import Testing

@Suite("Plain records are read as all others are")
struct SharedColumnTests {
  private let study: Study
  private let lines: [String]

  init() throws {
    let folder = PackageFiles.root.appending(path: "Examples/model-province-2023")
    study = try Study(contentsOf: folder)
    let clean = SyntheticBatch(study: study, respondents: 600, seed: 5).csv()
    lines = String(decoding: clean, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init)
  }

  private func agree(_ lines: [String], _ study: Study) throws -> PlainReading {
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    let plain = try PlainReading(bytes, for: study)
    for blockBytes in [3000, 100_000, 1 << 21] {
      let blocks = try PlainReading(bytes, for: study, blockBytes: blockBytes)
      #expect(blocks.differs(from: plain) == nil, "blocks of \(blockBytes)")
    }
    return plain
  }

  @Test("a unit that is also a part of the key tells forms apart")
  func unitInKey() throws {
    var study = study
    study.columns.key = [study.columns.unit] + study.columns.key
    let plain = try agree(lines + lines.suffix(10), study)
    #expect(plain.setAside == 10)
    #expect(plain.findings.allSatisfy { $0.contains("repeated") })
  }

  @Test("a quote that is left open in a column nobody reads swallows no record")
  func openQuote() throws {
    var wide = lines.enumerated().map { $0 == 0 ? $1 + ",ghi_chep" : $1 + ",x" }
    wide[100] = lines[100] + ",\"x"
    wide[450] = lines[450] + ",x\""
    let plain = try agree(wide, study)
    #expect(plain.rows.count == 598)
    #expect(plain.setAside == 2)
  }

  @Test("weights too far apart for sums by cell are weighted all together", arguments: [1e9, 1e12])
  func weights(heavy: Double) throws {
    let weight = try #require(study.design.weightColumn)
    let column = try #require(lines[0].split(separator: ",").firstIndex { $0 == weight })
    let rows = lines.enumerated().map { number, line in
      guard number > 0 else { return line }
      var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      cells[column] = number == 1 ? "0.000000001" : "\(Int(heavy))"
      return cells.joined(separator: ",")
    }
    let bytes = Array(rows.map { $0 + "\n" }.joined().utf8)
    let table = try ResponseTable(bytes, fileName: "weights.csv", for: study)
    #expect(table.rowCount == 600)
    var sums = SampleAccumulator(study, items: [])
    sums.add(table)
    #expect(try sums.sample() == nil)
    let whole = try Wave(study: study, parts: [Wave.Part(batch: 0, table: table)]).weighted()
    #expect(whole.respondentCount == 600)
  }
}
