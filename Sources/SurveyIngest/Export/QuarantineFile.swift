internal import DelimitedText
public import SurveyModel

extension BatchSource {
  /// The records that were set aside, as a CSV that can be mended and imported.
  ///
  /// The header and the records stand as in the file, in its delimiter, with one more column,
  /// `sipas_findings`, that says what is wrong; the importer passes that column over. The file is made
  /// to be opened in a spreadsheet: what could be taken for a formula has an apostrophe before it, which
  /// the importer takes away again. Numbers in columns of numbers and codes stay as they are.
  /// A record whose quotes are broken is cut at every delimiter, its quotes kept as characters of
  /// the fields, so that a spreadsheet can open the file and a person can mend it.
  ///
  /// No direct identifier is in the file: such a field is left empty where the study drops them, and
  /// holds the pseudonym, marked as one, where it keeps those. A record whose fields cannot be told apart
  /// for certain is then left out, but for what was found and on which line of the file it stands.
  ///
  /// - Parameters:
  ///   - study: The study that the columns were matched with.
  ///   - language: The language of the findings.
  /// - Returns: The file's bytes, or nil where nothing was set aside.
  public func quarantineFile(of study: Study, language: Language) -> [UInt8]? {
    guard !quarantine.isEmpty, let dialect = Dialect(delimiter: delimiter) else { return nil }
    let isText = columns.map { $0.meaning.isText(in: study.questionnaire) }
    var writer = ExportWriter(.excel(.decimalPoint), dialect: dialect)
    writer.write(texts: fields(of: header, dialect) + [ColumnMatcher.findingsHeader])
    let redaction = IdentifierRedaction(columns, dialect: dialect, key: study.identifierKey)
    for record in quarantine {
      let notes = record.findings.map { $0.message(in: language) }.joined(separator: " | ")
      // A header that came again names nobody.
      let isRedacted =
        !redaction.isEmpty && !record.findings.contains { $0.rule == .repeatedHeader }
      let redacted = isRedacted ? redaction.fields(of: Array(text[record.bytes])) : nil
      if isRedacted, redacted == nil {
        let blank = [String](repeating: "", count: columns.count)
        writer.write(texts: blank + [notes + " | " + IdentifierRedaction.leftOut[language]])
        continue
      }
      let isBroken = record.findings.contains {
        $0.rule == .strayQuote || $0.rule == .unclosedQuote
      }
      let fields =
        redacted ?? (isBroken ? pieces(of: record.bytes) : fields(of: record.bytes, dialect))
      let cells = fields.enumerated().map { column, field -> ExportCell in
        let isWord = isBroken || column >= isText.count || isText[column] || !field.isPlainNumber
        return isWord ? .text(field) : .literal(field)
      }
      writer.write(cells + [.text(notes)])
    }
    return writer.bytes
  }

  private func fields(of record: Range<Int>, _ dialect: Dialect) -> [String] {
    var reader = RecordReader(Array(text[record]), dialect: dialect)
    guard reader.next() == .record else { return pieces(of: record) }
    return (0..<reader.fieldCount).map { reader.string($0) ?? "" }
  }

  /// The fields of a record that is cut at every delimiter.
  private func pieces(of record: Range<Int>) -> [String] {
    var raw = text[record]
    while let last = raw.last, last == 0x0A || last == 0x0D { raw.removeLast() }
    return raw.split(separator: delimiter, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

extension ColumnMatch.Meaning {
  /// Whether a column holds words, and not numbers, days or codes.
  fileprivate func isText(in form: Questionnaire) -> Bool {
    switch self {
    case .item(let name, _): form.item(name)?.content == .text
    case .study(let name):
      name != ColumnMatcher.Target.weight.name && !name.hasSuffix(".population")
    case .dropped, .pseudonym, .ignored, .unmapped: true
    }
  }
}

extension String {
  /// Whether a text is a number and nothing else: a minus sign, digits, points and commas.
  fileprivate var isPlainNumber: Bool {
    let digits = utf8.drop { $0 == UInt8(ascii: "-") }
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    return utf8.count - digits.count <= 1 && digits.first.map(isDigit) ?? false
      && digits.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
  }
}
