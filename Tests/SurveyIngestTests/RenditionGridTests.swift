import ArchiveTestSupport
import DelimitedText
import Foundation
import Spreadsheets
import SurveyModel
import TestSupport
import Testing

@testable import SurveyIngest

@Suite("One grid in files of several kinds")
struct RenditionGridTests {
  /// The columns of a grid, all of them texts but the closed ones.
  private static let header = [
    "so_phieu", "xa", "tang", "cum", "so_cum", "trong_so", "q1", "q2", "used", "again", "channels",
    "needs/a", "needs/b", "why", "age", "hours", "visited", "remark",
  ]
  private static let pieces = [
    "chậm", "phải chờ", " ", "\"", ",", ";", "\t", "|", "\n", "x", "7", "=1", "Đắk Lắk", "'", "😀",
    "  ", "(", "%", "\u{200B}", "\u{A0}", "é", "0",
  ]

  private static func grid(seed: UInt64) -> [[String]] {
    var generator = SeededGenerator(seed: seed)
    func one(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }
    func text() -> String {
      let count = Int.random(in: 0...6, using: &generator)
      return (0..<count).map { _ in one(pieces) }.joined()
    }
    return (0..<Int.random(in: 3...40, using: &generator)).map { row in
      [
        "P\(row)", one(["X1", "X2", "X3"]), "H1", "C\(row % 3)", "9", one(["1.25", "2", "0.5"]),
        one(["1", "2", "5"]), one(["3", "4", ""]), "2", "", one(["1", "1 3", ""]), one(["1", "0"]),
        one(["1", "0"]), "nhanh \(text())", one(["35", "18", ""]), one(["0.5", "3", ""]),
        one(["2024-06-05", "2023-12-31", ""]), text(),
      ]
    }
  }

