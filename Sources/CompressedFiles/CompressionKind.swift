/// How a file is packed, as its first bytes say.
public enum CompressionKind: Hashable, Sendable, CaseIterable {
  /// gzip (RFC 1952): one file, compressed.
  case gzip
  /// Zstandard (RFC 8878): one file, compressed.
  case zstd
  /// ZIP: an archive of members; an Excel workbook is one too.
  case zip

  /// The number of bytes that ``of(_:)`` wants to see.
  public static let byteCount = 4

  /// The kind that the first bytes of a file name; nil where they name none of these.
  ///
  /// The file's name is not asked: `answers.csv` may be a gzip file, and often is.
  ///
  /// Edge cases:
  /// - A ZIP archive without a member begins with its end, and is `zip` too.
  /// - Fewer than four bytes name at most gzip, whose mark has two and whose method one.
  ///
  /// - Complexity: O(1).
  public static func of(_ firstBytes: some Sequence<UInt8>) -> CompressionKind? {
    let bytes = Array(firstBytes.prefix(byteCount))
    // Deflate, 8, is gzip's only method.
    if bytes.starts(with: [0x1F, 0x8B, 0x08]) { return .gzip }
    switch bytes {
    case [0x28, 0xB5, 0x2F, 0xFD]: return .zstd
    case [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]: return .zip
    default: return nil
    }
  }
}
