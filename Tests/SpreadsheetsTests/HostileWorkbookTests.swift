import ArchiveTestSupport
import CompressedFiles
import Foundation
import Spreadsheets
import Testing

@Suite("Hostile workbooks")
struct HostileWorkbookTests {
  private let whole = WorkbookBuilder(
    rows: "<row><c t=\"s\"><v>0</v></c></row>", texts: "<si><t>a</t></si>",
    styles: "<cellXfs><xf numFmtId=\"0\"/></cellXfs>")

  /// The first element's tag in each part.
  static let parts = [
    ("[Content_Types].xml", "<Types"), ("_rels/.rels", "<Relationships"),
    ("xl/workbook.xml", "<workbook"), ("xl/_rels/workbook.xml.rels", "<Relationships"),
    ("xl/worksheets/sheet1.xml", "<worksheet"), ("xl/sharedStrings.xml", "<sst"),
    ("xl/styles.xml", "<styleSheet"),
  ]

  @Test("a document type is refused in every part, before it is read", arguments: parts)
  func documentType(part: String, tag: String) {
    for type in [
      "<!DOCTYPE a>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">",
      "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
    ] {
      let hostile = whole.replacing(tag, with: type + tag, in: part)
      #expect(throws: SpreadsheetError.documentType(part: part)) { try rows(of: hostile.bytes) }
    }
  }

  @Test("an entity that is none of the five is an error, not an empty text")
  func entity() {
    let hostile = whole.replacing("<t>a</t>", with: "<t>x&a;y</t>", in: "xl/sharedStrings.xml")
    #expect(throws: SpreadsheetError.self) { try rows(of: hostile.bytes) }
  }

  @Test("a part that is cut off is named", arguments: parts)
  func cutOff(part: String, tag: String) {
    var hostile = whole
    hostile.parts = whole.parts.map {
      ($0.name, $0.name == part ? String($0.xml.dropLast(5)) : $0.xml)
    }
    #expect(throws: SpreadsheetError.cutOff(part: part)) { try rows(of: hostile.bytes) }
  }

