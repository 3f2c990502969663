import CompressedFiles
import Foundation
import Spreadsheets
import Testing

@Suite("Workbooks that trouble readers", .enabled(if: RealData.hasWorkbooks, RealData.isAbsent))
struct WorkbookCorpusTests {
  /// The workbooks that are refused, and why; all others are read.
  private static let refused: [String: String] = [
    "issue127.ods": "the file is an .ods spreadsheet",
    "issue_182.xlsb": "the file is a binary .xlsb workbook",
    "issue_186.xlsb": "the file is a binary .xlsb workbook",
    "issue_419.xlsb": "the file is a binary .xlsb workbook",
    "pass_protected.xlsx": "the file is locked with a password",
    "xls_formula.xls": "the file is an .xls workbook",
    // Its checksum and length are wrong; other readers refuse it too.
    "issue252.xlsx":
      "the workbook cannot be unpacked: \u{201C}xl/_rels/workbook.xml.rels\u{201D} is damaged",
  ]

  @Test("each is read to its end, or refused with its reason")
  func all() throws {
    let folder = RealData.url(Workbooks.folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.count > 60)
    for file in files {
      let reason = Self.refused[file]
      do {
        let workbook = try Workbook(contentsOf: folder.appending(path: file))
        for sheet in workbook.sheets where sheet.content == .cells {
          try workbook.forEachRow(of: sheet) { _ in }
        }
        #expect(reason == nil, "\(file) was read")
      } catch {
        #expect("\(error)".hasPrefix(reason ?? "nothing"), "\(file): \(error)")
      }
    }
  }
}
