/// Why a compressed file, or a member of an archive, cannot be read.
///
/// `name` is that of the member, or of the file where it has no members. Sizes are in bytes.
public enum CompressedFileError: Error, Hashable, Sendable {
  /// The file is not there, is a folder, or may not be read.
  case unreadable(name: String)
  /// The file begins like none that is asked for.
  case notCompressed(name: String, expected: [CompressionKind])
  /// The file ends too early.
  case cutOff(name: String)
  /// The bytes contradict each other or the checksum.
  case damaged(name: String, reason: String)
  /// A member, or the whole archive, asks for a password.
  case encrypted(name: String)
  /// A member is packed in a way that is not read.
  case unknownMethod(name: String, method: Int)
  /// A member's name leads out of the archive, or is none.
  case unsafeName(name: String, fault: NameFault)
  /// Two members have the same name.
  case repeatedName(name: String)
  /// Two members share bytes, as only bombs do.
  case overlapping(name: String, other: String)
  /// There is no member of this name.
  case noSuchMember(name: String)
  /// The archive has more members than the limit.
  case tooManyMembers(count: Int, limit: Int)
  /// One file or member is larger than the limit: what was measured, or else declared.
  case tooLarge(name: String, bytes: Int, limit: Int)
  /// All members together are larger than the limit.
  case archiveTooLarge(bytes: Int, limit: Int)
  /// A member grew beyond the size that the archive declares for it.
  case sizeIsFalse(name: String, declared: Int)
  /// The content is so many times as large as its packed form, beyond the limit.
  case ratioTooHigh(name: String, ratio: Int, limit: Int)

  /// What is wrong with a member's name.
  public enum NameFault: Hashable, Sendable, CaseIterable {
    /// It is empty.
    case empty
    /// It begins at the root of a file system or a drive.
    case absolute
    /// One of its parts is `..`.
    case leavesArchive
    /// It holds NUL or another control character.
    case controlCharacter
  }
}

extension CompressedFileError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let name):
      "\(quoted(name)) cannot be read: it is not there, is a folder, or may not be read"
    case .notCompressed(let name, let expected):
      "\(quoted(name)) is not a \(expected.map(\.word).joined(separator: " or ")) file"
    case .cutOff(let name): "\(quoted(name)) is cut off: copy or download it again"
    case .damaged(let name, let reason):
      "\(quoted(name)) is damaged (\(reason)): copy or download it again"
    case .encrypted(let name):
      "\(quoted(name)) is locked with a password: save it without one"
    case .unknownMethod(let name, let method):
      "\(quoted(name)) is packed by method \(method), which is not read: pack it anew with Deflate"
    case .unsafeName(let name, let fault):
      "the name \(quoted(name)) \(fault.words): pack the archive anew"
    case .repeatedName(let name):
      "two members are named \(quoted(name)): pack the archive anew with each file once"
    case .overlapping(let name, let other):
      "\(quoted(name)) and \(quoted(other)) share bytes of the archive: do not trust this file"
    case .noSuchMember(let name): "the archive has no member \(quoted(name))"
    case .tooManyMembers(let count, let limit):
      "the archive has \(count) members, and \(limit) are allowed: split it"
    case .tooLarge(let name, let bytes, let limit):
      "\(quoted(name)) has at least \(bytes) bytes, and \(limit) are allowed:"
        + " split it, or allow more"
    case .archiveTooLarge(let bytes, let limit):
      "the archive unpacks to \(bytes) bytes, and \(limit) are allowed: split it, or allow more"
    case .sizeIsFalse(let name, let declared):
      "\(quoted(name)) is larger than the \(declared) bytes the archive declares:"
        + " do not trust this file"
    case .ratioTooHigh(let name, let ratio, let limit):
      "\(quoted(name)) unpacks to at least \(ratio) times its size, and \(limit) is allowed:"
        + " if you trust the file, unpack it yourself, or allow more"
    }
  }
}

extension CompressedFileError.NameFault {
  fileprivate var words: String {
    switch self {
    case .empty: "is empty"
    case .absolute: "begins at the root of a disk"
    case .leavesArchive: "leads out of the archive"
    case .controlCharacter: "holds a control character"
    }
  }
}

extension CompressionKind {
  fileprivate var word: String {
    switch self {
    case .gzip: "gzip"
    case .zstd: "zstd"
    case .zip: "ZIP"
    }
  }
}

/// A name as it can be shown: without control characters, and not longer than a line.
private func quoted(_ name: String) -> String {
  let shown = name.unicodeScalars.prefix(200).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
    default: String(scalar)
    }
  }
  return "\u{201C}\(shown.joined())\u{201D}"
}
