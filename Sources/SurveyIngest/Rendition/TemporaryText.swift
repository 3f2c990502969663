internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A text on disk that has no name, so that nothing of it is left however the program ends.
///
/// A class, because it stands for one open file.
final class TemporaryText: Sendable {
  private let descriptor: Int32

  init() throws(ImportError) {
    let folder = FileManager.default.temporaryDirectory.path
    var template = Array("\(folder)/sipas.XXXXXX".utf8CString)
    descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw TemporaryText.error }
    _ = unsafe unlink(template)
  }

  deinit { close(descriptor) }

  /// Where other readers open the text.
  var path: String { "/dev/fd/\(descriptor)" }

  /// Writes bytes at the end.
  func append(_ bytes: [UInt8]) throws(ImportError) {
    var done = 0
    while done < bytes.count {
      let result = unsafe bytes.withUnsafeBytes { memory in
        unsafe write(descriptor, memory.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      }
      if result < 0, errno == EINTR { continue }
      guard result > 0 else { throw TemporaryText.error }
      done += result
    }
  }

  private static var error: ImportError {
    ImportError(file: "", problems: [.noRoom(FileManager.default.temporaryDirectory.path)])
  }
}
