/// Undoes a wrong reading: text whose bytes were once taken for another encoding than their own.
///
/// Such text is valid Unicode, so nothing in its bytes shows it. A spreadsheet typed in a `.VnTime`
/// font and saved today holds `Céng hßa x· héi`, the bytes of TCVN3 as western letters. A repair
/// finds the bytes again, by the code page through which they were read, and reads them as what
/// they were.
///
/// Nothing is lost: a text that holds a character for which the code page had no byte, or bytes that
/// are no text, is refused. Repair *before* cleaning: the no-break space and the soft hyphen are
/// bytes of letters here (`Ã` and U+00A0 are à, U+00AD is ư).
public enum TextRepair: String, Hashable, Sendable, CaseIterable {
  /// `Céng hßa x· héi`: TCVN3 taken for windows-1252 or Latin-1.
  case tcvn3
  /// `Coäng hoøa xaõ hoäi`: VNI taken for windows-1252 or Latin-1.
  case vniWindows = "VNI"
  /// `Tiêìng Viêòt`: windows-1258 taken for windows-1252 or Latin-1.
  case windows1258 = "windows-1258"
  /// `Tiáº¿ng Viá»‡t`: UTF-8 taken for windows-1252 or Latin-1.
  case utf8 = "UTF-8"
  /// UTF-8 taken for windows-1252, saved, and taken for it once more.
  case utf8Twice = "UTF-8 twice"
  /// UTF-8 taken for windows-1258, as a Vietnamese Windows does: `Ä‘Ă£` for `đã`.
  case utf8AsWindows1258 = "UTF-8 as windows-1258"

  /// The repair as people are told of it: by the encoding that the text was in.
  public var name: String { self == .tcvn3 ? TextEncoding.tcvn3.rawValue : rawValue }

  /// The text that was meant, in normalisation form C; nil where a character has no byte or the
  /// bytes are no text of the encoding.
  ///
  /// ASCII is itself after every repair.
  ///
  /// - Complexity: O(*n*).
  public func repaired(_ text: String) -> String? {
    switch self {
    case .tcvn3: reread(text, .windows1252, .tcvn3)
    case .vniWindows: reread(text, .windows1252, .vniWindows)
    case .windows1258: reread(text, .windows1252, .windows1258)
    case .utf8: reread(text, .windows1252, .utf8)
    case .utf8AsWindows1258: reread(text, .windows1258, .utf8)
    case .utf8Twice:
      reread(text, .windows1252, .utf8).flatMap { reread($0, .windows1252, .utf8) }
    }
  }

  private func reread(
    _ text: String, _ misreading: SingleByteTable, _ encoding: TextEncoding
  ) -> String? {
    guard let bytes = misreading.bytes(of: text) else { return nil }
    // A mark at the start of a cell is a letter's byte, and not passed over as it is in a file.
    guard !(encoding == .utf8 && bytes.starts(with: [0xEF, 0xBB, 0xBF])) else { return nil }
    return try? encoding.text(of: bytes)
  }
}