  @Test("elements that lie too deep are refused", arguments: [62, 63, 100_000])
  func depth(depth: Int) {
    // The worksheet and its data are two more.
    let deep = String(repeating: "<x>", count: depth) + String(repeating: "</x>", count: depth)
    let hostile = WorkbookBuilder(rows: deep).bytes
    if depth > 62 {
      #expect(
        throws: SpreadsheetError.tooDeep(part: "xl/worksheets/sheet1.xml", line: 2, limit: 64)
      ) { try rows(of: hostile) }
    } else {
      #expect(throws: Never.self) { try rows(of: hostile) }
    }
  }

  @Test(
    "a tag or a comment without end is refused at a mebibyte",
    arguments: ["<row a=\"", "<!--", "<?x ", "<"])
  func longTag(start: String) {
    let hostile = WorkbookBuilder(rows: start + String(repeating: "a", count: 5 << 18)).bytes
    #expect(
      throws: SpreadsheetError.tagTooLong(
        part: "xl/worksheets/sheet1.xml", line: 2, limit: 1 << 20)
    ) { try rows(of: hostile) }
  }

  @Test(
    "a target outside the workbook is refused",
    arguments: [
      "../../sheet.xml", "/../sheet.xml", "%2e%2e/%2e%2e/sheet.xml", "C:/sheet.xml", "a\\b.xml",
      "a%00.xml", "http://example.org/sheet.xml", "%zz",
    ])
  func target(target: String) {
    let part = "xl/_rels/workbook.xml.rels"
    let hostile = whole.replacing("worksheets/sheet1.xml", with: target, in: part)
    #expect(throws: SpreadsheetError.unsafeTarget(target, part: part)) {
      try Workbook(hostile.bytes)
    }
  }

  @Test("the last cell of a sheet alone costs one cell")
  func lastCell() throws {
    let sheet = WorkbookBuilder(
      rows: "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")
    let cell = Cell(column: 16_384, value: .number(1))
    #expect(try rows(of: sheet.bytes) == [SheetRow(number: 1_048_576, cells: [cell])])
  }

  @Test("a bomb in a part is refused by the archive's limits")
  func bomb() throws {
    var zip = ZipBuilder(
      whole.parts.filter { $0.name != "xl/sharedStrings.xml" }.map { ($0.0, $0.1) })
    zip.members.append(
      ZipBuilder.Member(
        name: Array("xl/sharedStrings.xml".utf8), packed: Deflate.bomb(repeats: 20_000),
        content: [], method: 8, declaredBytes: 258 * 20_000 + 1, crc: 0))
    // Its letters are no XML, so it ends before the ratio shows.
    #expect(throws: SpreadsheetError.self) { try Workbook(zip.bytes()) }
    let small = Workbook.Limits(archive: ZipArchive.Limits(maximumMemberBytes: 100))
    #expect(throws: SpreadsheetError.self) { try Workbook(whole.bytes, limits: small) }
  }

  @Test("lists that no workbook needs so long are refused")
  func longLists() {
    let many = { (piece: String) in String(repeating: piece, count: 100_001) }
    let styles = WorkbookBuilder(styles: "<cellXfs>\(many("<xf/>"))</cellXfs>")
    #expect(
      throws: SpreadsheetError.contradictory(
        part: "xl/styles.xml", reason: "it has more than 100000 styles")
    ) { try Workbook(styles.bytes) }
    let tabs = whole.replacing(
      "<sheet ", with: many("<sheet name=\"a\" r:id=\"s1\"/>") + "<sheet ", in: "xl/workbook.xml")
    #expect(
      throws: SpreadsheetError.contradictory(
        part: "xl/workbook.xml", reason: "it has more than 100000 sheets")
    ) { try Workbook(tabs.bytes) }
  }

  @Test("parts whose names differ by case alone are refused")
  func twins() {
    var hostile = whole
    hostile.parts.append(("XL/workbook.xml", ""))
    #expect(throws: SpreadsheetError.archive(.repeatedName(name: "XL/workbook.xml"))) {
      try Workbook(hostile.bytes)
    }
  }

  /// Reads all there is; false where it was refused.
  private func isRead(_ bytes: [UInt8]) -> Bool {
    do {
      let workbook = try Workbook(bytes)
      for sheet in workbook.sheets where sheet.content == .cells {
        var rows = try workbook.rows(of: sheet)
        while let row = try rows.next() {
          for cell in row.cells { _ = cell.value.plainText }
        }
      }
      return true
    } catch {
      return "\(error)".isEmpty
    }
  }

  @Test("a thousand mutations of a packed workbook are read or refused, and nothing else")
  func packedMutations() throws {
    let valid = [UInt8](try Data(contentsOf: Fixture.url("libreoffice.xlsx")))
    var random = SeededGenerator(seed: 11)
    var read = 0
    for _ in 0..<1000 {
      var bytes = valid
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
      case 1: bytes.remove(at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + 50))
      }
      if isRead(bytes) { read += 1 }
    }
    #expect(read < 500)
  }

  @Test("a thousand mutations of a workbook's XML are read or refused, and nothing else")
  func mutations() {
    var random = SeededGenerator(seed: 12)
    let valid = WorkbookBuilder(
      rows: """
        <row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" s="1"><v>45000.5</v></c>\
        <c t="inlineStr"><is><r><t>_x000D_ế</t></r></is></c><c t="d"><v>2025-01-01T10:00:00</v></c>\
        </row><row r="2"><c r="A2"><f>A1</f><v>-1.5E3</v></c></row>
        """,
      texts: "<si><r><t>a_xD83D__xDE42_</t></r><rPh><t>b</t></rPh></si>",
      styles: """
        <numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts>\
        <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>
        """, behindRows: "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>")
    let pieces = [
      "<", ">", "\"", "&", "/", "0", "9", "-", "_x", "A", "]", "<row>", "</c>", "\u{0}", "🙂",
    ]
    var read = 0
    for _ in 0..<1000 {
      var builder = valid
      let part = Int.random(in: 0..<builder.parts.count, using: &random)
      var characters = Array(builder.parts[part].xml)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<characters.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: characters.remove(at: place)
        case 1:
          characters[place] = Character(["0", "9", "A", "<"].randomElement(using: &random) ?? "x")
        default:
          characters.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: place)
        }
      }
      builder.parts[part].xml = String(characters)
      if isRead(builder.bytes) { read += 1 }
    }
    #expect((50...950).contains(read))
  }
}
