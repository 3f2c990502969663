import ArchiveTestSupport
import Foundation
import TestSupport
import Testing

/// What somebody may send who wants the program to fall.
struct HostileInput: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// The file's name and its bytes.
  let name: String
  let bytes: @Sendable () -> [UInt8]
  /// What must be said, in Vietnamese.
  let words: [String]
  /// How the import must end.
  var status: Int32 = 1

  private static let head = #"<?xml version="1.0" encoding="UTF-8"?>"#
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A workbook of one sheet, whose target and bytes are given.
  private static func workbook(
    sheet: [UInt8], target: String = "worksheets/sheet1.xml", packed: [UInt8]? = nil
  ) -> [UInt8] {
    var archive = ZipBuilder()
    let types = "http://schemas.openxmlformats.org/package/2006/content-types"
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    archive.add(
      "[Content_Types].xml",
      Array(
        """
        \(head)<Types xmlns="\(types)"><Default Extension="xml" ContentType="application/xml"/>\
        <Override PartName="/xl/workbook.xml" ContentType=\
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>
        """.utf8))
    archive.add(
      "_rels/.rels",
      Array(
        """
        \(head)<Relationships xmlns="\(relations)">\
        <Relationship Id="rId1" Type="\(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """.utf8))
    archive.add(
      "xl/workbook.xml",
      Array(
        """
        \(head)<workbook xmlns="\(main)" xmlns:r="\(office)"><sheets>\
        <sheet name="Phiếu" sheetId="1" r:id="rId1"/></sheets></workbook>
        """.utf8))
    archive.add(
      "xl/_rels/workbook.xml.rels",
      Array(
        """
        \(head)<Relationships xmlns="\(relations)">\
        <Relationship Id="rId1" Type="\(office)/worksheet" Target="\(target)"/></Relationships>
        """.utf8))
    if let packed {
      archive.members.append(
        ZipBuilder.Member(
          name: Array("xl/worksheets/sheet1.xml".utf8), packed: packed, content: sheet, method: 8))
    } else {
      archive.add("xl/worksheets/sheet1.xml", sheet)
    }
    return archive.bytes()
  }

  private static func sheet(_ prologue: String, cell: String) -> [UInt8] {
    Array(
      """
      \(head)\(prologue)<worksheet xmlns="\(main)"><sheetData><row r="1">\
      <c r="A1" t="inlineStr"><is><t>\(cell)</t></is></c></row></sheetData></worksheet>
      """.utf8)
  }

  private static let laughs = (1...9).reduce(into: "<!ENTITY a0 \"ha\">") { text, level in
    text += "<!ENTITY a\(level) \"" + String(repeating: "&a\(level - 1);", count: 10) + "\">"
  }

  private static let header =
    "so_phieu,ma_xa,trong_so,Giới tính,Ngày đến,Số phút chờ,Thủ tục đã làm,Chỗ ngồi chờ,"
    + "Thái độ của công chức,Hướng dẫn dễ hiểu,Trả kết quả đúng hẹn,Chi phí hợp lý,Góp ý thêm\n"
  private static let answers = ",00101,1,Nam,2025-07-11,36.50,1,4,3,2,3,2,\n"

  static let table: [HostileInput] = [
    HostileInput(
      testDescription: "a workbook whose sheet unpacks to a thousand times its size",
      name: "bom.xlsx",
      bytes: { workbook(sheet: [], packed: Deflate.bomb(repeats: 100_000)) },
      words: ["bom.xlsx", "sheet1.xml"]),
    HostileInput(
      testDescription: "a text in gzip that does", name: "bom.csv.gz",
      bytes: { gzip(Deflate.bomb(repeats: 100_000), of: []) }, words: ["bom.csv.gz"]),
    HostileInput(
      testDescription: "a ZIP of texts that does", name: "bom.zip",
      bytes: {
        var archive = ZipBuilder()
        archive.members.append(
          ZipBuilder.Member(
            name: Array("a.csv".utf8), packed: Deflate.bomb(repeats: 100_000), content: [],
            method: 8))
        return archive.bytes()
      }, words: ["bom.zip", "a.csv"]),
    HostileInput(
      testDescription: "a workbook with a bomb of entities", name: "cuoi.xlsx",
      bytes: { workbook(sheet: sheet("<!DOCTYPE x [\(laughs)]>", cell: "&a9;")) },
      words: ["cuoi.xlsx", "DOCTYPE"]),
    HostileInput(
      testDescription: "a workbook that asks for another file", name: "ngoai.xlsx",
      bytes: {
        workbook(
          sheet: sheet("<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>", cell: "&f;"))
      }, words: ["ngoai.xlsx", "DOCTYPE"]),
    HostileInput(
      testDescription: "a workbook whose sheet stands outside of it", name: "duong-dan.xlsx",
      bytes: { workbook(sheet: sheet("", cell: "a"), target: "../../../../etc/passwd") },
      words: ["duong-dan.xlsx"]),
    HostileInput(
      testDescription: "a ZIP whose file wants to leave it", name: "thoat.zip",
      bytes: { ZipBuilder([("../../thoat.csv", header + "P1" + answers)]).bytes() },
      words: ["thoat.zip"]),
    HostileInput(
      testDescription: "a quote that is never closed", name: "ngoac.csv",
      bytes: {
        Array(header.utf8) + Array("P1".utf8) + Array(answers.utf8) + Array("P2,\"".utf8)
          + [UInt8](repeating: 0x41, count: 20 << 20)
      }, words: ["ngoac.csv", "dòng 3"]),
    HostileInput(
      testDescription: "a line without an end", name: "dong-dai.csv",
      bytes: { [UInt8](repeating: 0x41, count: 20 << 20) }, words: ["dong-dai.csv"]),
    HostileInput(
      testDescription: "keys that differ in how their marks are written", name: "trung.csv",
      bytes: {
        Array((header + "Phiếu" + answers + "Phiê\u{301}u" + answers).utf8)
      }, words: ["trung.csv", "dòng 3"], status: 0),
    HostileInput(
      testDescription: "headers that do", name: "hai-cot.csv",
      bytes: {
        Array(
          (header.replacing("Góp ý thêm", with: "Giơ\u{301}i tính") + "P1" + answers).utf8)
      }, words: ["hai-cot.csv", "Giới tính", "(gender)"]),
  ]
}

