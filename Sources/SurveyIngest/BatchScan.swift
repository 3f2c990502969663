internal import Dispatch
internal import DelimitedText
public import Foundation
public import SurveyModel
internal import Synchronization

/// Reads a batch file for its answers alone, a piece at a time and on several threads.
///
/// Texts, keys and places are checked and not kept, so memory does not grow with the file. Each thread
/// reads a part of the file that begins where a line does; whether that is also where a record does is
/// known when the part before has been read to its end. Where it is not, or where keys do not rise
/// from record to record, the file is read once more in one go.
public struct BatchScan: Sendable {
  /// How many records were read and what became of them.
  public struct Counts: Hashable, Sendable {
    /// Records read.
    public var read = 0
    /// Records set aside for an error.
    public var setAside = 0
  }

  let file: ByteFile
  let plan: BatchPlan
  /// What keeps a file that was made for reading.
  private var rendition: Rendition?
  /// The bytes that a thread reads at once.
  private static let pieceBytes = 1 << 20
  /// The bytes of a thread's first block; each further one has twice as many.
  private static let firstBlockBytes = 1 << 15
  /// The fewest bytes that a thread is given.
  private let smallestPart: Int

  /// Reads the header.
  ///
  /// - Parameters:
  ///   - url: A delimited text, UTF-8.
  ///   - study: What the columns and codes mean.
  ///   - smallestPart: The fewest bytes that a thread is given; a smaller file is read by one.
  /// - Throws: ``ImportError`` with everything that is wrong with the file as a whole.
  public init(
    _ url: URL, for study: Study, smallestPart: Int = 1 << 22
  ) throws(ImportError) {
    try self.init(url, name: url.lastPathComponent, study: study, smallestPart: smallestPart)
  }

  /// Reads the header of a file of any kind.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - smallestPart: The fewest bytes that a thread is given; a smaller file is read by one.
  /// - Throws: ``ImportError`` with everything that is wrong with the file as a whole.
  public init(_ file: Rendition, smallestPart: Int = 1 << 22) throws(ImportError) {
    try self.init(
      URL(filePath: file.path), name: file.fileName, study: file.study, smallestPart: smallestPart)
    rendition = file
  }

  private init(_ url: URL, name: String, study: Study, smallestPart: Int) throws(ImportError) {
    self.smallestPart = max(1, smallestPart)
    file = try ByteFile(url, name: name)
    try file.checkFirstLine()
    var bytes: [UInt8] = []
    var size = BatchScan.pieceBytes
    while true {
      try file.read(at: 0, count: size, into: &bytes, after: 0)
      // A header that a large piece cannot hold is taken for the whole file, and so found at fault.
      let isWhole = bytes.count == file.count || size >= ByteFile.longestLine
      if let plan = try BatchPlan(bytes, isWhole: isWhole, fileName: file.name, study: study) {
        self.plan = plan
        return
      }
      size *= 4
    }
  }

  /// Reads the records.
  ///
  /// - Parameters:
  ///   - threads: The most threads to use.
  ///   - progress: Told after each block, on any thread.
  ///   - start: Makes what a thread collects into.
  ///   - collect: Takes a block of rows; blocks of one thread come in the order of the file.
  /// - Returns: What the threads collected, in the order of the file, and the counts.
  /// - Throws: ``ImportError`` where the file stops being UTF-8 or readable, where a line is longer than
  ///   any record may be, and where the file was written to meanwhile.
  public func collect<Collection: Sendable>(
    threads: Int, telling progress: WorkProgress = .none, into start: @Sendable () -> Collection,
    _ collect: @Sendable (inout Collection, ResponseTable) -> Void
  ) throws(ImportError) -> (collected: [Collection], counts: Counts) {
    let parts = max(1, min(threads, file.count / smallestPart))
    let telling = ScanProgress(progress, file: file)
    let first =
      needsAnswers
      ? nil : try read(parts: parts, keepsAll: false, telling: telling, into: start, collect)
    let found: [Part<Collection>]
    if let first, isOneReading(first) {
      found = first
    } else {
      // One thread reads exactly; keys that do not rise and unique answers have to be kept.
      if !needsAnswers { telling.beginAgain() }
      found =
        try read(
          parts: 1, keepsAll: needsKeys || needsAnswers, telling: telling, into: start, collect)
        ?? []
    }
    guard file.isUnchanged else { throw ImportError(file: file.name, problems: [.changed]) }
    do throws(ImportError) {
      try check(found)
    } catch {
      // Only a reading in one go knows the number of each line.
      guard found.count > 1,
        let whole = try read(parts: 1, keepsAll: false, telling: telling, into: start, collect)
      else { throw error }
      try check(whole)
      throw error
    }
    return (found.map(\.collection), BatchScan.sum(found))
  }

