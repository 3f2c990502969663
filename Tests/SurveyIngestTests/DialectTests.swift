import Foundation
import SurveyIngest
import SurveyModel
import Testing

@Suite("One batch in many spellings")
struct DialectTests {
  static let spellings: [String: String] = {
    let plain = CleanBatch.text()
    let semicolon = CleanBatch.text(delimiter: ";", lineEnd: "\r\n")
    return [
      "semicolons, byte order mark and CR LF": "\u{FEFF}" + semicolon,
      "tabs": CleanBatch.text(delimiter: "\t"),
      "bars": CleanBatch.text(delimiter: "|"),
      "every cell in quotes": CleanBatch.text(isAllQuoted: true),
      "decomposed letters": plain.decomposedStringWithCanonicalMapping,
      "old Mac line ends": CleanBatch.text(lineEnd: "\r"),
      "blank lines": "\n" + plain.replacing("\nP", with: "\n\n  \nP") + "\n\n",
      "delimiters below the last row": semicolon + ";;;;;;;;;;;;;;;;;\r\n;;;;\r\n",
      "no line end behind the last row": String(plain.dropLast()),
      "blanks around cells": plain.replacing(",H", with: " , H").replacing(",1,", with: ", 1 ,"),
    ]
  }()

  @Test("is one table", arguments: spellings.keys.sorted())
  func spelling(name: String) throws {
    let plain = try CleanBatch.table(CleanBatch.text())
    #expect(plain.rowCount == CleanBatch.rows.count && plain.findings.isEmpty)
    let table = try CleanBatch.table(try #require(Self.spellings[name]))
    #expect(table.findings.isEmpty)
    #expect(table.cells == plain.cells)
    #expect(table.source?.readCount == plain.source?.readCount)
  }

  @Test("an equal text gives an equal table")
  func equality() throws {
    let table = try CleanBatch.table(CleanBatch.text())
    #expect(try CleanBatch.table(CleanBatch.text()) == table)
  }

  @Test("is read to the bytes that are meant")
  func values() throws {
    let table = try CleanBatch.table(CleanBatch.text())
    #expect(table.closed("q1") == [3, 4, 0, 4, 2])
    // The alias HL stands for 4; an empty cell is blank.
    #expect(table.closed("q2") == [4, 255, 1, 3, 2])
    #expect(table.closed("used") == [0, 1, 0, 0, 255])
    // Not asked, since `used` is 2; 98 is a refusal.
    #expect(table.closed("again") == [2, 252, 0, 254, 255])
    #expect(table.closed("channels/2") == [0, 255, 1, 253, 1])
    #expect(table.closed("needs/a") == [1, 0, 255, 1, 0])
    #expect(table.numbers("@weight") == [1.25, 2, 1.5, 1, 0.0001])
    #expect(
      table.texts("@unit").map { unit in (0..<5).map { unit[$0] } } == [
        "X1", "X2", "X3", "X4", "X1",
      ])
    #expect(table.texts("remark")?[3] == "hai\ndòng")
    #expect(table.integers("@line") == [2, 3, 4, 5, 7])
  }

  @Test("the size of blocks does not matter", arguments: [1, 17, 100, 1_000, 100_000])
  func blocks(bytes: Int) throws {
    let whole = try FaultyBatch.table()
    let study = try FaultyBatch.study()
    var reader = try BatchReader(
      try FaultyBatch.bytes(), fileName: "faults.csv", study: study, blockBytes: bytes)
    var joined = ResponseTable(layout: TableLayout(study))
    while let block = try reader.nextBlock() {
      #expect(block.rowCount > 0)
      joined.append(block)
    }
    joined.source = reader.source
    joined.findings = reader.findings
    #expect(joined == whole)
  }
}
