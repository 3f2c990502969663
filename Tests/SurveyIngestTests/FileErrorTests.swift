import Foundation
import SurveyIngest
import SurveyModel
import Testing

@Suite("Files that cannot be imported at all")
struct FileErrorTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var problems: [ImportError.Problem]
  }

  static let headers = "so_phieu,xa,tang,cum,so_cum,trong_so,q1"
  static let row = "P1,X1,H1,C1,9,1,4"
  static let bom: [UInt8] = [0xEF, 0xBB, 0xBF]

  static let cases = [
    Case(testDescription: "nothing", bytes: [], problems: [.empty]),
    Case(
      testDescription: "blanks and line ends", bytes: Array(" \t\r\n\n".utf8), problems: [.empty]),
    Case(testDescription: "a byte order mark alone", bytes: bom, problems: [.empty]),
    Case(testDescription: "a header alone", bytes: csv(headers), problems: [.noRecords]),
    Case(
      testDescription: "a header and blank lines", bytes: csv(headers, "", ",,,,,,", ""),
      problems: [.noRecords]),
    Case(
      testDescription: "an Excel workbook", bytes: [0x50, 0x4B, 0x03, 0x04, 0x14],
      problems: [.notText(kind: "XLSX/ZIP")]),
    Case(
      testDescription: "an old Excel file", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1],
      problems: [.notText(kind: "XLS")]),
    Case(
      testDescription: "UTF-16 with its mark",
      bytes: [0xFF, 0xFE] + utf16(headers, bigEndian: false),
      problems: [.utf16]),
    Case(
      testDescription: "big-endian UTF-16", bytes: [0xFE, 0xFF] + utf16(headers, bigEndian: true),
      problems: [.utf16]),
    Case(
      testDescription: "UTF-16 without its mark", bytes: utf16(headers, bigEndian: false),
      problems: [.utf16]),
    Case(
      testDescription: "Windows-1258 on line 3",
      bytes: csv(headers, row) + Array("P2,X1,H".utf8) + [0xF2] + Array(",C1,9,1,4\n".utf8),
      problems: [.notUTF8(line: 3)]),
    Case(
      testDescription: "a quote in the wrong place of the header",
      bytes: csv("so_phieu,\"xa\"x,q1", row), problems: [.brokenHeader(line: 1)]),
    Case(
      testDescription: "no column of the form",
      bytes: csv("so_phieu,xa,tang,cum,so_cum,trong_so,cau1,remrk", row + ",x"),
      problems: [.noItems(nearest: ["remrk": "remark"]), .missingItem("q1")]),
    Case(
      testDescription: "the unit's column misspelt",
      bytes: csv("so_phieu,xaa,tang,cum,so_cum,trong_so,q1", row),
      problems: [.missingColumn("xa", role: "columns.unit", nearest: "xaa")]),
    Case(
      testDescription: "the weight's column misspelt",
      bytes: csv("so_phieu,xa,tang,cum,so_cum,trongso,q1", row),
      problems: [.missingColumn("trong_so", role: "design.weight", nearest: "trongso")]),
    Case(
      testDescription: "no column of the design", bytes: csv("so_phieu,xa,q1", "P1,X1,4"),
      problems: [
        .missingColumn("tang", role: "design.strata", nearest: nil),
        .missingColumn("cum", role: "design.stages[0].cluster", nearest: nil),
        .missingColumn("so_cum", role: "design.stages[0].population", nearest: nil),
        .missingColumn("trong_so", role: "design.weight", nearest: nil),
      ]),
    Case(
      testDescription: "a required item missing",
      bytes: csv("so_phieu,xa,tang,cum,so_cum,trong_so,q2", row),
      problems: [.missingItem("q1")]),
    Case(
      testDescription: "an item twice", bytes: csv(headers + ",q1", row + ",4"),
      problems: [.repeatedColumn("q1", headers: ["q1", "q1"])]),
    Case(
      testDescription: "an item twice after folding",
      bytes: csv(headers + ",Q2,q 2,Câu 2", row + ",,,"),
      problems: [.repeatedColumn("q2", headers: ["Q2", "Câu 2"])]),
    Case(
      testDescription: "a multiple choice joined and split",
      bytes: csv(headers + ",channels,channels/1", row + ",1,1"),
      problems: [.repeatedColumn("channels", headers: ["channels", "channels/1"])]),
    Case(
      testDescription: "the unit's column twice", bytes: csv(headers + ",xa", row + ",X1"),
      problems: [.repeatedColumn("columns.unit", headers: ["xa", "xa"])]),
  ]

  @Test("are refused with all that is wrong with them", arguments: cases)
  func refusal(example: Case) throws {
    let study = try FaultyBatch.study()
    #expect(throws: ImportError(file: "f.csv", problems: example.problems)) {
      _ = try ResponseTable(example.bytes, fileName: "f.csv", for: study)
    }
    for problem in example.problems {
      #expect(!problem.statement.english.isEmpty)
      #expect(problem.statement.english != problem.statement.vietnamese)
    }
  }

  @Test("a file that is not there is refused")
  func missing() throws {
    let study = try FaultyBatch.study()
    let error = #expect(throws: ImportError.self) {
      _ = try ResponseTable(reading: FaultyBatch.folder.appending(path: "nothing.csv"), for: study)
    }
    #expect(try #require(error).problems == [.noSuchFile])
  }

  private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    (text + "\n" + row + "\n").utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return bigEndian ? bytes.reversed() : bytes
    }
  }
}
