/// A way in which Vietnamese text is written as bytes.
///
/// Sources: Unicode 15 chapter 3 (UTF-8, UTF-16); the code pages 1252 and 1258 as `iconv` and
/// Python have them; TCVN 5712:1993; RFC 1456 (VISCII); the keyboard tables of the VNI fonts.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "UTF-8"
  /// UTF-16, the low byte first, with or without a byte order mark: "Unicode text" of spreadsheets.
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, the high byte first, with or without a byte order mark.
  case utf16BigEndian = "UTF-16BE"
  /// The Vietnamese code page of Windows: a letter, then its tone as a combining mark.
  case windows1258 = "windows-1258"
  /// The western code page of Windows. Of Vietnamese it has only what French, Portuguese and
  /// Icelandic have.
  case windows1252 = "windows-1252"
  /// TCVN 5712 as the ABC fonts (`.VnTime`) use it.
  ///
  /// The fonts have no capitals with tones: a capital is the byte of the small letter in a second
  /// font (`.VnTimeH`), so `VIỆT` arrives as `VIệT`, and bytes alone cannot tell. Ă Â Đ Ê Ô Ơ Ư
  /// have bytes of their own, and so has every letter of the standard that the fonts left out.
  /// Bytes 80 to 9F, capitals in the standard, are punctuation here as in ``windows1252``, since a
  /// word processor types it into texts in these fonts.
  case tcvn3 = "TCVN3"
  /// The VNI fonts for Windows: a base letter, then a byte for its shape and tone.
  case vniWindows = "VNI"
  /// VISCII 1.1, whose capitals take six control codes too.
  case viscii = "VISCII"

  /// The UTF-8 of `bytes`, which are a whole text, in normalisation form C.
  ///
  /// - Throws: ``EncodingFault`` at the first byte that the encoding does not have there.
  /// - Complexity: O(*n*).
  public func utf8(of bytes: [UInt8]) throws(EncodingFault) -> [UInt8] {
    var decoder = TextDecoder(self)
    return try decoder.decode(bytes, isLast: true)
  }

  /// The text of `bytes`, which are a whole text, in normalisation form C.
  ///
  /// - Throws: ``EncodingFault`` at the first byte that the encoding does not have there.
  /// - Complexity: O(*n*).
  public func text(of bytes: [UInt8]) throws(EncodingFault) -> String {
    String(decoding: try utf8(of: bytes), as: UTF8.self)
  }
}
