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

  // MARK: - Plain rows

  /// The columns as the scanner read them.
  mutating func plainColumns() -> BlockColumns {
    let count = scanner.recordCount
    failedRows.removeAll()
    var columns = BlockColumns(plan.layout, rowCount: count)
    let keptBytes = keepsAll || uses.contains { $0.use.isKeptText } ? scanner.keptBytes : []
    for (field, use) in uses {
      switch use {
      case .codes(let column): columns.closed[column] = scanner.codes(of: field)
      case .numbers(let column): columns.numbers[column] = scanner.numbers(of: field)
      case .texts(let item, let column):
        // Of a text that is only checked there is nothing to keep.
        guard case .text(isKept: true) = scanner.decoding(of: field) else { continue }
        columns.texts[column] = scanner.keptRanges(of: field).enumerated().map { row, range in
          guard !range.isEmpty else { return -1 }
          let text = String(decoding: keptBytes[range], as: UTF8.self).trimmed.composed.lineFed
          if SpreadsheetFailure.isOne(text) { failedRows.append(row) }
          return text.isEmpty || decoder.isMissingCode(text, of: item)
            ? -1 : texts[column].number(of: text)
        }
      case .identifier(let item, let column?, _):
        let id = plan.study.questionnaire.items[item].id
        columns.texts[column] = keptTexts(of: field, keptBytes).map { text in
          text.isEmpty || decoder.isMissingCode(text, of: item)
            ? -1 : texts[column].number(of: decoder.pseudonyms.text(for: text, item: id))
        }
      case .key, .identifier(_, nil, _): break
      case .label:
        guard let memory = memories[field] else { continue }
        let labels = scanner.labels(of: field)
        for (position, column) in memory.columns.enumerated() {
          switch plan.layout.columns[column].kind {
          case .closed:
            let codes = memory.codes[position]
            columns.closed[column] = labels.map {
              $0 < 0 ? MissingKind.blank.code : codes[Int($0)]
            }
          case .number:
            let numbers = memory.numbers[position]
            columns.numbers[column] = labels.map { $0 < 0 ? .nan : numbers[Int($0)] }
          case .text:
            let numbers = memory.texts[position]
            columns.texts[column] = labels.map { $0 < 0 ? -1 : numbers[Int($0)] }
          case .integer: break
          }
        }
      }
    }
    if keepsAll { readKeys(keptBytes, into: &columns) }
    columns.fillAbsent()
    return columns
  }

  mutating func readKeys(_ keptBytes: [UInt8], into columns: inout BlockColumns) {
    guard let keyColumn, keyFields.allSatisfy({ $0 >= 0 }) else { return }
    let parts = keyFields.map { keyTexts(of: $0, keptBytes) }
    columns.texts[keyColumn] = (0..<scanner.recordCount).map { row in
      guard parts.allSatisfy({ !$0[row].isEmpty }) else { return -1 }
      if parts.count == 1 { return texts[keyColumn].append(parts[0][row]) }
      return texts[keyColumn].append(parts.map { $0[row] }.joined(separator: "\u{1F}"))
    }
  }

  /// The texts of a part of the key; empty where it is empty or its record is not plain.
  private func keyTexts(of field: Int, _ keptBytes: [UInt8]) -> [String] {
    for case (field, .identifier(let item, _, _)) in uses {
      let id = plan.study.questionnaire.items[item].id
      return keptTexts(of: field, keptBytes).map {
        $0.isEmpty ? "" : decoder.pseudonyms.text(for: $0, item: id)
      }
    }
    guard memories[field] != nil else {
      return scanner.keptRanges(of: field).map { String(decoding: keptBytes[$0], as: UTF8.self) }
    }
    // A column that is more than a part of the key, such as the unit's, is read as labels.
    let texts = (0..<scanner.labelCount(of: field)).map { label in
      String(decoding: scanner.text(of: label, field: field), as: UTF8.self).trimmed.composed
        .lineFed
    }
    return scanner.labels(of: field).map { $0 < 0 ? "" : texts[Int($0)] }
  }

  /// Whether a part of the key is a direct identifier.
  private var hasIdentifierKey: Bool {
    uses.contains { if case .identifier(_, _, _?) = $0.use { true } else { false } }
  }

  private func keptTexts(of field: Int, _ keptBytes: [UInt8]) -> [String] {
    scanner.keptRanges(of: field).map {
      String(decoding: keptBytes[$0], as: UTF8.self).trimmed.composed
    }
  }

  /// The plain rows that break a rule between answers; what was not asked becomes "not applicable".
  func oddRows(in columns: inout BlockColumns, besides irregular: [Int]) -> [Int] {
    var isOdd = [Bool](repeating: false, count: columns.rowCount)
    let items = plan.study.questionnaire.items
    for item in conditionalItems {
      let own = plan.columns.columnsOfItem[item]
      let conditions = decoder.skipConditions[item]
      for row in isOdd.indices {
        let isAnswered = own.contains {
          columns.isAnswered($0, row, isMultiple: items[item].isMultiple)
        }
        switch conditions.verdict(on: { columns.code($0, row) }) {
        case .asked: if items[item].isRequired && !isAnswered { isOdd[row] = true }
        case .notAsked where isAnswered: isOdd[row] = true
        case .notAsked:
          for column in own where columns.code(column, row) == MissingKind.blank.code {
            if !columns.closed[column].isEmpty {
              columns.closed[column][row] = MissingKind.notApplicable.code
            }
          }
        case .unknown: break
        }
      }
    }
    // The scanner does not ask for an identifier, though it be the key.
    if let keyColumn, keepsAll, hasIdentifierKey {
      for row in isOdd.indices where columns.texts[keyColumn][row] < 0 { isOdd[row] = true }
    }
    // Rows without any answer: looked for in one column after the other, among ever fewer rows.
    var pending = Array(isOdd.indices)
    for (item, own) in plan.columns.columnsOfItem.enumerated()
    where !pending.isEmpty && items[item].pii != .direct {
      for column in own {
        pending.removeAll { columns.isAnswered(column, $0, isMultiple: items[item].isMultiple) }
      }
    }
    for row in pending { isOdd[row] = true }
    // A warning changes no row, so where findings are not kept nobody looks for it.
    for check in decoder.formChecks.checks
    where keepsAll || check.definition.severity == .error {
      for row in check.breach.rows(of: columns) { isOdd[row] = true }
    }
    for row in irregular { isOdd[row] = false }
    return isOdd.indices.filter { isOdd[$0] }
  }
}
