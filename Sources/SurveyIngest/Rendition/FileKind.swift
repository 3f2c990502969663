internal import CompressedFiles
internal import Foundation

/// What kind of file bytes are, told from the bytes and never from the file's name.
enum FileKind: Hashable {
  case text
  case workbook
  case statistics
  /// A single file, compressed.
  case compressed(CompressionKind)
  /// Several files in one.
  case archive
  /// Something that holds no answers, or not in a way that is read.
  case foreign(name: String, vi: String, en: String)

  /// How many bytes suffice to tell.
  static let byteCount = 4096

  /// - Parameters:
  ///   - head: The first bytes of the file.
  ///   - url: The file, for archives whose members have to be looked at.
  init(_ head: [UInt8], url: URL) {
    if let kind = CompressionKind.of(head) {
      self = kind == .zip ? FileKind.zip(url) : .compressed(kind)
      return
    }
    if FileKind.isStatistics(head) {
      self = .statistics
      return
    }
    let found = FileKind.foreign.first { head.starts(with: $0.start) }
    self = found.map { .foreign(name: $0.name, vi: $0.vi, en: $0.en) } ?? .text
  }

  private static func zip(_ url: URL) -> FileKind {
    guard let archive = try? ZipArchive(contentsOf: url) else { return .archive }
    let names = Set(archive.members.map(\.name))
    // Workbook tells apart what other kinds of package there are, and says what to do.
    return names.contains("[Content_Types].xml") || names.contains("mimetype")
      ? .workbook : .archive
  }

  private static func isStatistics(_ head: [UInt8]) -> Bool {
    let unbroken = head.filter { $0 != 0x0A && $0 != 0x0D }
    return head.starts(with: "$FL2".utf8) || head.starts(with: "$FL3".utf8)
      || head.starts(with: "<stata_dta>".utf8)
      || unbroken.dropFirst(456).starts(with: "SPSSPORT".utf8)
      || (head.count > 3 && (102...116).contains(head[0]) && (head[1] == 1 || head[1] == 2)
        && head[2] == 1)
  }

  private static let foreign: [(start: [UInt8], name: String, vi: String, en: String)] = [
    (
      [0xD0, 0xCF, 0x11, 0xE0], "XLS", "trong Excel chọn Lưu thành → .xlsx (không đặt mật khẩu)",
      "in Excel choose Save as → .xlsx, without a password"
    ),
    (
      Array("%PDF".utf8), "PDF", "xin tệp gốc Excel hoặc CSV", "ask for the Excel or CSV file"
    ),
    (
      Array("SQLite format 3".utf8), "SQLite", "hãy xuất ra CSV", "export it as CSV"
    ),
    (
      Array(repeating: 0, count: 12) + [0xC2, 0xEA, 0x81, 0x60], "SAS",
      "hãy xuất từ SAS ra .sav, .dta hoặc CSV", "export it from SAS as .sav, .dta or CSV"
    ),
    (Array("Rar!".utf8), "RAR", "hãy giải nén trước", "unpack it first"),
    ([0x37, 0x7A, 0xBC, 0xAF], "7z", "hãy giải nén trước", "unpack it first"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz", "hãy giải nén trước", "unpack it first"),
    (Array("BZh".utf8), "bzip2", "hãy giải nén trước", "unpack it first"),
    ([0x89, 0x50, 0x4E, 0x47], "PNG", "đây là ảnh", "it is a picture"),
    ([0xFF, 0xD8, 0xFF], "JPEG", "đây là ảnh", "it is a picture"),
    (
      Array("{\\rtf".utf8), "RTF", "hãy lưu bảng ra Excel hoặc CSV",
      "save the table as Excel or CSV"
    ),
  ]
}
