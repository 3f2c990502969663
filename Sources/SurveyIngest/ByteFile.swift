internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file read by place, so that several threads can read one.
///
/// A class, because it stands for the one open file. What is appended to the file after it was opened is
/// never read.
final class ByteFile: Sendable {
  /// The file's name.
  let name: String
  /// The file's size when it was opened.
  let count: Int
  private let descriptor: Int32
  private let stamp: Stamp

  /// By what it shows that a file was written to.
  private struct Stamp: Equatable {
    var size: Int
    var seconds: Int
    var nanoseconds: Int

    init(_ status: stat) {
      size = Int(status.st_size)
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      seconds = Int(time.tv_sec)
      nanoseconds = Int(time.tv_nsec)
    }
  }

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - name: The name that errors carry, where it is not the file's.
  /// - Throws: ``ImportError`` where there is none, where it cannot be read, and where it is a folder,
  ///   a pipe or a device.
  init(_ url: URL, name: String? = nil) throws(ImportError) {
    self.name = name ?? url.lastPathComponent
    // A pipe that nobody writes to would be waited for.
    descriptor = unsafe open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      let isAbsent = errno == ENOENT || errno == ENOTDIR
      throw ImportError(file: self.name, problems: [isAbsent ? .noSuchFile : .unreadable])
    }
    var status = stat()
    let isKnown = unsafe fstat(descriptor, &status) == 0
    guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw ImportError(file: self.name, problems: [isKnown ? .notAFile : .unreadable])
    }
    stamp = Stamp(status)
    count = stamp.size
  }

  deinit { close(descriptor) }

  /// Whether the file is as it was when it was opened, by its size and the time of its last change.
  var isUnchanged: Bool {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 && Stamp(status) == stamp
  }

  /// Replaces what stands behind the first `kept` bytes with up to `count` bytes of the file.
  ///
  /// - Throws: ``ImportError`` where the file cannot be read, or has become shorter than it was.
  func read(
    at offset: Int, count: Int, into buffer: inout [UInt8], after kept: Int
  ) throws(ImportError) {
    let wanted = max(0, min(count, self.count - offset))
    let size = kept + wanted
    if buffer.count < size {
      buffer += [UInt8](repeating: 0, count: size - buffer.count)
    } else {
      buffer.removeSubrange(size...)
    }
    var done = 0
    while done < wanted {
      let result = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe pread(
          descriptor, bytes.baseAddress.map { unsafe $0 + kept + done }, wanted - done,
          off_t(offset + done))
      }
      if result < 0, errno == EINTR { continue }
      guard result >= 0 else { throw ImportError(file: name, problems: [.unreadable]) }
      guard result > 0 else { throw ImportError(file: name, problems: [.changed]) }
      done += result
    }
  }

  /// Whether a byte stands among others.
  static func holds(_ byte: UInt8, in bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe bytes.baseAddress.map { unsafe memchr($0, Int32(byte), bytes.count) != nil } ?? false
    }
  }
}
