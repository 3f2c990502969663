import Spreadsheets
import Testing

@Suite("Cells")
struct CellTests {
  @Test(
    "a cell's value is what its type and its characters say",
    arguments: [
      ("<c><v>4</v></c>", .number(4)), ("<c t=\"n\"><v> 3.75 </v></c>", .number(3.75)),
      ("<c><v>-0.5</v></c>", .number(-0.5)), ("<c><v>1.5E+21</v></c>", .number(1.5e21)),
      ("<c><v>0.30000000000000004</v></c>", .number(0.30000000000000004)),
      ("<c><v>123456789012345678</v></c>", .number(123_456_789_012_345_680)),
      ("<c t=\"b\"><v>1</v></c>", .boolean(true)), ("<c t=\"b\"><v>false</v></c>", .boolean(false)),
      ("<c t=\"e\"><v>#N/A</v></c>", .error("#N/A")),
      ("<c t=\"str\"><v>00123</v></c>", .text("00123")),
      ("<c t=\"str\"><f>A1</f><v></v></c>", .text("")),
      ("<c t=\"s\"><v>1</v></c>", .text("hai")),
      ("<c t=\"inlineStr\"><is><t>Đắk Lắk</t></is></c>", .text("Đắk Lắk")),
      ("<c t=\"inlineStr\"><v>có v</v></c>", .text("có v")),
      ("<c t=\"inlineStr\"><is><t><![CDATA[a<b]]>&amp;&#x111;</t></is></c>", .text("a<b&đ")),
      ("<c t=\"d\"><v>2025-07-05</v></c>", .date(SerialDate(serial: 45843))),
      ("<c/>", .empty), ("<c s=\"0\"></c>", .empty), ("<c><v/></c>", .empty),
      ("<c><f>1+1</f></c>", .uncalculated),
      ("<c><f>1+1</f><v/></c>", .uncalculated), ("<c s=\"\"><v>1</v></c>", .number(1)),
    ] as [(String, CellValue)])
  func value(xml: String, value: CellValue) throws {
    let texts = "<si><t>một</t></si><si><t>hai</t></si>"
    #expect(
      try values(of: WorkbookBuilder(rows: "<row>\(xml)</row>", texts: texts)) == [value])
  }

  @Test(
    "a text is its runs without pronunciation, with blanks where they are to be kept",
    arguments: [
      ("<t>a</t>", "a"), ("<r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r>", "ab"),
      ("<t>漢字</t><rPh sb=\"0\" eb=\"2\"><t>かんじ</t></rPh><phoneticPr fontId=\"1\"/>", "漢字"),
      ("<t> a </t>", "a"), ("<t xml:space=\"preserve\"> a </t>", " a "),
      ("<r><t xml:space=\"preserve\">a </t></r><r><t> b</t></r>", "a b"),
      ("<t>a_x000D_\nb</t>", "a\r\nb"), ("<t>_x005F_x000D_</t>", "_x000D_"),
      ("<t>_x000b__x0041__</t>", "\u{B}A_"), ("<t>_xD83D__xDE42_</t>", "🙂"),
      ("<t>_xD83D_ _x12_ _x+12F_</t>", "_xD83D_ _x12_ _x+12F_"), ("<t/>", ""), ("", ""),
      ("<t>e\u{302}\u{301}</t>", "e\u{302}\u{301}"),
    ])
  func text(xml: String, text: String) throws {
    let shared = WorkbookBuilder(
      rows: "<row><c t=\"s\"><v>0</v></c></row>", texts: "<si>\(xml)</si>")
    let inline = WorkbookBuilder(rows: "<row><c t=\"inlineStr\"><is>\(xml)</is></c></row>")
    for builder in [shared, inline] {
      guard case .text(let found)? = try values(of: builder).first else {
        Issue.record("there is no text")
        continue
      }
      #expect(found.unicodeScalars.elementsEqual(text.unicodeScalars))
    }
  }

  @Test("rows and cells have the places they state, and else follow each other")
  func places() throws {
    let sheet = WorkbookBuilder(
      rows: """
        <row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row>
        <row r="7"><c r="xfd7"><v>4</v></c></row><row/><row r="1048576"/>
        """)
    #expect(
      try rows(of: sheet.bytes) == [
        SheetRow(
          number: 1,
          cells: [
            Cell(column: 1, value: .number(1)), Cell(column: 4, value: .number(2)),
            Cell(column: 5, value: .number(3)),
          ]),
        SheetRow(number: 7, cells: [Cell(column: 16_384, value: .number(4))]),
        SheetRow(number: 8, cells: []), SheetRow(number: 1_048_576, cells: []),
      ])
  }

  @Test("a sheet larger than many chunks is the same sheet, wherever they end")
  func chunks() throws {
    let texts = (0..<30_000).map { "ô số \($0) Tiếng Việt &amp; \($0 % 7)" }
    let xml = texts.enumerated().map { index, text in
      "<row><c t=\"inlineStr\"><is><t>\(text)</t></is></c><c><v>\(index).25</v></c></row>"
    }
    let found = try rows(of: WorkbookBuilder(rows: xml.joined()).bytes)
    #expect(found.count == texts.count)
    for (index, row) in found.enumerated() {
      let text = texts[index].replacing("&amp;", with: "&")
      let expected: [CellValue] = [.text(text), .number(Double(index) + 0.25)]
      if row.number != index + 1 || row.cells.map(\.value) != expected {
        Issue.record("row \(index + 1) is \(row)")
        break
      }
    }
  }

  @Test("merged ranges are there at the end, or before")
  func merged() throws {
    let builder = WorkbookBuilder(
      rows: "<row><c><v>1</v></c></row>",
      behindRows: "<mergeCells><mergeCell ref=\"A1:B3\"/><mergeCell ref=\"D4\"/></mergeCells>")
    let workbook = try Workbook(builder.bytes)
    let expected = [
      CellRange(rows: 1...3, columns: 1...2), CellRange(rows: 4...4, columns: 4...4),
    ]
    #expect(try workbook.mergedRanges(of: workbook.sheets[0]) == expected)
    for reference in ["B1:A1", "A0:A1", "A1:XFE1", "A1:B2:C3", "x", ""] {
      let wrong = builder.replacing("D4", with: reference, in: "xl/worksheets/sheet1.xml")
      #expect(throws: SpreadsheetError.self) { try rows(of: wrong.bytes) }
    }
  }

  @Test(
    "a cell or row that cannot be read is named",
    arguments: [
      ("<row r=\"2\"/><row r=\"1\"/>", "1", .outOfOrder), ("<row/><row r=\"1\"/>", "1", .repeated),
      ("<row r=\"0\"/>", "0", .unreadableReference), ("<row r=\"x\"/>", "x", .unreadableReference),
      ("<row r=\"1048577\"/>", "1048577", .outsideSheet),
      ("<row><c r=\"B1\"/><c r=\"A1\"/></row>", "A1", .outOfOrder),
      ("<row><c r=\"B1\"/><c r=\"B1\"/></row>", "B1", .repeated),
      ("<row><c r=\"B2\"/></row>", "B2", .outOfOrder),
      ("<row><c r=\"XFE1\"/></row>", "XFE1", .outsideSheet),
      ("<row><c r=\"XFD1\"/><c/></row>", "XFE1", .outsideSheet),
      ("<row><c r=\"1\"/></row>", "1", .unreadableReference),
      ("<row><c r=\"A1B\"/></row>", "A1B", .unreadableReference),
      ("<row><c r=\"AAAAAAAA1\"/></row>", "AAAAAAAA1", .unreadableReference),
      ("<row><c t=\"q\"><v>1</v></c></row>", "A1", .unknownType),
      ("<row><c t=\"s\"><v>1</v></c></row>", "A1", .noSuchText(1)),
      ("<row><c t=\"s\"><v>-1</v></c></row>", "A1", .noSuchText(-1)),
      ("<row><c s=\"9\"><v>1</v></c></row>", "A1", .noSuchStyle(9)),
      ("<row><c><v>3,75</v></c></row>", "A1", .notANumber),
      ("<row><c><v>nan</v></c></row>", "A1", .notANumber),
      ("<row><c><v>0x1p3</v></c></row>", "A1", .notANumber),
      ("<row><c><v>1e999</v></c></row>", "A1", .notANumber),
      ("<row><c t=\"b\"><v>2</v></c></row>", "A1", .notABoolean),
      ("<row><c t=\"d\"><v>hôm nay</v></c></row>", "A1", .notADate),
    ] as [(String, String, SpreadsheetError.CellFault)])
  func fault(xml: String, reference: String, fault: SpreadsheetError.CellFault) {
    #expect(throws: SpreadsheetError.cell(sheet: "S", reference: reference, fault)) {
      try rows(of: WorkbookBuilder(rows: xml, texts: "<si><t>a</t></si>").bytes)
    }
  }

  @Test("the rows before a fault are given, and then the fault, again and again")
  func rowsBeforeFault() throws {
    let xml = "<row r=\"1\"/><row r=\"5\"/><row r=\"4\"/><row r=\"6\"/>"
    let workbook = try Workbook(WorkbookBuilder(rows: xml).bytes)
    var rows = try workbook.rows(of: #require(workbook.sheets.first))
    #expect(try rows.next()?.number == 1)
    #expect(try rows.next()?.number == 5)
    for _ in 0..<2 {
      do {
        _ = try rows.next()
        Issue.record("a row was given")
      } catch {
        #expect(error == .cell(sheet: "S", reference: "4", .outOfOrder))
      }
    }
  }

  @Test("an error names the sheet and the cell, and what to do")
  func words() {
    let error = SpreadsheetError.cell(sheet: "Xã An Phú", reference: "B5", .repeated)
    #expect(
      error.description
        == "sheet “Xã An Phú”, “B5”: it stands there twice:"
        + " open it in Excel or LibreOffice and save it again as .xlsx")
  }
}
