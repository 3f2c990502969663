internal import CArchive
internal import Foundation

/// A libarchive reader: all of the module's calls of C.
///
/// It has one owner, a stream. Only the forms that are asked for are switched on. libarchive's own names are not looked at, for
/// they depend on the process's locale.
@safe
final class ArchiveDecoder {
  /// What is to be read.
  enum Form {
    /// The members of a ZIP archive, by its directory, in the order of their places in the file.
    case zip
    /// One gzip stream.
    case gzip
    /// One or several zstd frames.
    case zstd
  }

  /// How libarchive failed, in its words.
  struct Failure: Error {
    let reason: String
    /// Whether the bytes ended too early.
    var isCutOff: Bool { reason.lowercased().contains("truncated") }
  }

  private let archive: OpaquePointer?
  /// Keeps the bytes where libarchive looks for them.
  private let source: ByteSource
  private var buffer: [UInt8]
  private var isAtEnd = false

  /// Opens the source, before its first member.
  init(_ source: ByteSource, form: Form, chunkBytes: Int) throws(Failure) {
    self.source = source
    buffer = [UInt8](repeating: 0, count: chunkBytes)
    unsafe archive = archive_read_new()
    switch form {
    case .zip:
      unsafe archive_read_support_format_zip_seekable(archive)
      // Off where Apple's libarchive has it on: it would hide members.
      unsafe archive_read_set_format_option(archive, "zip", "mac-ext", nil)
    case .gzip:
      unsafe archive_read_support_format_raw(archive)
      unsafe archive_read_support_format_empty(archive)
      unsafe archive_read_support_filter_gzip(archive)
    case .zstd:
      unsafe archive_read_support_format_raw(archive)
      unsafe archive_read_support_format_empty(archive)
      unsafe archive_read_support_filter_zstd(archive)
    }
    let status =
      switch source {
      case .file(let url): unsafe archive_read_open_filename(archive, url.path, 1 << 16)
      case .memory(let bytes): unsafe archive_read_open_memory(archive, bytes.base, bytes.count)
      }
    guard status == ARCHIVE_OK else { throw failure() }
  }

  deinit { unsafe archive_read_free(archive) }

  /// Goes to the next member; behind the last one there is nothing to read.
  func advance() throws(Failure) {
    var entry: OpaquePointer?
    switch unsafe archive_read_next_header(archive, &entry) {
    // A warning is about a name that the locale cannot hold, which nobody asks for.
    case ARCHIVE_OK, ARCHIVE_WARN: break
    // libarchive has no member for a file of no bytes.
    case ARCHIVE_EOF: isAtEnd = true
    default: throw failure()
    }
  }

  /// The next bytes of the member, decompressed; nil at its end.
  func next() throws(Failure) -> [UInt8]? {
    guard !isAtEnd else { return nil }
    let capacity = buffer.count
    let count = unsafe archive_read_data(archive, &buffer, capacity)
    guard count >= 0 else { throw failure() }
    return count == 0 ? nil : Array(buffer[..<count])
  }

  private func failure() -> Failure {
    guard let words = unsafe archive_error_string(archive) else {
      return Failure(reason: "unknown")
    }
    let reason = unsafe String(cString: words)
    return Failure(reason: reason.split(whereSeparator: \.isNewline).joined(separator: " "))
  }
}
