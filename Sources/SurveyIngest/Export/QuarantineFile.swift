internal import DelimitedText
public import SurveyModel

extension BatchSource {
  /// The records that were set aside, as a CSV that can be mended and imported.
  ///
  /// The header and the records stand as in the file, with one more column, `sipas_findings`, that says
  /// what is wrong; the importer passes that column over. The file is made to be opened in a spreadsheet of
  /// the language, with its delimiter: `1.123` in a column of numbers is `1,123` between semicolons in
  /// Vietnamese, which such a spreadsheet takes for no thousand, and what could be taken for a formula has
  /// an apostrophe before it, which the importer takes away again. Whatever is no number that the importer
  /// read stays letter by letter.
  ///
  /// A column whose header says nothing by itself, as `V8` of an SPSS file that is known by its label, is
  /// headed by its item. Columns that sipas made of ticks are left out: the ticks are what is mended.
  /// A record whose quotes are broken is cut at every delimiter, its quotes kept as characters of
  /// the fields, so that a spreadsheet can open the file and a person can mend it.
  ///
  /// No direct identifier is in the file: such a field is left empty where the study drops them, and
  /// holds the pseudonym, marked as one, where it keeps those. A record whose fields cannot be told apart
  /// for certain is then left out, but for what was found and on which line of the file it stands.
  ///
  /// - Parameters:
  ///   - study: The study that the columns were matched with.
  ///   - language: The language of the findings, and of the spreadsheet.
  /// - Returns: The file's bytes, or nil where nothing was set aside.
  public func quarantineFile(of study: Study, language: Language) -> [UInt8]? {
    guard !quarantine.isEmpty, let dialect = Dialect(delimiter: delimiter) else { return nil }
    let contents = columns.map { $0.meaning.content(in: study.questionnaire) }
    var writer = ExportWriter(.excel(language.marks))
    writer.write(texts: ownFields(of: headers(dialect, study)) + [ColumnMatcher.findingsHeader])
    let redaction = IdentifierRedaction(columns, dialect: dialect, key: study.identifierKey)
    for record in quarantine {
      let notes = record.findings.map { $0.message(in: language) }.joined(separator: " | ")
      // A header that came again names nobody.
      let isRedacted =
        !redaction.isEmpty && !record.findings.contains { $0.rule == .repeatedHeader }
      let redacted = isRedacted ? redaction.fields(of: Array(text[record.bytes])) : nil
      if isRedacted, redacted == nil {
        let blank = ownFields(of: [String](repeating: "", count: columns.count))
        writer.write(texts: blank + [notes + " | " + IdentifierRedaction.leftOut[language]])
        continue
      }
      let isBroken = record.findings.contains {
        $0.rule == .strayQuote || $0.rule == .unclosedQuote
      }
      let fields =
        redacted ?? (isBroken ? pieces(of: record.bytes) : fields(of: record.bytes, dialect))
      let cells = fields.enumerated().map { column, field in
        isBroken || column >= contents.count ? .text(field) : contents[column].cell(field)
      }
      writer.write(ownFields(of: cells) + [.text(notes)])
    }
    return writer.bytes
  }

  /// The fields that are the file's own, without those that sipas made of others.
  private func ownFields<Field>(of fields: [Field]) -> [Field] {
    fields.enumerated().filter { !madeFields.contains($0.offset) }.map(\.element)
  }

  /// The headers, those of which nobody would know the item by the item's id.
  private func headers(_ dialect: Dialect, _ study: Study) -> [String] {
    var headers = fields(of: header, dialect)
    let platform = PlatformHeaders(headers, study: study, known: KnownHeaders(study))
    var names = headers
    for (position, name) in platform.renamed { names[position] = name }
    let again = ColumnMatcher(headers: names, study: platform.study).matches
    for (position, (before, after)) in zip(columns, again).enumerated() {
      guard let item = before.meaning.name, after.meaning.name != item else { continue }
      headers[position] = item
    }
    return headers
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

/// What a column holds, as far as it bears on how its cells are written for a spreadsheet.
private enum CellContent {
  case number
  /// Days and codes.
  case code
  case text

  /// The cell of a field.
  func cell(_ field: String) -> ExportCell {
    switch self {
    case .text: .text(field)
    // The point of a literal becomes the language's mark, as only that of a number may.
    case .number where field.trimmed.isDecimal: .literal(field.trimmed)
    case .number, .code: field.isNumber(with: ",") ? .literal(field) : .text(field)
    }
  }
}

extension ColumnMatch.Meaning {
  fileprivate func content(in form: Questionnaire) -> CellContent {
    switch self {
    case .item(let name, _):
      switch form.item(name)?.content {
      case .number: .number
      case .text: .text
      default: .code
      }
    case .study(let name):
      name == ColumnMatcher.Target.weight.name || name.hasSuffix(".population") ? .number : .text
    case .dropped, .pseudonym, .ignored, .unmapped: .text
    }
  }

  /// The item, or the option of an item, that the column is of; nil for any other column.
  fileprivate var name: String? {
    switch self {
    case .item(let name, _), .dropped(let name), .pseudonym(let name): name
    case .study, .ignored, .unmapped: nil
    }
  }
}

extension Language {
  /// What a spreadsheet of the language expects.
  fileprivate var marks: ExportProfile.Marks {
    switch self {
    case .vietnamese: .decimalComma
    case .english: .decimalPoint
    }
  }
}

extension String {
  /// Whether a text is a decimal number as the importer reads it: a minus sign, digits, perhaps a point.
  fileprivate var isDecimal: Bool {
    isNumber(with: ".") && utf8.count { $0 == UInt8(ascii: ".") } <= 1
  }

  /// Whether a text is a number and nothing else: a minus sign, digits, perhaps with such marks among them.
  fileprivate func isNumber(with mark: Unicode.Scalar) -> Bool {
    let digits = utf8.drop { $0 == UInt8(ascii: "-") }
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    return utf8.count - digits.count <= 1 && digits.first.map(isDigit) ?? false
      && digits.allSatisfy { isDigit($0) || $0 == UInt8(ascii: mark) }
  }
}
