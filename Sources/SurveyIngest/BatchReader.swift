internal import DelimitedText
public import SurveyModel

/// Reads the records of a delimited text into coded tables, block by block.
///
/// Every record of the file ends in exactly one place: a row of a block, or the quarantine with the
/// findings that set it aside.
public struct BatchReader: ~Copyable {
  /// What became of the file so far; complete once ``nextBlock(maximumRows:)`` has returned nil.
  public private(set) var source: BatchSource
  /// The findings so far, in the order of the file.
  public private(set) var findings: [Finding] = []

  private let layout: TableLayout
  private let headers: [String]
  private var reader: RecordReader
  private var decoder: RowDecoder
  private var unmapped: [String: [FoundText: Int]] = [:]

  /// Reads the header and makes the plan for the records.
  ///
  /// - Parameters:
  ///   - bytes: The file's bytes, UTF-8.
  ///   - fileName: The name that findings carry.
  ///   - study: What the columns and codes mean.
  /// - Throws: ``ImportError`` with everything that is wrong with the file as a whole.
  public init(_ bytes: [UInt8], fileName: String, study: Study) throws(ImportError) {
    if let problem = BatchReader.problem(of: bytes) {
      throw ImportError(file: fileName, problems: [problem])
    }
    let dialect = Dialect.detected(in: bytes)
    var reader = RecordReader(bytes, dialect: dialect)
    guard case .record = reader.next() else {
      let line = reader.lines.lowerBound
      throw ImportError(file: fileName, problems: [.brokenHeader(line: line)])
    }
    var headers: [String] = []
    for field in 0..<reader.fieldCount { headers.append(reader.string(field) ?? "") }
    let matcher = ColumnMatcher(headers: headers, study: study)
    var problems = matcher.problems
    // What a spreadsheet leaves below a header is no record: line ends, blanks, delimiters.
    let isEmpty: (UInt8) -> Bool = { $0 == dialect.delimiter || BatchReader.blanks.contains($0) }
    if bytes[reader.byteRange.upperBound...].allSatisfy(isEmpty) { problems.append(.noRecords) }
    guard problems.isEmpty else { throw ImportError(file: fileName, problems: problems) }

    layout = TableLayout(study)
    self.headers = headers
    let plan = ColumnPlan(targets: matcher.targets, study: study, layout: layout)
    decoder = RowDecoder(
      study: study, plan: plan, layout: layout, headers: matcher.matches.map(\.header),
      file: fileName)
    source = BatchSource(
      fileName: fileName, fileDigest: sha256(bytes), columns: matcher.matches,
      absentItems: matcher.absentItems, text: bytes, header: reader.byteRange,
      delimiter: dialect.delimiter)
    self.reader = reader
  }

  /// The next rows, nil when the file is at its end.
  ///
  /// - Parameter maximumRows: The most rows of the block.
  /// - Returns: One row or more; findings of these rows stand in ``findings``.
  /// - Complexity: O(*records* × *columns*).
  public mutating func nextBlock(maximumRows: Int = 16_384) -> ResponseTable? {
    var builder = TableBuilder(layout: layout)
    while builder.rowCount < maximumRows, let step = reader.next() {
      source.readCount += 1
      switch step {
      case .fault(let fault): setAside([finding(for: fault)])
      case .record: readRecord(into: &builder)
      }
    }
    source.blankLineCount += reader.blankLines - countedBlankLines
    countedBlankLines = reader.blankLines
    source.unmappedCodes = unmapped.sorted { $0.key < $1.key }.flatMap { item, counts in
      counts.map { UnmappedCode(item: item, found: $0.key, count: $0.value) }
        .sorted { ($1.count, "\($0.found)") < ($0.count, "\($1.found)") }
    }
    return builder.rowCount > 0 ? builder.table() : nil
  }

  private var countedBlankLines = 0

  private mutating func readRecord(into builder: inout TableBuilder) {
    let count = reader.fieldCount
    var isEmpty = true
    for field in 0..<count where isEmpty { isEmpty = reader.isBlank(field) }
    if isEmpty {
      // Nothing but delimiters, as Excel writes below the last row.
      source.readCount -= 1
      source.blankLineCount += 1
      return
    }
    guard count == headers.count else {
      setAside([raggedFinding(count)])
      return
    }
    if isHeader() {
      setAside([recordFinding(.repeatedHeader)])
      return
    }
    let isAccepted = decoder.decode(reader)
    countUnmapped(decoder.findings)
    if isAccepted {
      findings += decoder.findings
      source.records.append(reader.byteRange)
      builder.append(
        codes: decoder.codes, numbers: decoder.numbers, texts: decoder.texts,
        record: reader.recordNumber, line: reader.lines.lowerBound)
    } else {
      setAside(decoder.findings)
    }
  }

  private mutating func setAside(_ found: [Finding]) {
    findings += found
    source.setAsideCount += 1
    source.quarantine.append(QuarantinedRecord(bytes: reader.byteRange, findings: found))
  }

  private mutating func countUnmapped(_ found: [Finding]) {
    for finding in found where finding.rule == .unmappedCode {
      guard let item = finding.item, let text = finding.found else { continue }
      unmapped[item, default: [:]][text, default: 0] += 1
    }
  }

  private func isHeader() -> Bool {
    headers.indices.allSatisfy {
      headers[$0] == ColumnMatcher.findingsHeader || reader.string($0) == headers[$0]
    }
  }

  private func recordFinding(_ rule: FindingRule, expected: Expectation = .nothing) -> Finding {
    Finding(
      rule: rule,
      position: SourcePosition(
        file: source.fileName, line: reader.lines.lowerBound, lastLine: reader.lines.upperBound,
        record: reader.recordNumber),
      expected: expected)
  }

  private func raggedFinding(_ count: Int) -> Finding {
    recordFinding(
      count < headers.count ? .tooFewFields : .tooManyFields, expected: .fields(headers.count))
  }

  private func finding(for fault: RecordFault) -> Finding {
    switch fault.kind {
    case .strayQuote: recordFinding(.strayQuote)
    case .unclosedQuote: recordFinding(.unclosedQuote)
    case .fieldTooLong(let limit), .recordTooLong(let limit):
      recordFinding(.fieldTooLong, expected: .limit(limit))
    case .outOfMemory: recordFinding(.fieldTooLong)
    }
  }

  private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

  private static func problem(of bytes: [UInt8]) -> ImportError.Problem? {
    let start = ByteOrderMark(startOf: bytes) == .utf8 ? ByteOrderMark.utf8.bytes.count : 0
    if bytes[start...].allSatisfy(blanks.contains) { return .empty }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .notText(kind: "XLSX/ZIP") }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .notText(kind: "XLS") }
    if let mark = ByteOrderMark(startOf: bytes), mark != .utf8 { return .utf16 }
    // UTF-16 without its mark: every other byte of a header's ASCII is NUL.
    let opening = bytes.prefix(64)
    if opening.count(where: { $0 == 0 }) * 3 > opening.count { return .utf16 }
    if let fault = UTF8Fault(firstIn: bytes) { return .notUTF8(line: fault.line) }
    return nil
  }
}
