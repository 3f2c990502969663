internal import DelimitedText
internal import SurveyModel

/// Decodes the records of a text into blocks of rows: plain records by the scanner, the others one by
/// one by ``RowDecoder``.
///
/// Every record ends in exactly one place, a row of a block or the records set aside; which of the two
/// halves read it cannot be told from the outcome.
struct BlockDecoder: ~Copyable {
  typealias Place = RecordWalker.Place

  /// What one block came to.
  struct Block {
    var table: ResponseTable
    /// Where the record of each row stands; empty where that is not kept.
    var records: [Range<Int>] = []
    var findings: [Finding] = []
    var quarantine: [QuarantinedRecord] = []
    /// The records read, those set aside included.
    var readCount = 0
    var setAsideCount = 0
    var blankLineCount = 0
    /// Where the next block begins.
    var end: Place
  }

  /// Why no block could be made.
  enum Failure: Error {
    /// The bytes end before the first record does.
    case needsMore
    /// A field is not UTF-8.
    case notUTF8
  }

  let plan: BatchPlan
  /// Whether texts, keys, places and findings are kept; a score needs none of them.
  let keepsAll: Bool
  let uses: [(field: Int, use: FieldPlans.Use)]
  let keyFields: [Int]
  let keyColumn: Int?
  /// The items whose rules look at other answers.
  let conditionalItems: [Int]
  var decoder: RowDecoder
  var scanner: ColumnScanner
  var memories: [Int: LabelMemory] = [:]
  var texts: [TextPool]
  var ledger = KeyLedger()
  var answers: AnswerLedger
  /// The rows of this block in which a text is a formula that failed.
  var failedRows: [Int] = []

  init(_ plan: BatchPlan, keepsAll: Bool) {
    self.plan = plan
    self.keepsAll = keepsAll
    let fields = FieldPlans(
      plan.columns, fieldCount: plan.headers.count, study: plan.study, keepsTexts: keepsAll)
    uses = fields.uses
    decoder = RowDecoder(
      study: plan.study, plan: plan.columns, layout: plan.layout,
      headers: plan.matches.map(\.header), file: plan.fileName)
    scanner = ColumnScanner(fields.decodings, dialect: plan.dialect)
    texts = plan.layout.columns.map { _ in TextPool() }
    answers = AnswerLedger(of: plan.study, plan: plan.columns)
    keyColumn = plan.layout.position(of: TableLayout.key)
    var keyFields = plan.study.columns.key.map { _ in -1 }
    for (field, use) in fields.uses {
      switch use {
      case .label(let steps):
        memories[field] = LabelMemory(steps)
        for case .key(let part) in steps { keyFields[part] = field }
      case .key(let part), .identifier(_, _, let part?): keyFields[part] = field
      case .identifier(_, _, nil), .codes, .numbers, .texts: break
      }
    }
    self.keyFields = keyFields
    conditionalItems = plan.study.questionnaire.items.indices.filter { item in
      let definition = plan.study.questionnaire.items[item]
      return (definition.isRequired || !definition.askedIf.isEmpty)
        && !plan.columns.columnsOfItem[item].isEmpty
    }
  }

  /// The first and last key read so far, nil where keys did not rise or are not of one field.
  var risingKeys: (first: [UInt8], last: [UInt8])? { scanner.risingKeys }

  /// Decodes a block of the records that begin at `start`.
  ///
  /// - Parameters:
  ///   - bytes: Bytes of the text.
  ///   - start: Where the block begins.
  ///   - limit: Records that end beyond this offset are left for later blocks.
  ///   - isWhole: Whether `bytes` reach to the end of the text.
  /// - Returns: The rows, and what became of the other records.
  /// - Throws: ``Failure`` where the bytes end too early or are not UTF-8.
  mutating func block(
    of bytes: [UInt8], from start: Place, to limit: Int, isWhole: Bool
  ) throws(Failure) -> Block {
    let limit = min(limit, bytes.count)
    let isLast = isWhole && limit == bytes.count
    let scanEnd = isLast ? limit : BlockDecoder.endOfLines(in: bytes, start.offset..<limit)
    scanner.reset()
    scanner.beginBlock()
    var stop = scanner.scan(bytes, start.offset..<scanEnd)
    if stop == .end, isLast { stop = scanner.finish() }
    if stop == .notUTF8 { throw .notUTF8 }
    let isStuck = scanEnd == start.offset && !isLast
    let isAtEnd = stop == .end && !isStuck && (isLast || !scanner.isRecordOpen)
    var hasFault = stop == .fault
    if scanner.recordCount == 0, !isAtEnd, !hasFault {
      // No record ends here: it is at fault, or the careful reader needs more of it.
      guard isWhole || !isStuck else { throw .needsMore }
      hasFault = true
    }
    return try finish(
      Source(bytes: bytes, isWhole: isWhole), start: start, scanEnd: scanEnd, isAtEnd: isAtEnd,
      hasFault: hasFault)
  }

  struct Source {
    var bytes: [UInt8]
    var isWhole: Bool
  }