  /// Refuses a file whose end contradicts what its beginning said.
  private func check<Collection>(_ parts: [Part<Collection>]) throws(ImportError) {
    guard let rendition else { return }
    var evidence = WritingEvidence()
    for part in parts { evidence.add(part.evidence) }
    try rendition.check(evidence, headers: plan.matches.map(\.header))
  }

  private var needsKeys: Bool { !plan.study.columns.key.isEmpty }

  /// Whether answers of the whole file have to be compared.
  private var needsAnswers: Bool { plan.study.questionnaire.items.contains(where: \.isUnique) }

  // MARK: - Parts

  /// What one thread read.
  private struct Part<Collection: Sendable>: Sendable {
    var collection: Collection
    var counts = Counts()
    /// Where its first record begins, and where the record behind its last does.
    var start = 0
    var end = 0
    var keys: (first: [UInt8], last: [UInt8])?
    var evidence = WritingEvidence()
    var failure: ImportError?
  }

  private static func sum<Collection>(_ parts: [Part<Collection>]) -> Counts {
    parts.reduce(into: Counts()) { sum, part in
      sum.read += part.counts.read
      sum.setAside += part.counts.setAside
    }
  }

  /// Whether the parts join without gap or overlap, and no key can have come twice.
  private func isOneReading<Collection>(_ parts: [Part<Collection>]) -> Bool {
    for (part, next) in zip(parts, parts.dropFirst()) where part.end != next.start { return false }
    guard needsKeys else { return true }
    var last: [UInt8]?
    for part in parts where part.counts.read > 0 {
      guard let keys = part.keys else { return false }
      if let last, !BatchScan.rises(from: last, to: keys.first) { return false }
      last = keys.last
    }
    return true
  }

  private static func rises(from last: [UInt8], to next: [UInt8]) -> Bool {
    last.count != next.count
      ? last.count < next.count : last.lexicographicallyPrecedes(next)
  }

