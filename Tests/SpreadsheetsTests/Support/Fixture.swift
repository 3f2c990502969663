import Foundation
import Spreadsheets

/// The workbooks that other programs made, and what openpyxl reads in them.
enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Fixtures")

  static func url(_ name: String) -> URL { folder.appending(path: name) }

  /// A sheet as openpyxl reads it: each cell with its reference, kind and text.
  struct Sheet: Decodable {
    let name: String
    let state: String
    let merged: [String]
    let cells: [[String]]
  }

  private struct Expected: Decodable {
    let books: [String: [Sheet]]
  }

  static func expected(_ book: String) throws -> [Sheet] {
    let data = try Data(contentsOf: url("expected.json"))
    return try JSONDecoder().decode(Expected.self, from: data).books[book] ?? []
  }
}
