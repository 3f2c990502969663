extension RecordReader {
  /// How far the reading of one record has come.
  private struct WorkProgress {
    /// The first line of the record: its number and its bytes.
    let firstLine: Int
    let firstLineBytes: Range<Int>
    /// The line being read, and the one where the open field begins: number and bytes.
    var line: Int
    var lineBytes: Range<Int>
    var openFieldLine: Int
    var openFieldLineStart: Int
  }

  /// Reads one record, a physical line at a time; nil when there was a blank line instead.
  mutating func readRecord() -> Step? {
    let firstLineBytes = nextOffset..<lineScanner.endOfLine(at: nextOffset, in: text)
    var progress = WorkProgress(
      firstLine: nextLine, firstLineBytes: firstLineBytes,
      line: nextLine, lineBytes: firstLineBytes,
      openFieldLine: nextLine, openFieldLineStart: nextOffset)
    while true {
      reachedEnd = progress.lineBytes.upperBound == text.count
      let fieldsBefore = fields.count
      let outcome = parser.parseLine(
        progress.lineBytes, of: text, recordStart: firstLineBytes.lowerBound, limits: limits)
      if fields.count > fieldsBefore {
        // Fields were finished on this line, so the open one began here too.
        progress.openFieldLine = progress.line
        progress.openFieldLineStart = progress.lineBytes.lowerBound
      }
      switch outcome {
      case .endsRecord: return finishRecord(progress)
      case .strayQuote(let offset): return fault(.strayQuote, progress, at: offset)
      case .fieldTooLong(let offset): return openFieldFault(progress, before: offset + 1)
      case .recordTooLong:
        return fault(.recordTooLong(limit: limits.maximumRecordBytes), progress)
      case .outOfMemory: return fault(.outOfMemory, progress)
      case .leavesRecordOpen: break
      }
      let lineEnd = progress.lineBytes.upperBound
      let isFirstLine = progress.line == progress.firstLine
      if isFirstLine, fields.count == 0, text[firstLineBytes].allSatisfy(\.isBlankOrLineEnd) {
        nextOffset = lineEnd
        nextLine += 1
        return nil
      }
      if lineEnd == text.count {
        if case .endsRecord = parser.finish() { return finishRecord(progress) }
        return openFieldFault(progress, before: lineEnd, kind: .unclosedQuote)
      }
      if progress.line - progress.openFieldLine + 1 >= limits.maximumFieldLines {
        return openFieldFault(progress, before: lineEnd, kind: .unclosedQuote)
      }
      progress.line += 1
      progress.lineBytes = lineEnd..<lineScanner.endOfLine(at: lineEnd, in: text)
    }
  }

  /// Notes where the record stands that ends with the line being read.
  private mutating func finishRecord(_ progress: WorkProgress) -> Step {
    recordNumber += 1
    lines = progress.firstLine...progress.line
    byteRange = progress.firstLineBytes.lowerBound..<progress.lineBytes.upperBound
    nextOffset = byteRange.upperBound
    nextLine = progress.line + 1
    return .record
  }

  /// Sets the record's first line aside for a fault whose cause stands at `offset` of the line
  /// being read, or for one of the whole record.
  private mutating func fault(
    _ kind: RecordFault.Kind, _ progress: WorkProgress, at offset: Int? = nil, line: Int? = nil
  ) -> Step {
    parser.reset()
    recordNumber += 1
    let causeLine = line ?? (offset == nil ? progress.firstLine : progress.line)
    lines = progress.firstLine...causeLine
    byteRange = progress.firstLineBytes
    nextOffset = byteRange.upperBound
    nextLine = progress.firstLine + 1
    return .fault(
      RecordFault(
        kind: kind, lines: lines, record: recordNumber,
        byteOffset: offset ?? byteRange.lowerBound, byteRange: byteRange))
  }

  /// A fault of the field that is still open at `end`, at the place where that field begins.
  ///
  /// A field that is too long has an unclosed quote when it has left the line it began on.
  private mutating func openFieldFault(
    _ progress: WorkProgress, before end: Int, kind: RecordFault.Kind? = nil
  ) -> Step {
    let isSpread = progress.openFieldLine < progress.line
    return fault(
      kind ?? (isSpread ? .unclosedQuote : .fieldTooLong(limit: limits.maximumFieldBytes)),
      progress,
      at: startOfOpenField(
        in: progress.openFieldLineStart..<end,
        // A line other than the first begins inside quotes, or the record would have ended.
        insideQuotes: progress.openFieldLine > progress.firstLine),
      line: progress.openFieldLine)
  }

  /// The offset of the last field that begins in `range`: its quote or its first byte.
  private func startOfOpenField(in range: Range<Int>, insideQuotes: Bool) -> Int {
    var isQuoted = insideQuotes
    var start = range.lowerBound
    for offset in range {
      let byte = text[offset]
      if byte == dialect.quote {
        // A doubled quote closes and opens again, and begins no field.
        isQuoted.toggle()
      } else if byte == dialect.delimiter, !isQuoted {
        start = offset + 1
      }
    }
    return text[start..<range.upperBound].firstIndex { !$0.isBlank } ?? start
  }
}

extension UInt8 {
  fileprivate var isBlankOrLineEnd: Bool { isBlank || isLineEnd }
}
