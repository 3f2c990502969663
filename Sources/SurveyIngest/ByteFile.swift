#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file read by place, so that several threads can read one.
struct ByteFile: ~Copyable, Sendable {
  private let descriptor: Int32
  /// The file's size when it was opened.
  let count: Int

  /// Opens a file; nil where there is none that can be read.
  init?(path: String) {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    count = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Replaces what stands behind the first `kept` bytes with up to `count` bytes of the file.
  ///
  /// - Returns: How many bytes were read, 0 at the end of the file; nil where it cannot be read.
  func read(at offset: Int, count: Int, into buffer: inout [UInt8], after kept: Int) -> Int? {
    let size = kept + count
    if buffer.count < size { buffer += [UInt8](repeating: 0, count: size - buffer.count) }
    var done = 0
    while done < count {
      let result = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe pread(
          descriptor, bytes.baseAddress.map { unsafe $0 + kept + done }, count - done,
          off_t(offset + done))
      }
      if result < 0, errno == EINTR { continue }
      guard result >= 0 else { return nil }
      if result == 0 { break }
      done += result
    }
    if buffer.count > kept + done { buffer.removeSubrange((kept + done)...) }
    return done
  }
}
