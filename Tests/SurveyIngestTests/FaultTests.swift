import Foundation
import SurveyIngest
import SurveyModel
import TestSupport
import Testing

@Suite("A batch with a hundred faults")
struct FaultTests {
  @Test("gives exactly the findings that were last approved")
  func findings() throws {
    let table = try FaultyBatch.table()
    let text = table.findings.map { $0.line + "\n" }.joined()
    let difference = try GoldenFile("faults.txt").difference(from: text)
    #expect(difference == nil)
  }

  @Test("tells them in words", arguments: Language.allCases)
  func messages(language: Language) throws {
    // One message for each rule, the first of the file.
    var seen: Set<FindingRule> = []
    let first = try FaultyBatch.table().findings.filter { seen.insert($0.rule).inserted }
    let text = first.map { $0.message(in: language) + "\n" }.joined()
    let difference = try GoldenFile("messages.\(language.rawValue).txt").difference(from: text)
    #expect(difference == nil)
  }

  @Test("has a fault of every rule that a reader can find")
  func coverage() throws {
    let found = Set(try FaultyBatch.table().findings.map(\.rule))
    // A field over a mebibyte and formulas that failed have tests of their own; conflicts are the store's.
    let elsewhere: Set<FindingRule> = [
      .fieldTooLong, .conflictingKey, .spreadsheetFailure,
    ]
    #expect(Set(FindingRule.allCases).subtracting(found) == elsewhere)
  }

  @Test("every record is accepted or set aside, and none is both")
  func counts() throws {
    let table = try FaultyBatch.table()
    let source = try #require(table.source)
    #expect(source.readCount == 103)
    #expect(source.blankLineCount == 2)
    #expect(source.readCount == table.rowCount + source.setAsideCount)
    #expect(source.quarantine.count == source.setAsideCount)
    #expect(source.records.count == table.rowCount)
    let withErrors = Set(
      table.findings.filter { $0.severity == .error }.map(\.position.record))
    #expect(withErrors.count == source.setAsideCount)
    let accepted = try #require(table.integers(TableLayout.record)).map(Int.init)
    #expect(withErrors.isDisjoint(with: accepted))
    #expect(
      source.quarantine.flatMap(\.findings)
        == table.findings.filter { finding in
          withErrors.contains(finding.position.record)
        })
  }

  @Test("the bytes of rows, faults and the header leave out blank lines only")
  func bytes() throws {
    let table = try FaultyBatch.table()
    let source = try #require(table.source)
    let ranges = ([source.header] + source.records + source.quarantine.map(\.bytes)).sorted {
      $0.lowerBound < $1.lowerBound
    }
    #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
    let covered = ranges.reduce(0) { $0 + $1.count }
    // An empty line, and a line of delimiters between 22 fields.
    #expect(source.text.count - covered == 1 + 22)
  }

  @Test("no message repeats a name, a telephone or an identity number")
  func personalData() throws {
    let people = try FaultyBatch.personalTexts()
    #expect(people.count > 200)
    for finding in try FaultyBatch.table().findings {
      for language in Language.allCases {
        let message = finding.message(in: language)
        #expect(!people.contains { message.contains($0) }, "\(message)")
      }
    }
  }

  @Test("direct identifiers are in no column of the table")
  func noIdentifiers() throws {
    let table = try FaultyBatch.table()
    let people = try FaultyBatch.personalTexts()
    for (layout, column) in zip(table.layout.columns, table.columns) {
      #expect(!["name", "phone", "id_number"].contains(layout.name))
      guard case .text(let texts) = column else { continue }
      #expect(Set(texts.values).isDisjoint(with: people))
    }
  }

  @Test("texts that no option stands for are counted by item")
  func unmapped() throws {
    let codes = try #require(try FaultyBatch.table().source).unmappedCodes
    #expect(codes.first { $0.item == "q1" && $0.found == .code("44") }?.count == 1)
    #expect(codes.filter { $0.item == "channels" }.map(\.count).reduce(0, +) == 2)
    #expect(codes.allSatisfy { $0.count > 0 })
  }

  @Test("a field over a mebibyte is set aside, and reading goes on")
  func tooLong() throws {
    let study = try FaultyBatch.study()
    let lines = try FaultyBatch.bytes().split(separator: 0x0A).prefix(2).map(Array.init)
    let long = Array("P500,".utf8) + [UInt8](repeating: 0x61, count: 1 << 21)
    let again = Array("P501".utf8) + lines[1].dropFirst(4)
    let bytes = Array([lines[0], lines[1], long, again].joined(separator: [0x0A]))
    let table = try ResponseTable(bytes, fileName: "long.csv", for: study)
    #expect(table.findings.map(\.rule) == [.fieldTooLong])
    #expect(table.findings.first?.position.line == 3)
    #expect((0..<table.rowCount).map { table.texts("@key")?[$0] } == ["P001", "P501"])
  }
}
