/// What spreadsheets show instead of a formula's result, and save as text in a CSV.
enum SpreadsheetFailure {
  private static let words: Set<String> = [
    "#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    "#FIELD!", "#GETTING_DATA", WorkbookRows.uncalculated,
  ]

  /// Whether a text is such a failure, as Excel writes it, or LibreOffice (`Err:502`).
  static func isOne(_ text: String) -> Bool {
    switch text.utf8.first {
    case UInt8(ascii: "#"): words.contains(text.uppercased())
    case UInt8(ascii: "E"): text.utf8.count == 7 && text.hasPrefix("Err:5")
    default: false
    }
  }
}