  /// Reads the file in parts; nil where a part finds no line to begin with.
  private func read<Collection: Sendable>(
    parts count: Int, keepsAll: Bool, telling progress: ScanProgress,
    into start: @Sendable () -> Collection,
    _ collect: @Sendable (inout Collection, ResponseTable) -> Void
  ) throws(ImportError) -> [Part<Collection>]? {
    let results = Mutex<[Part<Collection>?]>(Array(repeating: nil, count: count))
    let length = file.count - plan.start.offset
    let bounds = (0...count).map { plan.start.offset + length / count * $0 }
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let end = number == count - 1 ? file.count : bounds[number + 1]
      let part = readPart(
        from: bounds[number], to: end, isFirst: number == 0, keepsAll: keepsAll, telling: progress,
        into: start(), collect)
      results.withLock { $0[number] = part }
    }
    let found = results.withLock { $0 }
    var parts: [Part<Collection>] = []
    for part in found {
      guard let part else { return nil }
      parts.append(part)
    }
    if parts.contains(where: { $0.failure?.isInterruption ?? false }) {
      throw ImportError(file: file.name, problems: [.interrupted])
    }
    // A part that began inside a record may see what is no fault of the file.
    if let failure = parts.first?.failure { throw failure }
    return parts.contains { $0.failure != nil } ? nil : parts
  }

  /// Reads the records that begin in a part of the file; nil where it finds no line to begin with.
  private func readPart<Collection: Sendable>(
    from lower: Int, to upper: Int, isFirst: Bool, keepsAll: Bool,
    telling progress: ScanProgress, into collection: Collection,
    _ collect: (inout Collection, ResponseTable) -> Void
  ) -> Part<Collection>? {
    var part = Part(collection: collection)
    do throws(ImportError) {
      let isFound = try read(
        &part, from: lower, to: upper, isFirst: isFirst, keepsAll: keepsAll, telling: progress,
        collect)
      return isFound ? part : nil
    } catch {
      part.failure = error
      return part
    }
  }

  private func read<Collection: Sendable>(
    _ part: inout Part<Collection>, from lower: Int, to upper: Int, isFirst: Bool, keepsAll: Bool,
    telling progress: ScanProgress, _ collect: (inout Collection, ResponseTable) -> Void
  ) throws(ImportError) -> Bool {
    var decoder = BlockDecoder(plan, keepsAll: keepsAll)
    var buffer: [UInt8] = []
    // The buffer's first byte stands here in the file.
    var base = isFirst ? lower : lower - 1
    var place = plan.start
    place.offset = 0
    try file.read(at: base, count: BatchScan.pieceBytes, into: &buffer, after: 0)
    if !isFirst {
      guard let feed = buffer.firstIndex(of: 0x0A) else { return false }
      place.offset = feed + 1
    }
    part.start = base + place.offset
    // No record ends between the place and here in the file.
    var openUntil = 0
    // The first blocks are small: what they teach about labels spares later ones the careful reading.
    var reach = BatchScan.firstBlockBytes
    while base + place.offset < upper {
      let isWhole = base + buffer.count >= file.count
      // A record that goes on and on is looked for in ever larger blocks, not line by line.
      let isOpen = openUntil > base + place.offset
      let limit = limit(
        in: buffer, upper: isOpen ? place.offset + reach : min(upper - base, place.offset + reach),
        after: isOpen ? openUntil - base : place.offset)
      if limit == nil, !isWhole {
        try readOn(from: &place, into: &buffer, base: &base)
        continue
      }
      var isWanted = true
      do throws(BlockDecoder.Failure) {
        let block = try decoder.block(
          of: buffer, from: place, to: limit ?? buffer.count, isWhole: isWhole)
        // Without order every key has to be kept, which another reading does.
        if needsKeys, !keepsAll, block.readCount > 0, decoder.risingKeys == nil { return false }
        let bytes = block.end.offset - place.offset
        place = block.end
        isWanted = progress.goesOn(bytes: bytes, rows: block.readCount)
        reach = min(2 * reach, BatchScan.pieceBytes)
        part.counts.read += block.readCount
        part.counts.setAside += block.setAsideCount
        if block.table.rowCount > 0 { collect(&part.collection, block.table) }
      } catch {
        switch error {
        case .needsMore:
          openUntil = base + (limit ?? buffer.count)
          reach *= 2
        case .notUTF8: throw try file.notUTF8()
        }
      }
      guard isWanted else { throw ImportError(file: file.name, problems: [.interrupted]) }
    }
    part.end = base + place.offset
    part.evidence = decoder.decoder.evidence
    part.keys = decoder.risingKeys
    return true
  }

  /// Reads a further piece of the file; what is still needed moves to the front of the buffer.
  private func readOn(
    from place: inout RecordWalker.Place, into buffer: inout [UInt8], base: inout Int
  ) throws(ImportError) {
    buffer.removeSubrange(..<place.offset)
    base += place.offset
    place.offset = 0
    let kept = buffer.count
    if kept >= BatchScan.pieceBytes { try file.checkLine(at: base, of: buffer, from: place.line) }
    // Twice as much, so that what is read again grows no faster than the record.
    try file.read(
      at: base + kept, count: max(kept, BatchScan.pieceBytes), into: &buffer, after: kept)
  }

  /// Up to where a block may reach: the end of the line in which `upper` stands, or of the buffer's last
  /// line; nil where the buffer holds no end of a line behind `offset`.
  private func limit(in buffer: [UInt8], upper: Int, after offset: Int) -> Int? {
    var end = max(upper - 1, offset)
    while end < buffer.count, buffer[end] != 0x0A { end += 1 }
    if end < buffer.count { return end + 1 }
    if let feed = buffer[offset...].lastIndex(of: 0x0A) { return feed + 1 }
    // Lines may end at CR alone; one at the very end may be half of a CR LF.
    guard let last = buffer[offset...].dropLast().lastIndex(of: 0x0D) else { return nil }
    return last + 1
  }
}