@Suite("What would make the program fall")
struct HostileInputTests {
  @Test(
    "is refused or set aside in 2 s and 256 MB, and the message says what",
    arguments: HostileInput.table)
  func input(_ input: HostileInput) throws {
    let office = try Office()
    let file = try office.folder.write(input.bytes(), to: "in/\(input.name)")
    let run = try Measured.sipas(["import", office.folder.url.path, file.path, "--dry-run"])
    #expect(run.status == input.status, "\(run.text)")
    for word in input.words { #expect(run.text.contains(word), "\(run.text)") }
    #expect(run.time < .seconds(2), "\(run.time)")
    #expect(run.peakBytes < 256 << 20, "\(run.peakBytes >> 20) MiB")
  }

  @Test(
    "in a study's files too",
    arguments: ["study.yaml", "mot-cua.yaml"])
  func bomb(name: String) throws {
    let office = try Office()
    let levels = (1...30).map { level in
      "k\(level): &k\(level) [*k\(level - 1), *k\(level - 1), *k\(level - 1)]\n"
    }
    try office.folder.write(Array(("k0: &k0 x\n" + levels.joined()).utf8), to: name)
    let run = try Measured.sipas(["check", office.folder.url.path])
    #expect(run.status == 1)
    #expect(run.text.contains(name) && run.text.contains("&"), "\(run.text)")
    #expect(run.time < .seconds(2) && run.peakBytes < 256 << 20)
  }
}

/// A run of the program with what it took.
struct Measured {
  var text: String
  var status: Int32
  /// The processor time it took, which a busy machine does not change; the clock's where none tells.
  var time: Duration
  /// The most memory it held, as the kernel tells while it runs; 0 where none tells.
  var peakBytes: Int

  static func sipas(_ arguments: [String]) throws -> Measured {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "sipas")
    process.arguments = arguments
    let output = try folder.write([], to: "output.txt")
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = handle
    var peak = 0
    var spent: Duration?
    let clock = try ContinuousClock().measure {
      try process.run()
      while process.isRunning {
        peak = max(peak, highWater(of: process.processIdentifier))
        spent = processorTime(of: process.processIdentifier) ?? spent
        Thread.sleep(forTimeInterval: 0.005)
      }
      process.waitUntilExit()
    }
    return Measured(
      text: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      status: process.terminationStatus, time: spent ?? clock, peakBytes: peak)
  }

  /// What a process has spent so far, in ticks of a hundredth of a second.
  private static func processorTime(of process: Int32) -> Duration? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let fields = text.split(separator: ")").last?.split(separator: " "), fields.count > 12,
      let user = Int(fields[11]), let system = Int(fields[12])
    else { return nil }
    return .milliseconds(10 * (user + system))
  }

  /// The peak of a process so far.
  private static func highWater(of process: Int32) -> Int {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
    else { return 0 }
    return kilobytes << 10
  }
}
