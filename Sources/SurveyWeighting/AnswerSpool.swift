internal import Foundation
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The answers of a sample, block by block, to be gone through a second time.
///
/// A few megabytes stay in memory; more goes to a temporary file that has no name any more, so that
/// nothing is left behind however the program ends.
struct AnswerSpool: Sendable {
  /// A block of rows.
  struct Block: Sendable {
    /// For each row its cell.
    var cells: [Int32]
    /// For each row its weight times the scale.
    var weights: [Int64]
    var scale: Double
    /// For each column of the packing its bytes.
    var columns: [[UInt8]]

    var rowCount: Int { cells.count }
    func byteCount(columns: Int) -> Int { rowCount * (12 + columns) }
  }

  /// How many bytes stay in memory.
  private static let memoryLimit = 4 << 20

  private let columnCount: Int
  private var blocks: [Block] = []
  private var bytesInMemory = 0
  private var file: SpoolFile?
  private var written: [Written] = []

  /// Where a block stands in the file.
  private struct Written {
    var offset: Int
    var rows: Int
    var scale: Double
    /// Whether weights take four bytes instead of eight and cells two instead of four.
    var isSmall: Bool

    func byteCount(columns: Int) -> Int { rows * ((isSmall ? 6 : 12) + columns) }
  }

  init(columnCount: Int) {
    self.columnCount = columnCount
  }

  /// The number of blocks.
  var count: Int { written.count + blocks.count }

  /// Adds a block.
  ///
  /// - Throws: The system's error where the temporary file cannot be written.
  mutating func append(_ block: Block) throws {
    if bytesInMemory + block.byteCount(columns: columnCount) <= AnswerSpool.memoryLimit, file == nil
    {
      bytesInMemory += block.byteCount(columns: columnCount)
      blocks.append(block)
      return
    }
    if file == nil {
      file = try SpoolFile()
      for earlier in blocks { try write(earlier) }
      blocks = []
    }
    try write(block)
  }

  private mutating func write(_ block: Block) throws {
    guard let file else { return }
    let place = Written(
      offset: 0, rows: block.rowCount, scale: block.scale,
      isSmall: block.weights.allSatisfy { $0 >> 32 == 0 }
        && block.cells.allSatisfy { $0 >> 16 == 0 })
    var bytes: [UInt8] = []
    bytes.reserveCapacity(place.byteCount(columns: columnCount))
    if place.isSmall {
      let weights = block.weights.map { UInt32(truncatingIfNeeded: $0) }
      let cells = block.cells.map { UInt16(truncatingIfNeeded: $0) }
      unsafe weights.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
      unsafe cells.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    } else {
      unsafe block.weights.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
      unsafe block.cells.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }
    for column in block.columns { bytes.append(contentsOf: column) }
    written.append(place)
    written[written.count - 1].offset = try file.append(bytes)
  }

  /// A block.
  ///
  /// - Throws: The system's error where the temporary file cannot be read.
  func block(_ number: Int) throws -> Block {
    guard number < written.count, let file else { return blocks[number - written.count] }
    let place = written[number]
    let rows = place.rows
    let bytes = try file.bytes(
      at: place.offset, count: place.byteCount(columns: columnCount))
    let answers = bytes.count - rows * columnCount
    // Each value lies within the bytes, as their number was checked when they were read.
    return unsafe bytes.withUnsafeBytes { memory in
      Block(
        cells: (0..<rows).map { row in
          unsafe place.isSmall
            ? Int32(memory.loadUnaligned(fromByteOffset: rows * 4 + row * 2, as: UInt16.self))
            : memory.loadUnaligned(fromByteOffset: rows * 8 + row * 4, as: Int32.self)
        },
        weights: (0..<rows).map { row in
          unsafe place.isSmall
            ? Int64(memory.loadUnaligned(fromByteOffset: row * 4, as: UInt32.self))
            : memory.loadUnaligned(fromByteOffset: row * 8, as: Int64.self)
        }, scale: place.scale,
        columns: (0..<columnCount).map { column in
          let start = answers + rows * column
          return unsafe Array(memory[start..<(start + rows)])
        })
    }
  }
}

/// A temporary file without a name.
private final class SpoolFile: Sendable {
  private let descriptor: Int32
  private let size = Mutex(0)

  init() throws {
    let folder = FileManager.default.temporaryDirectory.path
    var template = Array("\(folder)/sipas.XXXXXX".utf8CString)
    descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw SpoolFile.error() }
    _ = unsafe unlink(template)
  }

  deinit { close(descriptor) }

  private static func error() -> any Error {
    CocoaError(.fileWriteUnknown)
  }

  /// Writes bytes at the end; returns where they begin.
  func append(_ bytes: [UInt8]) throws -> Int {
    let start = size.withLock { size in
      defer { size += bytes.count }
      return size
    }
    var done = 0
    while done < bytes.count {
      let result = unsafe bytes.withUnsafeBytes { memory in
        unsafe pwrite(
          descriptor, memory.baseAddress.map { unsafe $0 + done }, bytes.count - done,
          off_t(start + done))
      }
      if result < 0, errno == EINTR { continue }
      guard result > 0 else { throw SpoolFile.error() }
      done += result
    }
    return start
  }

  func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let result = unsafe bytes.withUnsafeMutableBytes { memory in
        unsafe pread(
          descriptor, memory.baseAddress.map { unsafe $0 + done }, count - done,
          off_t(offset + done))
      }
      if result < 0, errno == EINTR { continue }
      guard result > 0 else { throw SpoolFile.error() }
      done += result
    }
    return bytes
  }
}
