internal import DelimitedText
internal import Digests
public import Foundation
public import SurveyModel

/// Reads the records of a delimited text into coded tables, block by block.
///
/// Every record of the file ends in exactly one place: a row of a block, or the quarantine with the
/// findings that set it aside. Of a file on disk no more is held than a block and the records set
/// aside.
public struct BatchReader: ~Copyable, BatchInput {
  /// What became of the file so far; complete once ``nextBlock()`` has returned nil.
  ///
  /// Of a file on disk its text holds the header and the records set aside alone, and there is a digest
  /// at the end only.
  public private(set) var source: BatchSource
  /// The findings so far, in the order of the file.
  public private(set) var findings: [Finding] = []

  /// The bytes of the text.
  public var byteCount: Int { file?.count ?? text.count }
  /// The bytes of the text before the next block.
  public var readBytes: Int { base + place.offset }

  private let plan: BatchPlan
  /// About how many bytes of the text are read at once.
  private let blockBytes: Int
  /// The file behind the text, nil where the text is held as a whole.
  private let file: ByteFile?
  private let digest = SHA256()
  private var decoder: BlockDecoder
  /// What the file was made from, where it is no plain text.
  private var rendition: Rendition?
  /// The text from `base` on, as far as it was read.
  private var text: [UInt8]
  private var base = 0
  /// Where the next block begins, offsets being those in `text`.
  private var place: RecordWalker.Place
  private var unknown = UnknownTexts()

  /// Reads the header and makes the plan for the records.
  ///
  /// - Parameters:
  ///   - bytes: The file's bytes, UTF-8.
  ///   - fileName: The name that findings carry.
  ///   - study: What the columns and codes mean.
  ///   - blockBytes: About how many bytes of the text make a block.
  /// - Throws: ``ImportError`` with everything that is wrong with the file as a whole.
  public init(
    _ bytes: [UInt8], fileName: String, study: Study, blockBytes: Int = 1 << 20
  ) throws(ImportError) {
    guard let plan = try BatchPlan(bytes, isWhole: true, fileName: fileName, study: study) else {
      throw ImportError(file: fileName, problems: [.empty])
    }
    self.plan = plan
    decoder = BlockDecoder(plan, keepsAll: true)
    place = plan.start
    file = nil
    text = bytes
    source = plan.source(digest: sha256(bytes), text: bytes, header: plan.header)
    self.blockBytes = blockBytes
  }

  /// Opens a file and reads its header.
  ///
  /// - Parameters:
  ///   - url: A delimited text, UTF-8.
  ///   - study: What the columns and codes mean.
  ///   - blockBytes: About how many bytes of the text make a block.
  /// - Throws: ``ImportError`` with everything that is wrong with the file as a whole.
  public init(
    _ url: URL, for study: Study, blockBytes: Int = 1 << 21
  ) throws(ImportError) {
    try self.init(BatchScan(url, for: study), blockBytes: blockBytes)
  }

  /// Opens a file of any kind and reads its header.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - blockBytes: About how many bytes of the text make a block.
  /// - Throws: ``ImportError`` with everything that is wrong with the file as a whole.
  public init(_ file: Rendition, blockBytes: Int = 1 << 21) throws(ImportError) {
    try self.init(BatchScan(file), blockBytes: blockBytes)
    rendition = file
    source.madeFields = file.madeFields
  }

  private init(_ scan: BatchScan, blockBytes: Int) throws(ImportError) {
    let (file, plan) = (scan.file, scan.plan)
    var text: [UInt8] = []
    try file.read(at: 0, count: plan.start.offset, into: &text, after: 0)
    digest.add(text)
    let header = Array(text[plan.header])
    source = plan.source(digest: "", text: header, header: header.indices)
    decoder = BlockDecoder(plan, keepsAll: true)
    place = plan.start
    self.plan = plan
    self.file = file
    self.text = text
    self.blockBytes = blockBytes
  }

