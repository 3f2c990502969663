import CompressedFiles
import DelimitedText
import Foundation
import Spreadsheets
import StatisticalFiles
import SurveyModel

@testable import SurveyIngest

/// The files that other readers are tested with, read by the engines as the front door uses them.
enum Corpora {
  static let folder = "corpora"

  /// The paths of all files that are no licence and no expected result.
  static func files() throws -> [String] {
    let root = RealData.url(folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return names.sorted().filter { name in
      let file = root.appending(path: name)
      let isFolder = (try? FileManager.default.contentsOfDirectory(atPath: file.path)) != nil
      return !isFolder && !name.hasPrefix("LICENSE") && !name.hasSuffix(".json")
    }
  }
}

/// What the engines make of one file.
struct CorpusReading: Encodable {
  var file: String
  var kind = "text"
  var encoding = ""
  var delimiter = ""
  /// The words of a refusal.
  var refusal: String?
  var sheets: [Sheet] = []
  /// Records of a text that cannot be cut into fields.
  var faults = 0

  struct Sheet: Encodable {
    var name: String
    var rows: [[String]] = []
  }

  /// Reads a file of the corpora; never fails but with the file system.
  init(_ path: String) throws {
    file = path
    let url = RealData.url(Corpora.folder).appending(path: path)
    do {
      try read(url)
    } catch {
      sheets = []
      refusal = (error as? ImportError).map { "\($0)" } ?? "\(error)"
    }
  }

  private mutating func read(_ url: URL) throws {
    let bytes = [UInt8](try Data(contentsOf: url))
    let name = url.lastPathComponent
    switch FileKind(Array(bytes.prefix(FileKind.byteCount)), url: url) {
    case .text:
      guard !bytes.isEmpty else { throw ImportError(file: name, problems: [.empty]) }
      try readText(bytes, name)
    case .workbook:
      kind = "xlsx"
      let rows = try WorkbookRows(url, fileName: name)
      sheets = rows.sheets.map { Sheet(name: $0) }
      try rows.forEachRow { row in
        let height = row.lines.upperBound
        while sheets[row.sheet].rows.count < height { sheets[row.sheet].rows.append([]) }
        sheets[row.sheet].rows[height - 1] = row.cells
      }
    case .statistics:
      let rows = try StatisticalRows(url, fileName: name, encoding: nil)
      (kind, encoding) = (rows.kind, rows.encoding)
      var sheet = Sheet(name: "", rows: [rows.names ?? []])
      try rows.forEachRow { sheet.rows.append($0.cells) }
      sheets = [sheet]
    case .compressed(let compression):
      kind = "\(compression)"
      var stream = try DecompressedStream(contentsOf: url, limits: .init(maximumBytes: 1 << 24))
      var content: [UInt8] = []
      while let piece = try stream.next() { content += piece }
      try readText(content, name)
    case .archive:
      kind = "zip"
      for file in try SourceFile.files(at: url) {
        try readText([UInt8](try Data(contentsOf: file.url)), file.name)
      }
    case .foreign(let name, _, let advice):
      kind = name
      refusal = "\(name): \(advice)"
    }
  }

  private mutating func readText(_ bytes: [UInt8], _ name: String) throws {
    var understanding = FileUnderstanding()
    let text = try SourceText(
      bytes, study: try RealData.study("model-province-2023"), forced: ImportProfile(),
      fileName: name, understanding: &understanding)
    encoding = understanding.profile.encoding ?? ""
    let rows = TextRows(bytes: text.bytes, dialect: TextRows.dialect(of: text.bytes))
    delimiter = String(decoding: [rows.dialect.delimiter], as: UTF8.self)
    var sheet = Sheet(name: "")
    try rows.forEachRow { row in
      if case .broken = row.content { faults += 1 } else { sheet.rows.append(row.cells) }
    }
    sheets.append(sheet)
  }
}
