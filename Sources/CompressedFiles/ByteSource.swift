internal import Foundation

/// A file, or bytes in memory, of which ranges are read.
enum ByteSource: Sendable {
  case file(URL)
  case memory(PinnedBytes)

  /// What messages call it.
  var name: String {
    switch self {
    case .file(let url): url.lastPathComponent
    case .memory: "file"
    }
  }

  /// The number of bytes.
  func count() throws(CompressedFileError) -> Int {
    switch self {
    case .memory(let bytes): return bytes.count
    case .file(let url):
      do {
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        return Int(try handle.seekToEnd())
      } catch {
        throw .unreadable(name: name)
      }
    }
  }

  /// The bytes of a range.
  func bytes(_ range: Range<Int>) throws(CompressedFileError) -> [UInt8] {
    let bytes: [UInt8]
    switch self {
    case .memory(let pinned): bytes = pinned.copy(range.clamped(to: 0..<pinned.count))
    case .file(let url):
      do {
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        try handle.seek(toOffset: UInt64(range.lowerBound))
        bytes = [UInt8](try handle.read(upToCount: range.count) ?? Data())
      } catch {
        throw .unreadable(name: name)
      }
    }
    guard bytes.count == range.count else { throw .cutOff(name: name) }
    return bytes
  }
}

extension ArraySlice<UInt8> {
  /// The unsigned integer of `count` bytes, least significant first, at an offset from the start.
  func littleEndian(at offset: Int, count: Int) -> UInt64 {
    let start = startIndex + offset
    return self[start..<start + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  func int16(at offset: Int) -> Int { Int(littleEndian(at: offset, count: 2)) }
  func int32(at offset: Int) -> Int { Int(littleEndian(at: offset, count: 4)) }
}