  /// The end of the last line in `range`, or its start where no line ends there.
  static func endOfLines(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] != 0x0A { end -= 1 }
    if end > range.lowerBound { return end }
    // Lines may end at CR alone; one at the very end may be half of a CR LF.
    end = range.upperBound - 1
    while end > range.lowerBound, bytes[end - 1] != 0x0D { end -= 1 }
    return max(end, range.lowerBound)
  }

  // MARK: - Making the block

  mutating func finish(
    _ source: Source, start: Place, scanEnd: Int, isAtEnd: Bool, hasFault: Bool
  ) throws(Failure) -> Block {
    let count = scanner.recordCount
    for column in texts.indices { texts[column].beginBlock() }
    var irregular = askLabels(besides: scanner.irregularRecords)
    var columns = plainColumns()
    let odd = oddRows(in: &columns, besides: irregular) + failedRows
    if !odd.isEmpty { irregular = Set(irregular + odd).sorted() }
    var block = Block(
      table: ResponseTable(layout: plan.layout), end: Place(offset: scanEnd, line: 0, record: 0))

    // Where the records stand, unless each is a line and nobody asks.
    let isSimple =
      !keepsAll && isAtEnd && irregular.isEmpty
      && BlockDecoder.lineCount(source.bytes, start.offset..<scanEnd) == count
    guard !isSimple else {
      block.end.line = start.line + count
      block.end.record = start.record + count
      block.readCount = count
      block.table = table(columns, keeping: Array(repeating: true, count: count))
      return block
    }
    var walker = RecordWalker(start, dialect: plan.dialect)
    var records: [RecordWalker.Record] = []
    records.reserveCapacity(count)
    while records.count < count, let record = walker.next(in: source.bytes, to: scanEnd) {
      records.append(record)
    }
    precondition(records.count == count, "records stand where libcsv found them")
    // Behind the last record the next one begins, or the rest of the text is blank.
    if isAtEnd { walker.skipBlankLines(in: source.bytes, to: scanEnd) }
    if hasFault { walker.skipBlankLines(in: source.bytes, to: source.bytes.count) }
    block.end = walker.place
    var keeps = [Bool](repeating: true, count: count)
    var found = [[Finding]](repeating: [], count: count)
    var blankRecords = 0
    var isCut = false
    for row in irregular where !isCut {
      let outcome = try read(source, at: records[row].place, row: row, into: &columns)
      keeps[row] = outcome.kind == .accepted
      found[row] = outcome.findings
      if outcome.kind == .blank { blankRecords += 1 }
      if outcome.end != records[row].end {
        // The careful reader goes on elsewhere, so all behind this record is read again.
        records[row].end = outcome.end
        records.removeSubrange((row + 1)...)
        block.end = outcome.end
        isCut = true
      }
    }
    if hasFault, !isCut, walker.place.offset < source.bytes.count {
      columns.appendRow()
      let outcome = try read(source, at: walker.place, row: count, into: &columns)
      keeps.append(outcome.kind == .accepted)
      found.append(outcome.findings)
      if outcome.kind == .blank { blankRecords += 1 }
      records.append(RecordWalker.Record(place: walker.place, end: outcome.end))
      block.end = outcome.end
    }
    for row in records.count..<keeps.count { keeps[row] = false }
    block.readCount = records.count - blankRecords
    block.blankLineCount = blankRecords
    var line = start.line
    for record in records {
      block.blankLineCount += record.place.line - line
      line = record.end.line
    }
    block.blankLineCount += block.end.line - line
    if keepsAll {
      checkKeys(columns, records, keeps: &keeps, found: &found)
      checkUniqueAnswers(columns, records, keeps: &keeps, found: &found)
    }
    collect(&columns, records, keeps: keeps, found: found, into: &block)
    block.table = table(columns, keeping: keeps)
    return block
  }

  mutating func table(_ columns: BlockColumns, keeping keeps: [Bool]) -> ResponseTable {
    var columns = columns
    columns.fillAbsent()
    return ResponseTable(
      layout: plan.layout, rowCount: keeps.count { $0 },
      columns: columns.columns(keeping: keeps, texts: texts.map(\.values)))
  }

  /// Sorts what was found to the rows that are kept and to those that are not.
  func collect(
    _ columns: inout BlockColumns, _ records: [RecordWalker.Record], keeps: [Bool],
    found: [[Finding]], into block: inout Block
  ) {
    for (row, record) in records.enumerated() {
      // A row of delimiters alone is neither kept nor set aside.
      let isSetAside = !keeps[row] && !found[row].isEmpty
      if isSetAside { block.setAsideCount += 1 }
      guard keepsAll else { continue }
      block.findings += found[row]
      if keeps[row] { block.records.append(record.range) }
      if isSetAside {
        block.quarantine.append(QuarantinedRecord(bytes: record.range, findings: found[row]))
      }
    }
    guard keepsAll else { return }
    for (name, value) in [
      (TableLayout.record, \Place.record), (TableLayout.line, \Place.line),
    ] {
      guard let column = plan.layout.position(of: name) else { continue }
      var numbers = records.map { Int32(truncatingIfNeeded: $0.place[keyPath: value]) }
      numbers += Array(repeating: 0, count: keeps.count - numbers.count)
      columns.integers[column] = numbers
    }
  }

  /// Sets aside records whose key an earlier record has.
  mutating func checkKeys(
    _ columns: BlockColumns, _ records: [RecordWalker.Record], keeps: inout [Bool],
    found: inout [[Finding]]
  ) {
    guard let keyColumn else { return }
    let keys = texts[keyColumn].values
    for (row, record) in records.enumerated() {
      let index = columns.texts[keyColumn].isEmpty ? -1 : columns.texts[keyColumn][row]
      guard index >= 0 else { continue }
      let place = KeyLedger.Place(record: record.place.record, line: record.place.line)
      guard let first = ledger.first(keys[Int(index)], at: place) else { continue }
      found[row].append(
        Finding(
          rule: .repeatedKey, position: position(of: record),
          expected: .keyOf(record: Int(first.record), line: Int(first.line))))
      keeps[row] = false
    }
  }

  /// Where a record stands.
  func position(of record: RecordWalker.Record, field: Int? = nil) -> SourcePosition {
    SourcePosition(
      file: plan.fileName, line: record.place.line,
      lastLine: max(record.end.line - 1, record.place.line), record: record.place.record,
      field: field)
  }
}