  /// The cells of the text that the readers of batches are given.
  private static func cells(_ file: Rendition) throws -> [[String]] {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: file.path)))
    var reader = RecordReader(bytes, dialect: .detected(in: bytes))
    var rows: [[String]] = []
    while let step = reader.next() {
      try #require(step == .record)
      rows.append((0..<reader.fieldCount).map { reader.string($0) ?? "not UTF-8" })
    }
    return rows
  }

  private static func write(
    _ rows: [[String]], _ dialect: Dialect, _ mark: ByteOrderMark? = nil
  ) -> [UInt8] {
    var writer = RecordWriter(dialect: dialect, startingWith: mark)
    for row in rows { writer.write(row) }
    return writer.bytes
  }

  @Test("a CSV of any dialect or encoding and a workbook give the same cells", arguments: 0..<40)
  func sameCells(seed: UInt64) throws {
    let study = try FaultyBatch.study()
    let folder = try TemporaryFolder()
    let rows = [Self.header] + Self.grid(seed: seed)
    let workbook = folder.url.appending(path: "grid.xlsx")
    var writer = try WorkbookWriter(
      to: workbook, created: Date(timeIntervalSince1970: 1_735_689_600))
    try writer.beginSheet("Phiếu", columns: rows[0].map { .init($0) })
    for row in rows.dropFirst() { try writer.write(row.map { .text($0) }) }
    try writer.finish()
    let comma = Self.write(rows, .comma)
    let utf16 = String(decoding: comma, as: UTF8.self).utf16.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
    }
    let files = [
      try folder.write(comma, to: "comma.csv"),
      try folder.write(Self.write(rows, .semicolon, .utf8), to: "semicolon.csv"),
      try folder.write(Self.write(rows, .tab), to: "tab.csv"),
      try folder.write([0xFF, 0xFE] + utf16, to: "utf16.csv"),
      try folder.write(gzip(Deflate.stored(comma), of: comma), to: "comma.csv.gz"),
      workbook,
    ]
    let expected = rows.map { $0.map { Array($0.utf8) } }
    for file in files {
      let found = try Self.cells(Rendition(file, for: study)).map { $0.map { Array($0.utf8) } }
      #expect(found.count == expected.count, "\(file.lastPathComponent)")
      for (row, (one, other)) in zip(found, expected).enumerated() where one != other {
        let texts = [one, other].map { $0.map { String(decoding: $0, as: UTF8.self) } }
        Issue.record("\(file.lastPathComponent), row \(row): \(texts)")
      }
    }
  }

  @Test("whatever the file, a finding names its line or row", arguments: 0..<10)
  func places(seed: UInt64) throws {
    let study = try FaultyBatch.study()
    let folder = try TemporaryFolder()
    var grid = Self.grid(seed: seed)
    // A code that nobody knows, in the last row.
    let last = grid.count - 1
    grid[last][6] = "9"
    let rows = [Self.header] + grid
    let workbook = folder.url.appending(path: "grid.xlsx")
    var writer = try WorkbookWriter(
      to: workbook, created: Date(timeIntervalSince1970: 1_735_689_600))
    try writer.beginSheet("Phiếu", columns: rows[0].map { .init($0) })
    for row in rows.dropFirst() { try writer.write(row.map { .text($0) }) }
    try writer.finish()
    let table = try ResponseTable(reading: Rendition(workbook, for: study))
    let finding = try #require(table.findings.last { $0.severity == .error })
    #expect(finding.position.line == rows.count)
    #expect(finding.position.sheet == "Phiếu")
    let text = try folder.write(Self.write(rows, .semicolon), to: "semicolon.csv")
    let read = try ResponseTable(reading: Rendition(text, for: study))
    let place = try #require(read.findings.last { $0.severity == .error }).position
    let breaks = rows.dropLast().joined().reduce(0) { $0 + $1.count { $0 == "\n" } }
    #expect(place.line == rows.count + breaks)
  }

  @Test("a text that is rewritten and has no header, or an empty workbook, is refused")
  func noHeader() throws {
    let study = try FaultyBatch.study()
    let folder = try TemporaryFolder()
    func problems(_ file: URL) throws -> [ImportError.Problem]? {
      #expect(throws: ImportError.self) { _ = try Rendition(file, for: study) }?.problems
    }
    let broken = "a\"b,c\r\n1,2\r\n".utf8.flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    let text = try folder.write([0xFF, 0xFE] + broken, to: "utf16.csv")
    #expect(try problems(text) == [.brokenHeader(line: 1)])
    let blank = try folder.write([0xFF, 0xFE, 0x0A, 0, 0x0D, 0, 0x0A, 0], to: "blank.csv")
    #expect(try problems(blank) == [.empty])
    let workbook = folder.url.appending(path: "empty.xlsx")
    var writer = try WorkbookWriter(
      to: workbook, created: Date(timeIntervalSince1970: 1_735_689_600))
    try writer.beginSheet("Trống", columns: [])
    try writer.finish()
    #expect(try problems(workbook) == [.empty])
  }

  @Test("a cell far to the right is refused with its place, not taken for a table as wide")
  func farToTheRight() throws {
    let study = try FaultyBatch.study()
    let folder = try TemporaryFolder()
    let workbook = folder.url.appending(path: "wide.xlsx")
    var writer = try WorkbookWriter(
      to: workbook, created: Date(timeIntervalSince1970: 1_735_689_600))
    try writer.beginSheet("S", columns: Self.header.map { .init($0) })
    try writer.write(Array(repeating: .empty, count: 16_383) + [.text("x")])
    try writer.finish()
    let error = #expect(throws: ImportError.self) { _ = try Rendition(workbook, for: study) }
    #expect(error?.problems == [.tooWide("S!XFD2", limit: 4096)])
  }

  @Test("a first line that names the delimiter is a title and no header")
  func delimiterLine() throws {
    let study = try FaultyBatch.study()
    let folder = try TemporaryFolder()
    let rows = [Self.header] + Self.grid(seed: 1)
    let text = Array("sep=;\r\n".utf8) + Self.write(rows, .semicolon)
    let file = try folder.write(text, to: "excel.csv")
    #expect(try Self.cells(Rendition(file, for: study)) == rows)
  }
}
