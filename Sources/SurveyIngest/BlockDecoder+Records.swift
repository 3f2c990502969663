internal import DelimitedText
internal import SurveyModel

// One record at a time, carefully.
extension BlockDecoder {
  enum Kind {
    case accepted, setAside, blank
  }

  struct Outcome {
    var kind: Kind
    var findings: [Finding] = []
    var end: Place
  }

  /// Reads one record with ``RecordReader`` and ``RowDecoder``; its values go into the row.
  mutating func read(
    _ source: Source, at place: Place, row: Int, into columns: inout BlockColumns
  ) throws(Failure) -> Outcome {
    var size = 4096
    while true {
      let end = min(place.offset + size, source.bytes.count)
      let isAll = source.isWhole && end == source.bytes.count
      var reader = RecordReader(
        Array(source.bytes[place.offset..<end]), dialect: plan.dialect, firstLine: place.line,
        firstRecord: place.record)
      let step = reader.next()
      // What reaches to the end of a part of the text may go on behind it.
      if isAll || (step != nil && !reader.reachedEnd) {
        return try outcome(of: step, reader, at: place, row: row, into: &columns)
      }
      guard end < source.bytes.count else { throw .needsMore }
      size *= 8
    }
  }

  mutating func outcome(
    of step: RecordReader.Step?, _ reader: borrowing RecordReader, at place: Place, row: Int,
    into columns: inout BlockColumns
  ) throws(Failure) -> Outcome {
    guard String(validating: reader.rawBytes(), as: UTF8.self) != nil else { throw .notUTF8 }
    var end = Place(
      offset: place.offset + reader.byteRange.upperBound, line: reader.lines.upperBound + 1,
      record: place.record + 1)
    func finding(_ rule: FindingRule, _ expected: Expectation = .nothing) -> Finding {
      Finding(
        rule: rule,
        position: SourcePosition(
          file: plan.fileName, line: reader.lines.lowerBound, lastLine: reader.lines.upperBound,
          record: reader.recordNumber),
        expected: expected)
    }
    if case .fault(let fault) = step {
      // Reading goes on with the next line.
      end.line = place.line + 1
      let found: Finding
      switch fault.kind {
      case .strayQuote: found = finding(.strayQuote)
      case .unclosedQuote: found = finding(.unclosedQuote)
      case .fieldTooLong(let limit), .recordTooLong(let limit):
        found = finding(.fieldTooLong, .limit(limit))
      case .outOfMemory: found = finding(.fieldTooLong)
      }
      return Outcome(kind: .setAside, findings: [found], end: end)
    }
    // A record that is not decoded has no key, whatever stands where the key would be.
    if let keyColumn { columns.texts[keyColumn][row] = -1 }
    let count = reader.fieldCount
    if (0..<count).allSatisfy({ reader.isBlank($0) }) {
      // Nothing but delimiters, as Excel writes below the last row.
      return Outcome(kind: .blank, end: end)
    }
    guard count == plan.headers.count else {
      let rule: FindingRule = count < plan.headers.count ? .tooFewFields : .tooManyFields
      return Outcome(
        kind: .setAside, findings: [finding(rule, .fields(plan.headers.count))], end: end)
    }
    let isHeader = (0..<count).allSatisfy {
      plan.headers[$0] == ColumnMatcher.findingsHeader || reader.string($0) == plan.headers[$0]
    }
    if isHeader {
      return Outcome(kind: .setAside, findings: [finding(.repeatedHeader)], end: end)
    }
    let isAccepted = decoder.decode(reader)
    put(decoder, row: row, isAccepted: isAccepted, into: &columns)
    return Outcome(
      kind: isAccepted ? .accepted : .setAside, findings: decoder.findings, end: end)
  }

  /// Puts the values of the careful decoder into a row.
  mutating func put(
    _ decoder: RowDecoder, row: Int, isAccepted: Bool, into columns: inout BlockColumns
  ) {
    for (column, layout) in plan.layout.columns.enumerated() {
      switch layout.kind {
      case .closed: columns.closed[column][row] = decoder.codes[column]
      case .number: columns.numbers[column][row] = decoder.numbers[column]
      case .text:
        let isKey = column == keyColumn
        guard isAccepted || isKey, let text = decoder.texts[column], keepsAll || !isKey else {
          columns.texts[column][row] = -1
          continue
        }
        columns.texts[column][row] =
          isKey ? texts[column].append(text) : texts[column].number(of: text)
      case .integer: break
      }
    }
  }

  /// The number of lines that end at LF.
  static func lineCount(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var count = ColumnScanner.lineFeeds(in: bytes, range)
    // The last record of a text may have no line end.
    if let last = bytes[range].last, last != 0x0A { count += 1 }
    return count
  }
}
