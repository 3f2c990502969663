internal import DelimitedText
internal import SurveyModel

// Rows that sipas had set aside and that come back mended, saved by whatever program.
extension SourceRow {
  /// Whether the row heads a file of rows that were set aside.
  var isHeaderOfReturned: Bool { cells.contains { $0.trimmed == ColumnMatcher.findingsHeader } }

  /// Whether a text is such a file: its first record has the column that only sipas writes.
  ///
  /// Spreadsheets save it without a byte order mark, with another delimiter, or as UTF-16.
  ///
  /// - Parameter head: The beginning of the text, with all of its first record.
  /// - Returns: Whether it is.
  static func isReturned(text head: [UInt8]) -> Bool {
    let text = head.prefix(64).contains(0) ? head.filter { $0 != 0 } : head
    return Set([Dialect.detected(in: text), .comma, .semicolon, .tab]).contains { dialect in
      var reader = RecordReader(text, dialect: dialect)
      guard case .record = reader.next() else { return false }
      return (0..<reader.fieldCount).contains {
        reader.string($0)?.trimmed == ColumnMatcher.findingsHeader
      }
    }
  }
}
