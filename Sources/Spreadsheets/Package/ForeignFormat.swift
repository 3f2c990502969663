internal import CompressedFiles
internal import Foundation

/// What a file is that is not an Excel workbook of today's format.
public enum ForeignFormat: Hashable, Sendable, CaseIterable {
  /// A workbook that is locked with a password.
  case lockedWorkbook
  /// A workbook of Excel 97–2003, `.xls`.
  case xls
  /// A binary workbook, `.xlsb`.
  case xlsb
  /// A spreadsheet of LibreOffice, `.ods`.
  case ods
  /// A spreadsheet of Apple's Numbers.
  case numbers
  /// Another office document, such as a Word file.
  case otherDocument
  /// A ZIP archive of something else.
  case otherArchive
  /// A web page, often under the name of a workbook.
  case html
  /// An XML file.
  case xml
  /// Text, such as CSV.
  case text
  /// A file of no bytes.
  case empty
  /// Anything else.
  case unknown

  /// What it is, and what to do about it.
  public var words: String {
    switch self {
    case .lockedWorkbook: "locked with a password: open it in Excel and save it without one"
    case .xls: "an .xls workbook of Excel 97–2003: open it in Excel and save it as .xlsx"
    case .xlsb: "a binary .xlsb workbook: open it in Excel and save it as .xlsx"
    case .ods: "an .ods spreadsheet: open it in LibreOffice or Excel and save it as .xlsx"
    case .numbers: "a spreadsheet of Numbers: export it from there to Excel (.xlsx)"
    case .otherDocument: "another office document: give the workbook, saved as .xlsx"
    case .otherArchive: "a ZIP archive without a workbook in it: unpack it and give the workbook"
    case .html: "a web page, whatever its name says: open it in Excel and save it as .xlsx"
    case .xml: "an XML file: open it in Excel and save it as .xlsx"
    case .text: "a text such as CSV, not a workbook: read it as that, or save it as .xlsx"
    case .empty: "empty"
    case .unknown: "not a workbook: open it in Excel and save it as .xlsx"
    }
  }
}

extension ForeignFormat {
  /// What a file is that is no ZIP archive.
  init(of file: Data) {
    let start = file.prefix(2048)
    let text = String(decoding: start, as: UTF8.self).lowercased()
    if file.isEmpty {
      self = .empty
    } else if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self.init(ofCompoundFile: file)
    } else if start.starts(with: [0x09]), start.count > 1,
      [0, 2, 4, 8].contains(start[start.startIndex + 1])
    {
      // Excel 2 to 4 and 5 without a container.
      self = .xls
    } else if text.contains("<html") || text.contains("<table") {
      self = .html
    } else if text.drop(while: { $0.isWhitespace || $0 == "\u{FEFF}" }).hasPrefix("<?xml") {
      self = .xml
    } else if !start.contains(0), String(validating: start.dropLast(3), as: UTF8.self) != nil {
      self = .text
    } else {
      self = .unknown
    }
  }

  /// What a compound file is, by the names of its streams, which are UTF-16.
  private init(ofCompoundFile file: Data) {
    let holds = { (name: String) in
      file.range(of: Data(name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })) != nil
    }
    if holds("EncryptedPackage") {
      self = .lockedWorkbook
    } else if holds("WordDocument") || holds("PowerPoint Document") {
      self = .otherDocument
    } else {
      self = holds("Workbook") || holds("Book") ? .xls : .unknown
    }
  }

  /// What an archive is that has no workbook where one should point to it.
  init(of archive: ZipArchive) {
    let names = Set(archive.members.map(\.name))
    if names.contains("mimetype"), let type = try? archive.bytes(of: "mimetype") {
      let isSpreadsheet = String(decoding: type, as: UTF8.self).contains("opendocument.spreadsheet")
      self = isSpreadsheet ? .ods : .otherDocument
    } else if names.contains("Index/Document.iwa") || names.contains("Index.zip") {
      self = .numbers
    } else if names.contains("[Content_Types].xml") {
      self = .otherDocument
    } else {
      self = .otherArchive
    }
  }
}
