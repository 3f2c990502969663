/// What each style of cells shows of a number as a date.
struct Styles {
  /// By the number of the style: nil where it shows a number.
  private(set) var forms: [SerialDate.Form?] = []

  /// No styles, as in a workbook without any.
  init() {}

  /// Reads the part that holds them; formats may stand behind the styles that use them.
  init(_ part: consuming PartReader, named name: String) throws(SpreadsheetError) {
    var codes: [Int: String] = [:]
    var formats: [Int] = []
    var isCellStyle = false
    try part.forEach { (token, attributes) throws(SpreadsheetError) in
      switch (token.name, token.kind) {
      case (.numFmt, .start):
        guard let id = attributes.text(.numFmtId).flatMap({ Int($0) }) else {
          throw .contradictory(part: name, reason: "a number format has no number")
        }
        guard codes.count < Parts.maximumEntries else { throw Parts.tooMany("formats", in: name) }
        codes[id] = attributes.text(.formatCode) ?? ""
      case (.cellXfs, .start): isCellStyle = true
      case (.cellXfs, .end): isCellStyle = false
      case (.xf, .start) where isCellStyle:
        guard formats.count < Parts.maximumEntries else { throw Parts.tooMany("styles", in: name) }
        formats.append(attributes.text(.numFmtId).flatMap { Int($0) } ?? 0)
      default: break
      }
    }
    let known = codes.mapValues(NumberFormat.form(ofCode:))
    // A code that the workbook gives for a built-in number is what its program shows.
    forms = formats.map { id in known[id] ?? NumberFormat.form(builtIn: id) }
  }
}
