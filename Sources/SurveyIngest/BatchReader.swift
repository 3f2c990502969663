internal import DelimitedText
public import SurveyModel

/// Reads the records of a delimited text into coded tables, block by block.
///
/// Every record of the file ends in exactly one place: a row of a block, or the quarantine with the
/// findings that set it aside.
public struct BatchReader: ~Copyable {
  /// What became of the file so far; complete once ``nextBlock(bytes:)`` has returned nil.
  public private(set) var source: BatchSource
  /// The findings so far, in the order of the file.
  public private(set) var findings: [Finding] = []

  private let plan: BatchPlan
  private var decoder: BlockDecoder
  private var place: RecordWalker.Place
  private var unmapped: [String: [FoundText: Int]] = [:]
  /// Reads the header and makes the plan for the records.
  ///
  /// - Parameters:
  ///   - bytes: The file's bytes, UTF-8.
  ///   - fileName: The name that findings carry.
  ///   - study: What the columns and codes mean.
  /// - Throws: ``ImportError`` with everything that is wrong with the file as a whole.
  public init(_ bytes: [UInt8], fileName: String, study: Study) throws(ImportError) {
    plan = try BatchPlan(bytes, isWhole: true, fileName: fileName, study: study)
    decoder = BlockDecoder(plan, keepsAll: true)
    place = plan.start
    source = BatchSource(
      fileName: fileName, fileDigest: sha256(bytes), columns: plan.matches,
      absentItems: plan.absentItems, text: bytes, header: plan.header,
      delimiter: plan.dialect.delimiter)
  }

  /// The next rows, nil when the file is at its end.
  ///
  /// - Parameter bytes: About how many bytes of the text to read at once.
  /// - Returns: One row or more; findings of these rows stand in ``findings``.
  /// - Throws: ``ImportError`` where the text stops being UTF-8.
  /// - Complexity: O(*records* × *columns*).
  public mutating func nextBlock(bytes: Int = 1 << 20) throws(ImportError) -> ResponseTable? {
    while place.offset < source.text.count {
      let block: BlockDecoder.Block
      do {
        block = try decoder.block(
          of: source.text, from: place, to: place.offset + bytes, isWhole: true)
      } catch {
        let line = UTF8Fault(firstIn: source.text)?.line ?? place.line
        throw ImportError(file: source.fileName, problems: [.notUTF8(line: line)])
      }
      place = block.end
      source.readCount += block.readCount
      source.setAsideCount += block.setAsideCount
      source.blankLineCount += block.blankLineCount
      source.records += block.records
      source.quarantine += block.quarantine
      findings += block.findings
      countUnmapped(block.findings)
      if block.table.rowCount > 0 { return block.table }
    }
    return nil
  }

  private mutating func countUnmapped(_ found: [Finding]) {
    for finding in found where finding.rule == .unmappedCode {
      guard let item = finding.item, let text = finding.found else { continue }
      unmapped[item, default: [:]][text, default: 0] += 1
    }
    guard !found.isEmpty else { return }
    source.unmappedCodes = unmapped.sorted { $0.key < $1.key }.flatMap { item, counts in
      counts.map { UnmappedCode(item: item, found: $0.key, count: $0.value) }
        .sorted { ($1.count, "\($0.found)") < ($0.count, "\($1.found)") }
    }
  }
}
