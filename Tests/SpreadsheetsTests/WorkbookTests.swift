import ArchiveTestSupport
import CompressedFiles
import Spreadsheets
import Testing

@Suite("Workbooks")
struct WorkbookTests {
  private let simple = WorkbookBuilder(
    rows: "<row><c t=\"s\"><v>0</v></c></row>", texts: "<si><t>a</t></si>")

  @Test("parts are found by relationships, not by names")
  func relationships() throws {
    let moved = simple.renaming("xl/workbook.xml", to: "lạ/main.xml")
      .renaming("xl/_rels/workbook.xml.rels", to: "lạ/_rels/main.xml.rels")
      .renaming("xl/worksheets/sheet1.xml", to: "s 1.XML")
      .renaming("xl/sharedStrings.xml", to: "lạ/sâu/texts.xml")
      .replacing("xl/workbook.xml", with: "/lạ/./main.xml", in: "_rels/.rels")
      .replacing("worksheets/sheet1.xml", with: "../S%201.xml", in: "lạ/_rels/main.xml.rels")
      .replacing("sharedStrings.xml", with: "sâu/texts.xml", in: "lạ/_rels/main.xml.rels")
    #expect(try values(of: moved) == [.text("a")])
  }

  @Test("the strict form of the format, and any prefix, are read")
  func namespaces() throws {
    var strict = simple
    strict.parts = simple.parts.map { part in
      (
        part.name,
        part.xml.replacing(
          "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
          with: "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ).replacing(
          "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
          with: "http://purl.oclc.org/ooxml/officeDocument/relationships")
      )
    }
    #expect(try values(of: strict) == [.text("a")])
    let part = "xl/worksheets/sheet1.xml"
    var prefixed = simple
    for name in ["worksheet", "sheetData", "row", "c ", "v>"] {
      prefixed = prefixed.replacing("<" + name, with: "<x:" + name, in: part)
      if name != "c " { prefixed = prefixed.replacing("</" + name, with: "</x:" + name, in: part) }
    }
    prefixed = prefixed.replacing("</c>", with: "</x:c>", in: part)
      .replacing("xmlns=", with: "xmlns:x=", in: part)
    #expect(try values(of: prefixed) == [.text("a")])
  }

  @Test("elements of other namespaces are not taken for the sheet's")
  func otherNamespaces() throws {
    let foreign = "<row xmlns=\"urn:other\"><c><v>1</v></c></row>"
    #expect(try rows(of: WorkbookBuilder(rows: foreign).bytes).isEmpty)
  }

