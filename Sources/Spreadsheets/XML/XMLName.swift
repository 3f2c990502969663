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
  static func named(_ letters: UInt128) -> XMLName? {
    // Asked for twice an element, where a dictionary's hashing shows.
    var range = 0..<byLetters.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let entry = byLetters[middle]
      if entry.letters == letters { return entry.name }
      range = entry.letters < letters ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  private static let byLetters: [(letters: UInt128, name: XMLName)] = allCases.map { name in
    (name.rawValue.utf8.reversed().reduce(0) { $0 << 8 | UInt128($1) }, name)
  }.sorted { $0.0 < $1.0 }
}
