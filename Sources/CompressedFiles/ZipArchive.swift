public import Foundation

/// The members of a ZIP archive, read in memory and never unpacked to disk.
///
/// ```swift
/// let archive = try ZipArchive(contentsOf: file)
/// for member in archive.members where !member.isFolder {
///   var stream = try archive.stream(of: member.name)
///   while let chunk = try stream.next() { … }
/// }
/// ```
///
/// The archive is checked when it is opened: the number of members and their declared sizes, names
/// that lead out of it, names that stand there twice, passwords, members that share bytes, and
/// members that are not what the directory says. What only shows while a member is decompressed —
/// its true size, the ratio, the checksum — is checked then, chunk by chunk. No member outgrows
/// what the directory declares for it, so all of them stay within the limit of the whole.
///
/// Names are UTF-8 where they can be read so, else IBM code page 437; `./` and `//` are taken away.
///
/// Edge cases:
/// - An archive with bytes before its first member (a program that unpacks itself) is read if its
///   directory counts them; bytes behind its end make it damaged.
/// - Members packed otherwise than by Deflate or not at all are listed, and cannot be read.
public struct ZipArchive: Sendable {
  /// A member of an archive.
  public struct Member: Hashable, Sendable {
    /// The path below the archive's root, with `/` between its parts.
    public let name: String
    /// The bytes it takes in the archive.
    public let packedBytes: Int
    /// The bytes it has, as the archive declares; ``ZipArchive/stream(of:)`` holds it to that.
    public let bytes: Int
    /// Whether it is a folder, which has no bytes.
    public var isFolder: Bool { name.utf8.last == UInt8(ascii: "/") }
  }

  /// The members in the order of the archive's directory.
  public let members: [Member]
  let source: ByteSource
  let limits: Limits
  private let entries: [String: (place: Int, entry: ZipDirectory.Entry)]

  /// Opens an archive in a file, which must not change while it is read.
  ///
  /// - Throws: ``CompressedFileError`` where it is none or may not be trusted.
  /// - Complexity: O(*m* log *m*) in the number of members.
  public init(contentsOf file: URL, limits: Limits = Limits()) throws(CompressedFileError) {
    try self.init(.file(file), limits: limits)
  }

  /// Opens an archive in memory.
  ///
  /// - Throws: ``CompressedFileError`` where it is none or may not be trusted.
  /// - Complexity: O(*n*) in its bytes, which are copied.
  public init(_ bytes: [UInt8], limits: Limits = Limits()) throws(CompressedFileError) {
    try self.init(.memory(PinnedBytes(bytes)), limits: limits)
  }

  private init(_ source: ByteSource, limits: Limits) throws(CompressedFileError) {
    let directory = try ZipDirectory(of: source, maximumMembers: limits.maximumMembers).entries
    var total = 0
    for entry in directory {
      // Bits 0, 6 and 13: encrypted, strongly encrypted, directory masked.
      if entry.flags & (1 | 1 << 6 | 1 << 13) != 0 { throw .encrypted(name: entry.name) }
      let (sum, overflows) = total.addingReportingOverflow(entry.bytes)
      guard !overflows, sum <= limits.maximumTotalBytes else {
        throw .archiveTooLarge(bytes: overflows ? .max : sum, limit: limits.maximumTotalBytes)
      }
      total = sum
    }
    self.source = source
    self.limits = limits
    members = directory.map {
      Member(name: $0.name, packedBytes: $0.packedBytes, bytes: $0.bytes)
    }
    let inPlace = directory.sorted { $0.offset < $1.offset }.enumerated()
    entries = Dictionary(
      inPlace.map { ($0.element.name, (place: $0.offset, entry: $0.element)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Begins to read one member.
  ///
  /// - Throws: ``CompressedFileError`` where there is none of this name, or it is declared too large
  ///   or packed in a way that is not read.
  /// - Complexity: O(*m*) in the number of members before it.
  public func stream(of name: String) throws(CompressedFileError) -> MemberStream {
    guard let (place, entry) = entries[name] else { throw .noSuchMember(name: name) }
    guard entry.method == 0 || entry.method == 8 else {
      throw .unknownMethod(name: name, method: entry.method)
    }
    guard entry.bytes <= limits.maximumMemberBytes else {
      throw .tooLarge(name: name, bytes: entry.bytes, limit: limits.maximumMemberBytes)
    }
    return try MemberStream(entry, at: place, in: source, limits: limits)
  }

  /// The whole of one member.
  ///
  /// - Throws: ``CompressedFileError`` as ``stream(of:)`` and ``MemberStream/next()`` do.
  /// - Complexity: O(*n*) in its bytes.
  public func bytes(of name: String) throws(CompressedFileError) -> [UInt8] {
    var stream = try stream(of: name)
    var bytes: [UInt8] = []
    while let chunk = try stream.next() { bytes.append(contentsOf: chunk) }
    return bytes
  }
}
