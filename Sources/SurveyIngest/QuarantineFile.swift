internal import DelimitedText
public import SurveyModel

extension BatchSource {
  /// The records that were set aside, as a CSV that can be mended and imported.
  ///
  /// The header and the records stand letter by letter as in the file, in its delimiter, with one
  /// more column, `sipas_findings`, that says what is wrong; the importer passes that column over.
  /// A record that is no record (a quote that never ends) has the column too, and stays broken until
  /// somebody mends it.
  ///
  /// - Parameter language: The language of the findings.
  /// - Returns: The file's bytes, or nil where nothing was set aside.
  public func quarantineFile(language: Language) -> [UInt8]? {
    guard !quarantine.isEmpty, let dialect = Dialect(delimiter: delimiter) else { return nil }
    var bytes = ByteOrderMark.utf8.bytes
    func add(_ record: Range<Int>, _ note: String) {
      var raw = Array(text[record])
      while let last = raw.last, last == 0x0A || last == 0x0D { raw.removeLast() }
      bytes += raw + [delimiter]
      var writer = RecordWriter(dialect: dialect)
      writer.write([note])
      bytes += writer.bytes
    }
    add(header, ColumnMatcher.findingsHeader)
    for record in quarantine {
      add(record.bytes, record.findings.map { $0.message(in: language) }.joined(separator: " | "))
    }
    return bytes
  }
}
