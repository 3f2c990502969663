/// The names of elements and attributes that mean something here; all others are passed over.
enum XMLName: String, CaseIterable {
  // A sheet.
  case sheetData, row, c, v, f, `is`, t, r, s, ref, mergeCell, space
  // Shared strings.
  case si, rPh
  // Styles.
  case numFmt, cellXfs, xf, numFmtId, formatCode
  // A workbook.
  case workbookPr, date1904, sheet, name, state
  /// The attribute that points to a relationship, in the namespace of those.
  case relationshipID = "id"
  // Relationships and content types.
  case relationship = "Relationship"
  case id = "Id"
  case target = "Target"
  case targetMode = "TargetMode"
  case type = "Type"
  case override = "Override"
  case defaultType = "Default"
  case partName = "PartName"
  case contentType = "ContentType"
  case fileExtension = "Extension"

  /// The name whose letters, at most sixteen, stand in an integer, the first one lowest.
  static func named(_ letters: UInt128) -> XMLName? { byLetters[letters] }

  private static let byLetters: [UInt128: XMLName] = Dictionary(
    allCases.map { name in
      (name.rawValue.utf8.reversed().reduce(0) { $0 << 8 | UInt128($1) }, name)
    }, uniquingKeysWith: { first, _ in first })
}
