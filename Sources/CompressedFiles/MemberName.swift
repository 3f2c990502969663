/// A member's name as the archive has it, made safe and comparable.
enum MemberName {
  /// The text of a name's bytes.
  ///
  /// UTF-8 where the bytes are that, flagged or not, for most programs write it without the flag;
  /// else IBM code page 437, as the format says (APPNOTE, appendix D).
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(
      bytes.map { $0 < 0x80 ? Character(Unicode.Scalar($0)) : upperHalf[Int($0) - 0x80] })
  }

  /// The name below the archive's root, without `.` and empty parts; a folder's ends with `/`.
  ///
  /// A backslash parts names as it does for the old programs of Windows that write it.
  static func normalised(_ name: String) throws(CompressedFileError) -> String {
    func refuse(_ fault: CompressedFileError.NameFault) -> CompressedFileError {
      .unsafeName(name: name, fault: fault)
    }
    for scalar in name.unicodeScalars where scalar.properties.generalCategory == .control {
      throw refuse(.controlCharacter)
    }
    let name = name.replacing("\\", with: "/")
    let isOnDrive = name.unicodeScalars.dropFirst().first == ":"
    if name.utf8.first == UInt8(ascii: "/") || isOnDrive { throw refuse(.absolute) }
    var parts = name.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    parts.removeAll { $0 == "." }
    if parts.contains("..") { throw refuse(.leavesArchive) }
    if parts.isEmpty { throw refuse(.empty) }
    let isFolder = name.utf8.last == UInt8(ascii: "/")
    return parts.joined(separator: "/") + (isFolder ? "/" : "")
  }

  private static let upperHalf = Array(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
      + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}")
}
