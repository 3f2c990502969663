import ArchiveTestSupport

/// The bytes of an Excel workbook with texts in its cells; a row without cells is a blank row of the sheet.
func smallWorkbook(_ sheets: [(name: String, rows: [[String]])]) -> [UInt8] {
  let spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
  let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  var parts = [
    (
      "[Content_Types].xml",
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
        + "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
    ),
    (
      "_rels/.rels",
      "<Relationships xmlns=\"\(relations)\"><Relationship Id=\"r0\" Type=\"\(office)/officeDocument\" "
        + "Target=\"xl/workbook.xml\"/></Relationships>"
    ),
  ]
  let numbers = sheets.indices.map { $0 + 1 }
  let names = zip(numbers, sheets).map { number, sheet in
    "<sheet name=\"\(sheet.name)\" sheetId=\"\(number)\" r:id=\"r\(number)\"/>"
  }
  parts.append(
    (
      "xl/workbook.xml",
      "<workbook xmlns=\"\(spreadsheet)\" xmlns:r=\"\(office)\"><sheets>\(names.joined())</sheets></workbook>"
    ))
  let targets = numbers.map {
    "<Relationship Id=\"r\($0)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\($0).xml\"/>"
  }
  parts.append(
    (
      "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"\(relations)\">\(targets.joined())</Relationships>"
    ))
  for (number, sheet) in zip(numbers, sheets) {
    let rows = sheet.rows.enumerated().map { row, cells in
      let texts = cells.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }
      return "<row r=\"\(row + 1)\">\(texts.joined())</row>"
    }
    parts.append(
      (
        "xl/worksheets/sheet\(number).xml",
        "<worksheet xmlns=\"\(spreadsheet)\"><sheetData>\(rows.joined())</sheetData></worksheet>"
      ))
  }
  return ZipBuilder(parts).bytes()
}
