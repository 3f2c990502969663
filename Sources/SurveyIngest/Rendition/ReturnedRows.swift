internal import DelimitedText
internal import SurveyModel

// Rows that sipas wrote and that come back, saved by whatever program.
extension SourceRow {
  /// Whether one of the cells is this header.
  func has(_ header: String) -> Bool { cells.contains { $0.trimmed == header } }

  /// The column in the first record of a text that only sipas writes; nil where there is none.
  ///
  /// Spreadsheets save such a file without a byte order mark, with another delimiter, or as UTF-16.
  ///
  /// - Parameter head: The beginning of the text, with all of its first record.
  /// - Returns: The column's header.
  static func ownHeader(inText head: [UInt8]) -> String? {
    let text = head.prefix(64).contains(0) ? head.filter { $0 != 0 } : head
    for dialect in Set([Dialect.detected(in: text), .comma, .semicolon, .tab]) {
      var reader = RecordReader(text, dialect: dialect)
      guard case .record = reader.next() else { continue }
      let headers = (0..<reader.fieldCount).map { reader.string($0)?.trimmed }
      if let own = ColumnMatcher.ownHeaders.first(where: { headers.contains($0) }) { return own }
    }
    return nil
  }
}
