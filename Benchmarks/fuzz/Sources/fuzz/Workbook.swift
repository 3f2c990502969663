/// A workbook around one of its parts.
///
/// Changing bytes of a packed archive tests the archive's checksums; what reads sheets is met only by parts
/// whose checksums are right.
enum Workbook {
  private static let head = #"<?xml version="1.0" encoding="UTF-8"?>"#
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  private static let parts: [(name: String, text: String)] = [
    (
      "xl/worksheets/sheet1.xml",
      """
      \(head)<worksheet xmlns="\(main)"><sheetData>\
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>xa</t></is></c></row>\
      <row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>1</v></c></row></sheetData></worksheet>
      """
    ),
    (
      "xl/sharedStrings.xml",
      "\(head)<sst xmlns=\"\(main)\"><si><t>so_phieu</t></si><si><r><t>01</t></r></si></sst>"
    ),
    (
      "xl/styles.xml",
      """
      \(head)<styleSheet xmlns="\(main)"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>\
      <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>
      """
    ),
    (
      "xl/workbook.xml",
      """
      \(head)<workbook xmlns="\(main)" xmlns:r="\(office)"><sheets>\
      <sheet name="Phiếu" sheetId="1" r:id="rId1"/></sheets></workbook>
      """
    ),
    (
      "xl/_rels/workbook.xml.rels",
      """
      \(head)<Relationships xmlns="\(package)/relationships">\
      <Relationship Id="rId1" Type="\(office)/worksheet" Target="worksheets/sheet1.xml"/>\
      <Relationship Id="rId2" Type="\(office)/sharedStrings" Target="sharedStrings.xml"/>\
      <Relationship Id="rId3" Type="\(office)/styles" Target="styles.xml"/></Relationships>
      """
    ),
    (
      "_rels/.rels",
      """
      \(head)<Relationships xmlns="\(package)/relationships">\
      <Relationship Id="rId1" Type="\(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
      """
    ),
    (
      "[Content_Types].xml",
      """
      \(head)<Types xmlns="\(package)/content-types"><Default Extension="xml" ContentType="application/xml"/>\
      <Override PartName="/xl/workbook.xml" ContentType=\
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>
      """
    ),
  ]

  /// The workbook in which the part that the first byte names is the rest of the bytes.
  static func around(_ bytes: [UInt8]) -> [UInt8] {
    let chosen = bytes.first.map { Int($0) % parts.count } ?? 0
    var archive = ZipBuilder()
    for (index, part) in parts.enumerated() {
      archive.add(part.name, index == chosen ? Array(bytes.dropFirst()) : Array(part.text.utf8))
    }
    return archive.bytes()
  }

  /// Each part with the byte before it that stands for it: what fuzzing begins with.
  static var seeds: [[UInt8]] {
    parts.enumerated().map { index, part in [UInt8(index)] + Array(part.text.utf8) }
  }
}
