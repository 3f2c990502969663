import ArchiveTestSupport
import Spreadsheets
import Testing

/// A workbook made of XML that a test writes by hand.
struct WorkbookBuilder {
  /// The parts by their names; nil for one that is left out.
  var parts: [(name: String, xml: String)]

  static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let packaging = "http://schemas.openxmlformats.org/package/2006"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A workbook of one sheet, "S", with the rows that are given, in XML.
  init(rows: String = "", texts: String? = nil, styles: String? = nil, behindRows: String = "") {
    parts = [
      (
        "[Content_Types].xml",
        """
        <Types xmlns="\(Self.packaging)/content-types"><Default Extension="xml" \
        ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
        </Types>
        """
      ),
      ("_rels/.rels", Self.relationships([("r", "officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        """
        <workbook xmlns="\(Self.namespace)" xmlns:r="\(Self.office)"><sheets>\
        <sheet name="S" sheetId="1" r:id="s1"/></sheets></workbook>
        """
      ),
      (
        "xl/_rels/workbook.xml.rels",
        Self.relationships([
          ("s1", "worksheet", "worksheets/sheet1.xml"),
          ("t", texts == nil ? "theme" : "sharedStrings", "sharedStrings.xml"),
          ("y", styles == nil ? "theme" : "styles", "styles.xml"),
        ])
      ),
      (
        "xl/worksheets/sheet1.xml",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <worksheet xmlns="\(Self.namespace)"><sheetData>\(rows)</sheetData>\(behindRows)</worksheet>
        """
      ),
    ]
    if let texts {
      parts.append(("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.namespace)\">\(texts)</sst>"))
    }
    if let styles {
      parts.append(
        ("xl/styles.xml", "<styleSheet xmlns=\"\(Self.namespace)\">\(styles)</styleSheet>"))
    }
  }

  static func relationships(_ all: [(id: String, type: String, target: String)]) -> String {
    let each = all.map {
      "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.type)\" Target=\"\($0.target)\"/>"
    }
    return "<Relationships xmlns=\"\(packaging)/relationships\">\(each.joined())</Relationships>"
  }

  /// Replaces text in a part; the part must have it.
  func replacing(_ old: String, with new: String, in part: String) -> WorkbookBuilder {
    var copy = self
    guard let index = parts.firstIndex(where: { $0.name == part }) else { return self }
    precondition(parts[index].xml.contains(old), "the part has what is to be replaced")
    copy.parts[index].xml = parts[index].xml.replacing(old, with: new)
    return copy
  }

  /// Leaves a part out.
  func without(_ part: String) -> WorkbookBuilder {
    var copy = self
    copy.parts.removeAll { $0.name == part }
    return copy
  }

  /// Gives a part another name.
  func renaming(_ part: String, to name: String) -> WorkbookBuilder {
    var copy = self
    copy.parts = parts.map { ($0.name == part ? name : $0.name, $0.xml) }
    return copy
  }

  var bytes: [UInt8] { ZipBuilder(parts.map { ($0.name, $0.xml) }).bytes() }
}

/// All rows of a workbook's first sheet.
func rows(of bytes: [UInt8]) throws -> [SheetRow] {
  let workbook = try Workbook(bytes)
  var found: [SheetRow] = []
  try workbook.forEachRow(of: #require(workbook.sheets.first)) { found.append($0) }
  return found
}

/// All values of the cells of a workbook's first sheet, in order.
func values(of builder: WorkbookBuilder) throws -> [CellValue] {
  try rows(of: builder.bytes).flatMap { $0.cells.map(\.value) }
}