  @Test("tabs have their names, and say whether they are shown and hold cells")
  func tabs() throws {
    let tabs = simple.replacing(
      "<sheet name=\"S\" sheetId=\"1\" r:id=\"s1\"/>",
      with: """
        <sheet name="a&amp;b_x0009_" sheetId="1" r:id="s1"/>\
        <sheet name="Ẩn" sheetId="2" r:id="s2" state="hidden"/>\
        <sheet name="B" sheetId="3" r:id="s3" state="veryHidden"/>
        """, in: "xl/workbook.xml"
    ).replacing(
      "</Relationships>",
      with: """
        <Relationship Id="s2" Type="\(WorkbookBuilder.office)/worksheet" Target="two.xml"/>\
        <Relationship Id="s3" Type="\(WorkbookBuilder.office)/chartsheet" Target="three.xml"/>\
        </Relationships>
        """, in: "xl/_rels/workbook.xml.rels")
    var more = tabs
    more.parts += [("xl/two.xml", "<worksheet/>"), ("xl/three.xml", "<chartsheet/>")]
    let workbook = try Workbook(more.bytes)
    #expect(workbook.sheets.map(\.name) == ["a&b\t", "Ẩn", "B"])
    #expect(workbook.sheets.map(\.visibility) == [.visible, .hidden, .veryHidden])
    #expect(workbook.sheets.map(\.content) == [.cells, .cells, .other])
    #expect(workbook.sheet(named: "Ẩn") == workbook.sheets[1])
    #expect(throws: SpreadsheetError.noCells(sheet: "B")) {
      try workbook.mergedRanges(of: workbook.sheets[2])
    }
  }

  @Test("the epoch is the workbook's", arguments: ["1", "true"])
  func epoch(value: String) throws {
    let builder = WorkbookBuilder(
      rows: "<row><c s=\"1\"><v>0</v></c></row>",
      styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>")
    let later = builder.replacing(
      "<sheets>", with: "<workbookPr date1904=\"\(value)\"/><sheets>", in: "xl/workbook.xml")
    #expect(try values(of: later).map(\.plainText) == ["1904-01-01"])
    // Day 0 of the other calendar is none, and is given as its number.
    #expect(try values(of: builder).map(\.plainText) == ["0"])
  }

  @Test(
    "a part that is missing is named, with the one that needs it",
    arguments: [
      ("xl/workbook.xml", "xl/workbook.xml", "_rels/.rels"),
      ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"),
      ("xl/sharedStrings.xml", "xl/sharedStrings.xml", "xl/workbook.xml"),
      ("[Content_Types].xml", "[Content_Types].xml", "xl/workbook.xml"),
    ])
  func missing(part: String, named: String, other: String) {
    #expect(throws: SpreadsheetError.missingPart(named, neededBy: other)) {
      try Workbook(simple.without(part).bytes)
    }
  }

  @Test("a sheet that points nowhere, or to another one's part, is a contradiction")
  func contradictions() {
    let nowhere = simple.without("xl/_rels/workbook.xml.rels")
    #expect(
      throws: SpreadsheetError.contradictory(
        part: "xl/workbook.xml", reason: "the sheet “S” points nowhere")
    ) { try Workbook(nowhere.bytes) }
    let twice = simple.replacing(
      "<sheet ", with: "<sheet name=\"T\" r:id=\"s1\"/><sheet ", in: "xl/workbook.xml")
    #expect(
      throws: SpreadsheetError.contradictory(
        part: "xl/workbook.xml", reason: "two sheets are the same part")
    ) { try Workbook(twice.bytes) }
  }

  @Test(
    "what is no workbook is named, with what to do",
    arguments: [
      ([], .empty), (Array("a,b\n1,2\n".utf8), .text), (Array("<HTML><table>".utf8), .html),
      (Array("\u{FEFF}<?xml version=\"1.0\"?><Workbook/>".utf8), .xml),
      (Array("\n <table border=1>".utf8), .html), ([9, 8, 16, 0, 0, 6], .xls),
      ([1, 0, 2], .unknown),
    ] as [([UInt8], ForeignFormat)])
  func foreign(bytes: [UInt8], format: ForeignFormat) {
    #expect(throws: SpreadsheetError.notAWorkbook(format)) { try Workbook(bytes) }
  }

  @Test(
    "a compound file is named by its streams",
    arguments: [
      ("EncryptedPackage", .lockedWorkbook), ("Workbook", .xls), ("Book", .xls),
      ("WordDocument", .otherDocument), ("Nothing", .unknown),
    ] as [(String, ForeignFormat)])
  func compound(stream: String, format: ForeignFormat) {
    let start: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let name = stream.utf16.flatMap { littleEndian($0) }
    let bytes = start + [UInt8](repeating: 0, count: 1016) + name + [0, 0]
    #expect(throws: SpreadsheetError.notAWorkbook(format)) { try Workbook(bytes) }
  }

  @Test(
    "another archive is named",
    arguments: [
      ([("a.csv", "x")], .otherArchive),
      ([("mimetype", "application/vnd.oasis.opendocument.spreadsheet")], .ods),
      ([("mimetype", "application/vnd.oasis.opendocument.text")], .otherDocument),
      ([("Index/Document.iwa", "")], .numbers), ([], .otherArchive),
    ] as [([(String, String)], ForeignFormat)])
  func archives(files: [(String, String)], format: ForeignFormat) {
    #expect(throws: SpreadsheetError.notAWorkbook(format)) {
      try Workbook(ZipBuilder(files).bytes())
    }
  }

  @Test("a binary workbook and a text document are told by their content type")
  func contentTypes() {
    let types = "[Content_Types].xml"
    let usual = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    let binary = simple.replacing(
      usual, with: "vnd.ms-excel.sheet.binary.macroEnabled.main", in: types)
    #expect(throws: SpreadsheetError.notAWorkbook(.xlsb)) { try Workbook(binary.bytes) }
    let document = simple.replacing(
      usual, with: "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", in: types
    )
    #expect(throws: SpreadsheetError.notAWorkbook(.otherDocument)) {
      try Workbook(document.bytes)
    }
    let macros = simple.replacing(
      usual, with: "vnd.ms-excel.sheet.macroEnabled.main+xml", in: types)
    #expect(throws: Never.self) { try Workbook(macros.bytes) }
  }
}
