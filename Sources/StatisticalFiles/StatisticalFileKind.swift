/// What kind of statistical file bytes are, told from the bytes and never from the file's name.
public enum StatisticalFileKind: String, Hashable, Sendable, CaseIterable {
  /// An SPSS system file, plain or compressed by rows (`$FL2`).
  case sav
  /// An SPSS system file compressed as a whole (`$FL3`).
  case zsav
  /// An SPSS portable file.
  case por
  /// A Stata data file of any version.
  case dta
}

/// What the first bytes of a file tell about it.
enum FileOpening: Hashable {
  /// A file that can be read; for Stata with its version.
  case statistical(StatisticalFileKind, version: Int?)
  /// A file of another kind, named in words with what to do about it.
  case other(name: String, advice: String)
  /// Nothing known.
  case unknown

  /// How many bytes suffice to tell.
  static let byteCount = 1024

  /// The versions of Stata's format that ReadStat knows: those of Stata 4 to 18.
  static let stataVersions = 104...119

  /// Looks at the first bytes of a file.
  ///
  /// - Complexity: O(1).
  init(_ bytes: [UInt8]) {
    self =
      FileOpening.spss(bytes) ?? FileOpening.stata(bytes) ?? FileOpening.another(bytes) ?? .unknown
  }

  private static func spss(_ bytes: [UInt8]) -> FileOpening? {
    if bytes.starts(with: "$FL2".utf8) { return .statistical(.sav, version: nil) }
    if bytes.starts(with: "$FL3".utf8) { return .statistical(.zsav, version: nil) }
    // A portable file is broken into lines of 80 characters; 200 bytes of greeting and a table of
    // 256 characters come before its tag.
    let unbroken = bytes.filter { $0 != 0x0A && $0 != 0x0D }
    return unbroken.dropFirst(456).starts(with: "SPSSPORT".utf8)
      ? .statistical(.por, version: nil) : nil
  }

  private static func stata(_ bytes: [UInt8]) -> FileOpening? {
    let tag = Array("<stata_dta><header><release>".utf8)
    if bytes.starts(with: tag) {
      let digits = bytes.dropFirst(tag.count).prefix { $0 >= 0x30 && $0 <= 0x39 }
      return .statistical(.dta, version: Int(String(decoding: digits.prefix(9), as: UTF8.self)))
    }
    guard bytes.count > 3, (102...116).contains(bytes[0]), bytes[1] == 1 || bytes[1] == 2,
      bytes[2] == 1
    else { return nil }
    return .statistical(.dta, version: Int(bytes[0]))
  }

  private static func another(_ bytes: [UInt8]) -> FileOpening? {
    let sas: [UInt8] = [0xC2, 0xEA, 0x81, 0x60, 0xB3, 0x14, 0x11, 0xCF, 0xBD, 0x92]
    let known: [(start: [UInt8], name: String, advice: String)] = [
      (
        Array(repeating: 0, count: 12) + sas, "a SAS data set",
        "export it from SAS as SPSS (.sav), Stata (.dta) or CSV"
      ),
      (
        Array("HEADER RECORD*******LIB".utf8), "a SAS transport file",
        "export it from SAS as SPSS (.sav), Stata (.dta) or CSV"
      ),
      (
        [0x5B, 0xC6, 0xD3, 0xF2], "an SPSS file of a mainframe (EBCDIC)",
        "save it again with SPSS on a personal computer"
      ),
      ([0x1F, 0x8B], "compressed with gzip", "unpack it first"),
      (
        Array("PK".utf8) + [3, 4], "a ZIP archive or an Excel workbook",
        "unpack it, or import it as a workbook"
      ),
      ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel or Office file", "import it as a workbook or CSV"),
      (Array("RDX".utf8), "a file of R", "write it from R with haven::write_sav"),
    ]
    return known.first { bytes.starts(with: $0.start) }
      .map { .other(name: $0.name, advice: $0.advice) }
  }
}
