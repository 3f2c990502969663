import DelimitedText
import Foundation
import Spreadsheets
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyReport
import TestSupport
import Testing

@Suite("Exported rows")
struct ExportTests {
  @Test(
    "come back as they were, from text, from a spreadsheet's text and in codes or words",
    arguments: [UInt64](1...4), ResponseExport.Wording.allCases)
  func roundTrip(seed: UInt64, wording: ResponseExport.Wording) throws {
    let office = try HostileOffice()
    let (bytes, count) = HostileOffice.records(300, seed: seed)
    let table = try office.table(bytes)
    // A row or two hold no answer to anything, and are set aside.
    #expect(table.rowCount > count - 10, "\(table.findings.prefix(3))")
    let export = ResponseExport(office.project.study, as: wording)
    for profile in [ExportProfile.csv, .excel(.decimalComma), .excel(.decimalPoint)] {
      var file = export.file(as: profile)
      file.add(table)
      let again = try office.table(file.bytes)
      #expect(again.findings.isEmpty, "\(profile): \(again.findings.prefix(3))")
      for (column, answers) in table.answers {
        #expect(again.answers[column] == answers, "\(profile), \(column)")
      }
    }
  }

  @Test(
    "come back as they were from a workbook, in codes or words", arguments: ["--codes", "--labels"])
  func workbook(wording: String) throws {
    let office = try HostileOffice()
    let (bytes, count) = HostileOffice.records(200, seed: 9)
    let file = try office.folder.write(bytes, to: "in/rows.csv")
    #expect(try office.sipas("import", office.folder.url.path, file.path).status == 0)
    let output = office.folder.url.appending(path: "rows.xlsx")
    let run = try office.sipas(
      "export", office.folder.url.path, wording, "--output", output.path)
    #expect(run.status == 0)
    let workbook = try Workbook(contentsOf: output)
    var formulas = 0
    for sheet in workbook.sheets {
      try workbook.forEachRow(of: sheet) { row in
        formulas += row.cells.count { $0.origin == .formula }
      }
    }
    #expect(formulas == 0)
    let table = try office.table(bytes)
    let again = try ResponseTable(reading: Rendition(output, for: office.project.study))
    #expect(again.rowCount == count)
    for (column, answers) in table.answers {
      #expect(again.answers[column] == answers, "\(column)")
    }
  }

  @Test("begin no formula in any cell of a file for spreadsheets, wherever that is cut")
  func inert() throws {
    let office = try HostileOffice()
    let (bytes, _) = HostileOffice.records(300, seed: 5)
    let table = try office.table(bytes)
    let export = ResponseExport(office.project.study, as: .labels)
    var file = export.file(as: .excel(.decimalComma))
    file.add(table)
    let rows = try Cut.rows(file.bytes, .semicolon)
    // The numbers, and only those, begin with a minus sign.
    let balance = try #require(rows[0].firstIndex(of: "'-Số dư"))
    var negatives = 0
    for (number, row) in rows.enumerated() {
      for (column, cell) in row.enumerated() {
        if column == balance, number > 0 {
          if cell.hasPrefix("-") { negatives += 1 }
        } else {
          #expect(!Cut.isLive(cell) || cell == "-99", "row \(number), column \(column)")
        }
      }
    }
    #expect(negatives > 20)
    #expect(rows[0].last == ExportProfile.escapeHeader)
  }

  @Test(
    "of every command that writes a table are inert for a spreadsheet, and faithful for programs")
  func commands() throws {
    let office = try HostileOffice()
    let study = office.folder.url.path
    let (bytes, _) = HostileOffice.records(60, seed: 3)
    // Some rows are set aside, so that there are findings and a quarantine too.
    let broken =
      String(decoding: bytes, as: UTF8.self)
      + "=1+1,-11,1,=a,=cmd|' /C calc'!A0,,1,1,7,,=1+1\r\n-9,=cmd(),-1,=a,-7,,1,1,5,,@x\r\n"
    let file = try office.folder.write(Array(broken.utf8), to: "in/=cmd|calc.csv")
    #expect(try office.sipas("import", study, file.path, "--lang", "vi").status == 0)
    let quarantine = try FileManager.default.contentsOfDirectory(
      at: office.folder.url.appending(path: "quarantine"), includingPropertiesForKeys: nil)
    #expect(quarantine.count == 1)
    let aside = [UInt8](try Data(contentsOf: try #require(quarantine.first)))
    for row in try Cut.rows(aside, .comma).dropFirst() {
      // The weight, the balance and codes are numbers.
      for (column, cell) in row.enumerated() where ![2, 4].contains(column) {
        #expect(!Cut.isLive(cell), "quarantine: \(column)")
      }
      #expect(row[2] == "1" || row[2] == "-1")
      #expect(row[4] == "'=cmd|' /C calc'!A0" || row[4] == "-7")
    }
    for command in [["score", study], ["export", study, "--labels"]] {
      let excel = try office.run(
        command + [command[0] == "export" ? "--to" : "--format", "excel-csv"])
      let plain = try office.run(command + [command[0] == "export" ? "--to" : "--format", "csv"])
      #expect(excel.starts(with: [0xEF, 0xBB, 0xBF]) && !plain.starts(with: [0xEF]))
      let safe = try Cut.rows(excel, .semicolon)
      let faithful = try Cut.rows(plain, .comma)
      #expect(safe.count == faithful.count)
      let numeric = Set(
        safe[0].indices.filter { column in
          safe.dropFirst().allSatisfy { column >= $0.count || Cut.isNumber($0[column]) }
        })
      for (left, right) in zip(safe, faithful) {
        for (column, (cell, raw)) in zip(left, right).enumerated() {
          if !numeric.contains(column) || cell == left.last {
            #expect(!Cut.isLive(cell) || Cut.isNumber(cell), "\(command[0]) \(column)")
          }
          let isSame = Cut.isNumber(cell) && cell.replacing(",", with: ".") == raw
          #expect(isSame || FormulaEscape.unescaped(cell) == raw)
        }
      }
    }
  }
}

extension HostileOffice {
  func run(_ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "sipas")
    process.arguments = arguments + ["--lang", "vi"]
    let output = folder.url.appending(path: "out.\(UUID().uuidString)")
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(arguments)")
    return [UInt8](try Data(contentsOf: output))
  }
}

/// What a program that reads the file sees.
enum Cut {
  static func rows(_ bytes: [UInt8], _ dialect: Dialect) throws -> [[String]] {
    var reader = RecordReader(bytes, dialect: dialect)
    var rows: [[String]] = []
    while let step = reader.next() {
      #expect(step == .record)
      rows.append((0..<reader.fieldCount).map { reader.string($0) ?? "" })
    }
    return rows
  }

  /// Whether a spreadsheet could calculate with the cell, or with a piece of it.
  static func isLive(_ cell: String) -> Bool {
    let pieces = cell.unicodeScalars.split(omittingEmptySubsequences: false) {
      ",;|\"\t\r\n".unicodeScalars.contains($0)
    }
    return pieces.contains { piece in
      let start = piece.drop { $0 == " " || $0 == "\u{A0}" || $0 == "\u{200B}" || $0 == "\u{FEFF}" }
      return start.first.map { "=+-@%＝＋－＠".unicodeScalars.contains($0) } ?? false
    } || cell.hasPrefix("|")
  }

  static func isNumber(_ cell: String) -> Bool {
    !cell.isEmpty && Double(cell.replacing(",", with: ".")) != nil
  }
}
