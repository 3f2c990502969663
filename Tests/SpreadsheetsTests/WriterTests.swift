import CompressedFiles
import Foundation
import Testing

@testable import Spreadsheets

@Suite("Writing workbooks")
struct WriterTests {
  private let folder: URL
  private let created = Date(timeIntervalSince1970: 1_735_689_600)

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Writes one sheet, and reads it.
  private func roundTrip(
    _ rows: [[WorkbookWriter.Value]]
  ) throws -> (values: [[CellValue]], escaped: [WorkbookWriter.EscapedCharacter]) {
    let file = folder.appending(path: "\(UUID()).xlsx")
    var writer = try WorkbookWriter(to: file, created: created)
    try writer.beginSheet("S", columns: [.init("A", width: 20), .init("B")])
    for row in rows { try writer.write(row) }
    let escaped = try writer.finish()
    let workbook = try Workbook(contentsOf: file)
    var values: [[CellValue]] = []
    try workbook.forEachRow(of: #require(workbook.sheets.first)) { row in
      values.append(row.cells.map(\.value))
    }
    return (values, escaped)
  }

  @Test("what is written is read again, text as text")
  func values() throws {
    let texts = [
      "Xã An Phú", "=1+1", "+84", "-1", "@SUM(A1)", "00123", " hai đầu ", "hai\ndòng", "\tx",
      "a<b & \"c\"", "_x000D_", "_x005F_x000D_", "r\r\nn", "🙂", "e\u{302}\u{301}",
      "https://example.org", "{=1}", String(repeating: "đ", count: 32_767),
    ]
    let (found, escaped) = try roundTrip(
      texts.map { [.text($0)] } + [
        [.number(3.75), .empty, .number(-1e-7)], [.number(1 / 3), .number(1e300)],
        [.date(SerialDate(serial: 45_843)), .date(SerialDate(serial: 0.5, form: .time))],
        [
          .date(SerialDate(serial: 45_843.5, form: .dateAndTime)),
          .date(SerialDate(serial: 1.5, form: .duration)),
        ],
        [.date(SerialDate(serial: 0, epoch: .from1904))],
      ])
    #expect(found.first == [.text("A"), .text("B")])
    for (text, row) in zip(texts, found.dropFirst()) {
      #expect(row == [.text(text)])
      #expect(row.first?.plainText?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
    }
    #expect(
      Array(found.dropFirst(texts.count + 1)) == [
        [.number(3.75), .number(-1e-7)], [.number(1 / 3), .number(1e300)],
        [.date(SerialDate(serial: 45_843)), .date(SerialDate(serial: 0.5, form: .time))],
        [
          .date(SerialDate(serial: 45_843.5, form: .dateAndTime)),
          .date(SerialDate(serial: 1.5, form: .duration)),
        ],
        [.date(SerialDate(serial: 1462))],
      ])
    #expect(escaped.isEmpty)
  }

  @Test("characters that XML cannot hold are kept, and reported")
  func controlCharacters() throws {
    let text = "a\u{B}b\u{0}c\u{FFFF}"
    let (found, escaped) = try roundTrip([[.empty, .text(text)]])
    #expect(found.last == [.text(text)])
    let cell = CellReference(row: 2, column: 2)
    #expect(
      escaped
        == ["\u{B}", "\u{0}", "\u{FFFF}"].map {
          WorkbookWriter.EscapedCharacter(sheet: "S", cell: cell, character: $0)
        })
  }

  @Test("no formula and no link is ever written")
  func inert() throws {
    let file = folder.appending(path: "inert.xlsx")
    var writer = try WorkbookWriter(to: file, created: created)
    try writer.beginSheet("=1+1", columns: [.init("=cmd|' /C calc'!A0")])
    try writer.write([.text("=HYPERLINK(\"http://example.org\")")])
    try writer.finish()
    let archive = try ZipArchive(contentsOf: file)
    for member in archive.members {
      let xml = String(decoding: try archive.bytes(of: member.name), as: UTF8.self)
      #expect(!xml.contains("<f>") && !xml.contains("<f ") && !xml.contains("<hyperlink"))
      if member.name.hasSuffix("sheet1.xml") {
        #expect(xml.contains("state=\"frozen\"") && xml.contains("ySplit=\"1\""))
      }
    }
  }

  @Test("the same calls write the same bytes")
  func sameBytes() throws {
    let files = try ["a.xlsx", "b.xlsx"].map { name in
      let file = folder.appending(path: name)
      var writer = try WorkbookWriter(to: file, created: created)
      try writer.beginSheet("S", columns: [.init("A", width: 12)])
      try writer.write([.text("x")], emphasis: .bold)
      try writer.write([.date(SerialDate(serial: 45_843))])
      try writer.finish()
      return try Data(contentsOf: file)
    }
    #expect(files[0] == files[1])
  }

  @Test(
    "a sheet's name is what Excel allows",
    arguments: [
      (["Chỉ số", "chỉ SỐ", "Chỉ số"], ["Chỉ số", "chỉ SỐ 2", "Chỉ số 3"]),
      (["a/b:c*d?e[f]g\\h"], ["a b c d e f g h"]), (["'x'", " ", ""], ["x", "Sheet", "Sheet 2"]),
      (["History"], ["History 2"]), (["a\u{B}b"], ["a b"]),
      (
        [String(repeating: "ế", count: 40), String(repeating: "ế", count: 41)],
        [String(repeating: "ế", count: 31), String(repeating: "ế", count: 29) + " 2"]
      ),
      ([String(repeating: "🙂", count: 20)], [String(repeating: "🙂", count: 15)]),
    ] as [([String], [String])])
  func sheetNames(wishes: [String], names: [String]) throws {
    let file = folder.appending(path: "names.xlsx")
    var writer = try WorkbookWriter(to: file, created: created)
    var given: [String] = []
    for wish in wishes { given.append(try writer.beginSheet(wish, columns: [])) }
    try writer.finish()
    #expect(given == names)
    #expect(try Workbook(contentsOf: file).sheets.map(\.name) == names)
  }

  @Test("what cannot be written is named, and leaves nothing behind")
  func refusals() throws {
    let file = folder.appending(path: "kept.xlsx")
    try Data("before".utf8).write(to: file)
    let cell = CellReference(row: 2, column: 1)
    let long = String(repeating: "a", count: 32_768)
    for (value, error) in [
      (.text(long), .textTooLong(sheet: "S", cell: cell, count: 32_768)),
      (.number(.nan), .notFinite(sheet: "S", cell: cell)),
      (.number(.infinity), .notFinite(sheet: "S", cell: cell)),
    ] as [(WorkbookWriter.Value, WorkbookWritingError)] {
      #expect(throws: error) {
        var writer = try WorkbookWriter(to: file, created: created)
        try writer.beginSheet("S", columns: [.init("A")])
        try writer.write([value])
        try writer.finish()
      }
    }
    #expect(throws: WorkbookWritingError.noSheet) {
      try WorkbookWriter(to: file, created: created).finish()
    }
    #expect(throws: WorkbookWritingError.self) {
      let nowhere = folder.appending(path: "none/x.xlsx")
      var writer = try WorkbookWriter(to: nowhere, created: created)
      try writer.beginSheet("S", columns: [])
      try writer.finish()
    }
    #expect(try Data(contentsOf: file) == Data("before".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["kept.xlsx"])
  }

  @Test("a sheet has at most so many columns")
  func columns() throws {
    let file = folder.appending(path: "wide.xlsx")
    var writer = try WorkbookWriter(to: file, created: created)
    try writer.beginSheet("S", columns: [.init("A")])
    let row = [WorkbookWriter.Value](repeating: .number(1), count: 16_385)
    #expect(throws: WorkbookWritingError.outsideSheet(sheet: "S")) { try writer.write(row) }
    try writer.write(row.dropLast())
    try writer.finish()
    let workbook = try Workbook(contentsOf: file)
    var rows = try workbook.rows(of: #require(workbook.sheets.first))
    _ = try rows.next()
    #expect(try rows.next()?.cells.last?.column == 16_384)
  }
}
