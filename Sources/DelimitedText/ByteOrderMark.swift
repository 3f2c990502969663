/// The mark by which a text names its encoding in its first bytes.
///
/// This module reads UTF-8 only: a text that opens with any other mark is to be refused, or
/// transcoded first, since its bytes read as UTF-8 give letters parted by NULs and ghost records.
public enum ByteOrderMark: String, Hashable, Sendable, CaseIterable {
  /// `EF BB BF`, which ``RecordReader`` passes over.
  case utf8 = "UTF-8"
  /// `FF FE`: "Unicode text" of spreadsheets.
  case utf16LittleEndian = "UTF-16LE"
  /// `FE FF`.
  case utf16BigEndian = "UTF-16BE"
  /// `FF FE 00 00`.
  case utf32LittleEndian = "UTF-32LE"
  /// `00 00 FE FF`.
  case utf32BigEndian = "UTF-32BE"

  /// The mark that `text` opens with; nil without one.
  ///
  /// - Complexity: O(1).
  public init?(startOf text: [UInt8]) {
    // The four-byte marks first: UTF-32LE opens with the mark of UTF-16LE.
    let marks: [ByteOrderMark] = [
      .utf32LittleEndian, .utf32BigEndian, .utf8, .utf16LittleEndian, .utf16BigEndian,
    ]
    guard let mark = marks.first(where: { text.starts(with: $0.bytes) }) else { return nil }
    self = mark
  }

  /// The bytes of the mark.
  public var bytes: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .utf32LittleEndian: [0xFF, 0xFE, 0x00, 0x00]
    case .utf32BigEndian: [0x00, 0x00, 0xFE, 0xFF]
    }
  }
}