  /// The next rows, nil when the file is at its end.
  ///
  /// - Returns: One row or more; findings of these rows stand in ``findings``.
  /// - Throws: ``ImportError`` where the text stops being UTF-8 or readable, where a line is longer than
  ///   any record may be, and where the file was written to meanwhile.
  /// - Complexity: O(*records* × *columns*).
  public mutating func nextBlock() throws(ImportError) -> ResponseTable? {
    while true {
      let isWhole = file.map { base + text.count >= $0.count } ?? true
      guard place.offset < text.count || !isWhole else {
        try finish()
        return nil
      }
      if !isWhole, text.count - place.offset < blockBytes {
        try readOn()
        continue
      }
      var block: BlockDecoder.Block
      do throws(BlockDecoder.Failure) {
        let limit = file == nil ? place.offset + blockBytes : text.count
        block = try decoder.block(of: text, from: place, to: limit, isWhole: isWhole)
      } catch {
        switch error {
        case .needsMore:
          try readOn()
          continue
        case .notUTF8:
          guard let file else {
            let line = UTF8Fault(firstIn: text)?.line ?? place.line
            throw ImportError(file: source.fileName, problems: [.notUTF8(line: line)])
          }
          throw try file.notUTF8()
        }
      }
      for record in block.quarantine where record.bytes.count > ByteFile.longestLine {
        throw ImportError(
          file: source.fileName,
          problems: [
            .lineTooLong(
              line: record.findings.first?.position.line ?? place.line,
              limit: ByteFile.longestLine)
          ])
      }
      place = block.end
      let sheets = rendition?.lines.map { block.place(by: $0) } ?? []
      take(block)
      if block.table.rowCount > 0 {
        var table = block.table
        table.source = BatchSource(
          fileName: source.fileName, fileDigest: "", text: text, records: block.records)
        table.source?.sheets = sheets
        return table
      }
    }
  }

  /// Reads a further piece of the file; what has been decoded makes room for it.
  private mutating func readOn() throws(ImportError) {
    guard let file else { return }
    text.removeSubrange(..<place.offset)
    base += place.offset
    place.offset = 0
    let kept = text.count
    if kept >= blockBytes { try file.checkLine(at: base, of: text, from: place.line) }
    // Twice as much, so that what is read again grows no faster than the record.
    try file.read(at: base + kept, count: max(kept, blockBytes), into: &text, after: kept)
    digest.add(text, from: kept)
  }

  /// Ends the reading of a file.
  private mutating func finish() throws(ImportError) {
    guard let file, source.fileDigest.isEmpty else { return }
    guard file.isUnchanged else { throw ImportError(file: file.name, problems: [.changed]) }
    guard source.readCount > 0 else { throw ImportError(file: file.name, problems: [.noRecords]) }
    try rendition?.check(decoder.decoder.evidence, headers: plan.matches.map(\.header))
    source.fileDigest = rendition?.digest ?? digest.hexadecimal()
  }

  private mutating func take(_ block: BlockDecoder.Block) {
    source.readCount += block.readCount
    source.setAsideCount += block.setAsideCount
    source.blankLineCount += block.blankLineCount
    findings += block.findings
    for record in block.quarantine {
      unknown.add(record, bytes: text[record.bytes], plan: plan)
    }
    if !block.quarantine.isEmpty {
      source.unmappedCodes = unknown.codes
      source.unknownUnits = unknown.units(of: plan)
    }
    guard file != nil else {
      source.records += block.records
      source.quarantine += block.quarantine
      return
    }
    for record in block.quarantine {
      let start = source.text.count
      source.text += text[record.bytes]
      source.quarantine.append(
        QuarantinedRecord(bytes: start..<source.text.count, findings: record.findings))
    }
  }
}

extension BlockDecoder.Block {
  /// Makes positions those of the file that the text was made from; by row the sheet, where there are any.
  fileprivate mutating func place(by lines: LineMap) -> [String?] {
    findings = findings.map { $0.placed(by: lines) }
    quarantine = quarantine.map { record in
      QuarantinedRecord(
        bytes: record.bytes, findings: record.findings.map { $0.placed(by: lines) })
    }
    let sheets =
      lines.hasSheets
      ? (table.integers(TableLayout.line) ?? []).map { lines.place(of: Int($0)).sheet } : []
    table.mapIntegers(TableLayout.line) {
      Int32(truncatingIfNeeded: lines.place(of: Int($0)).line)
    }
    return sheets
  }
}

extension Finding {
  fileprivate func placed(by lines: LineMap) -> Finding {
    var finding = self
    finding.position = lines.position(position)
    if case .keyOf(let record, let line?, _) = expected {
      let first = lines.place(of: line)
      finding.expected = .keyOf(record: record, line: first.line, sheet: first.sheet)
    }
    return finding
  }
}

extension BatchPlan {
  /// A source of which nothing was read but the header.
  fileprivate func source(digest: String, text: [UInt8], header: Range<Int>) -> BatchSource {
    BatchSource(
      fileName: fileName, fileDigest: digest, columns: matches, absentItems: absentItems,
      text: text, header: header, delimiter: dialect.delimiter)
  }
}
