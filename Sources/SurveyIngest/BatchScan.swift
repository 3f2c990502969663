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

  private let path: String
  let plan: BatchPlan
  /// What keeps a file that was made for reading.
  private var rendition: Rendition?
  private let fileSize: Int
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
    guard let file = ByteFile(path: url.path) else {
      let exists = FileManager.default.fileExists(atPath: url.path)
      throw ImportError(file: name, problems: [exists ? .unreadable : .noSuchFile])
    }
    var bytes: [UInt8] = []
    var size = BatchScan.pieceBytes
    var found: BatchPlan?
    while found == nil {
      guard file.read(at: 0, count: size, into: &bytes, after: 0) != nil else {
        throw ImportError(file: name, problems: [.unreadable])
      }
      let isWhole = bytes.count >= file.count
      do throws(ImportError) {
        let plan = try BatchPlan(bytes, isWhole: isWhole, fileName: name, study: study)
        // The header must have ended within the bytes read.
        if isWhole || plan.start.offset < bytes.count { found = plan }
      } catch {
        if isWhole || size >= 1 << 25 { throw error }
      }
      size *= 4
    }
    guard let found else { throw ImportError(file: name, problems: [.unreadable]) }
    plan = found
    path = url.path
    fileSize = file.count
  }

  /// Reads the records.
  ///
  /// - Parameters:
  ///   - threads: The most threads to use.
  ///   - start: Makes what a thread collects into.
  ///   - collect: Takes a block of rows; blocks of one thread come in the order of the file.
  /// - Returns: What the threads collected, in the order of the file, and the counts.
  /// - Throws: ``ImportError`` where the file stops being UTF-8 or readable.
  public func collect<Collection: Sendable>(
    threads: Int, into start: @Sendable () -> Collection,
    _ collect: @Sendable (inout Collection, ResponseTable) -> Void
  ) throws(ImportError) -> (collected: [Collection], counts: Counts) {
    let parts = max(1, min(threads, fileSize / smallestPart))
    let results = try read(parts: parts, keepsAll: false, into: start, collect)
    if let results, isOneReading(results) {
      return (results.map(\.collection), BatchScan.sum(results))
    }
    // One thread reads exactly; keys that do not rise have to be kept.
    guard let whole = try read(parts: 1, keepsAll: needsKeys, into: start, collect) else {
      throw ImportError(file: plan.fileName, problems: [.unreadable])
    }
    return (whole.map(\.collection), BatchScan.sum(whole))
  }

  private var needsKeys: Bool { !plan.study.columns.key.isEmpty }

  // MARK: - Parts

  /// What one thread read.
  private struct Part<Collection: Sendable>: Sendable {
    var collection: Collection
    var counts = Counts()
    /// Where its first record begins, and where the record behind its last does.
    var start = 0
    var end = 0
    var keys: (first: [UInt8], last: [UInt8])?
    var problem: ImportError.Problem?
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
    parts count: Int, keepsAll: Bool, into start: @Sendable () -> Collection,
    _ collect: @Sendable (inout Collection, ResponseTable) -> Void
  ) throws(ImportError) -> [Part<Collection>]? {
    let results = Mutex<[Part<Collection>?]>(Array(repeating: nil, count: count))
    let length = fileSize - plan.start.offset
    let bounds = (0...count).map { plan.start.offset + length / count * $0 }
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let end = number == count - 1 ? fileSize : bounds[number + 1]
      let part = readPart(
        from: bounds[number], to: end, isFirst: number == 0, keepsAll: keepsAll, into: start(),
        collect)
      results.withLock { $0[number] = part }
    }
    let found = results.withLock { $0 }
    var parts: [Part<Collection>] = []
    for part in found {
      guard let part else { return nil }
      parts.append(part)
    }
    // A part that began inside a record may see what is no fault of the file.
    if let problem = parts.first?.problem {
      throw ImportError(file: plan.fileName, problems: [problem])
    }
    return parts.contains { $0.problem != nil } ? nil : parts
  }

  /// Reads the records that begin in a part of the file.
  private func readPart<Collection: Sendable>(
    from lower: Int, to upper: Int, isFirst: Bool, keepsAll: Bool, into collection: Collection,
    _ collect: (inout Collection, ResponseTable) -> Void
  ) -> Part<Collection>? {
    var part = Part(collection: collection)
    guard let file = ByteFile(path: path) else {
      part.problem = .unreadable
      return part
    }
    var decoder = BlockDecoder(plan, keepsAll: keepsAll)
    var buffer: [UInt8] = []
    // The buffer's first byte stands here in the file.
    var base = isFirst ? lower : lower - 1
    var place = plan.start
    place.offset = 0
    guard file.read(at: base, count: BatchScan.pieceBytes, into: &buffer, after: 0) != nil else {
      part.problem = .unreadable
      return part
    }
    if !isFirst {
      guard let feed = buffer.firstIndex(of: 0x0A) else { return nil }
      place.offset = feed + 1
    }
    part.start = base + place.offset
    // No record ends between the place and here in the file.
    var openUntil = 0
    // The first blocks are small: what they teach about labels spares later ones the careful reading.
    var reach = BatchScan.firstBlockBytes
    while base + place.offset < upper {
      let isWhole = base + buffer.count >= fileSize
      let limit = limit(
        in: buffer, upper: min(upper - base, place.offset + reach),
        after: max(place.offset, openUntil - base))
      if limit == nil, !isWhole {
        // What is still needed moves to the front.
        buffer.removeSubrange(..<place.offset)
        base += place.offset
        place.offset = 0
        let kept = buffer.count
        guard
          file.read(
            at: base + kept, count: BatchScan.pieceBytes, into: &buffer, after: kept) != nil
        else {
          part.problem = .unreadable
          return part
        }
        continue
      }
      do throws(BlockDecoder.Failure) {
        let block = try decoder.block(
          of: buffer, from: place, to: limit ?? buffer.count, isWhole: isWhole)
        place = block.end
        reach = min(2 * reach, BatchScan.pieceBytes)
        part.counts.read += block.readCount
        part.counts.setAside += block.setAsideCount
        if block.table.rowCount > 0 { collect(&part.collection, block.table) }
      } catch {
        switch error {
        case .needsMore: openUntil = base + (limit ?? buffer.count)
        case .notUTF8:
          part.problem = .notUTF8(line: lineOfFault())
          return part
        }
      }
    }
    part.end = base + place.offset
    part.keys = decoder.risingKeys
    return part
  }

  /// Up to where a block may reach: the end of the buffer's last line, or of the line in which the
  /// part ends; nil where the buffer holds no end of a line behind `offset`.
  private func limit(in buffer: [UInt8], upper: Int, after offset: Int) -> Int? {
    var end = max(upper - 1, offset)
    if end < buffer.count {
      while end < buffer.count, buffer[end] != 0x0A { end += 1 }
      return end < buffer.count ? end + 1 : nil
    }
    end = buffer.count
    while end > offset, buffer[end - 1] != 0x0A { end -= 1 }
    return end > offset ? end : nil
  }

  private func lineOfFault() -> Int {
    guard let data = FileManager.default.contents(atPath: path) else { return 0 }
    return UTF8Fault(firstIn: [UInt8](data))?.line ?? 0
  }
}
