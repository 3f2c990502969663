/// Bytes that stay at one place in memory, for a library that keeps a pointer to them.
///
/// Nothing writes to them after they are made, so they may be shared.
@safe
final class PinnedBytes: @unchecked Sendable {
  private let buffer: UnsafeMutableRawBufferPointer

  init(_ bytes: [UInt8]) {
    unsafe buffer = .allocate(byteCount: bytes.count, alignment: 1)
    unsafe buffer.copyBytes(from: bytes)
  }

  deinit { unsafe buffer.deallocate() }

  var count: Int { unsafe buffer.count }

  /// Where they stand, for as long as this object lives.
  @unsafe var base: UnsafeRawPointer? { unsafe UnsafeRawPointer(buffer.baseAddress) }

  func copy(_ range: Range<Int>) -> [UInt8] {
    unsafe Array(buffer[range])
  }
}
