internal import DelimitedText
public import SurveyModel

extension BatchSource {
  /// The records that were set aside, as a CSV that can be mended and imported.
  ///
  /// The header and the records stand letter by letter as in the file, in its delimiter, with one
  /// more column, `sipas_findings`, that says what is wrong; the importer passes that column over.
  /// A record whose quotes are broken is cut at every delimiter, its quotes kept as characters of
  /// the fields, so that a spreadsheet can open the file and a person can mend it.
  ///
  /// No direct identifier is in the file: such a field is left empty where the study drops them, and
  /// holds the pseudonym, marked as one, where it keeps those. A record whose fields cannot be told apart
  /// for certain is then left out, but for what was found and on which line of the file it stands.
  ///
  /// - Parameters:
  ///   - language: The language of the findings.
  ///   - key: The key for pseudonyms, as the study has it.
  /// - Returns: The file's bytes, or nil where nothing was set aside.
  public func quarantineFile(language: Language, key: IdentifierKey? = nil) -> [UInt8]? {
    guard !quarantine.isEmpty, let dialect = Dialect(delimiter: delimiter) else { return nil }
    let redaction = IdentifierRedaction(columns, dialect: dialect, key: key)
    var bytes = ByteOrderMark.utf8.bytes
    func add(_ record: Range<Int>, isBroken: Bool = false, _ note: String) {
      var raw = Array(text[record])
      while let last = raw.last, last == 0x0A || last == 0x0D { raw.removeLast() }
      var writer = RecordWriter(dialect: dialect)
      if isBroken {
        // Cut at every delimiter, quotes as plain characters, so that the file as a whole can be read.
        let fields = raw.split(separator: delimiter, omittingEmptySubsequences: false)
        writer.write(fields.map { String(decoding: $0, as: UTF8.self) } + [note])
      } else {
        bytes += raw + [delimiter]
        writer.write([note])
      }
      bytes += writer.bytes
    }
    add(header, ColumnMatcher.findingsHeader)
    for record in quarantine {
      let note = record.findings.map { $0.message(in: language) }.joined(separator: " | ")
      // A header that came again names nobody.
      if !redaction.isEmpty, !record.findings.contains(where: { $0.rule == .repeatedHeader }) {
        var writer = RecordWriter(dialect: dialect)
        if let fields = redaction.fields(of: Array(text[record.bytes])) {
          writer.write(fields + [note])
        } else {
          let blank = [String](repeating: "", count: columns.count)
          writer.write(blank + [note + " | " + IdentifierRedaction.leftOut[language]])
        }
        bytes += writer.bytes
        continue
      }
      let isBroken = record.findings.contains {
        $0.rule == .strayQuote || $0.rule == .unclosedQuote
      }
      add(record.bytes, isBroken: isBroken, note)
    }
    return bytes
  }
}
