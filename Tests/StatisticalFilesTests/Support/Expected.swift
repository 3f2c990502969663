import Foundation
import Testing

import StatisticalFiles

/// What pyreadstat reads in the fixtures, as `Fixtures/make.py` wrote it.
struct Expected: Decodable {
  var files: [File]

  struct File: Decodable, CustomTestStringConvertible {
    var file: String
    var label: String
    var notes: [String]
    var encoding: String?
    var rows: Int?
    var variables: [Variable]

    var testDescription: String { file }
  }

  struct Variable: Decodable {
    var name: String
    var label: String
    var format: String
    var measure: String
    var labels: [[Value]]
    var missing: [[Value]]
    var cells: [Value]
    var calendar: [String?]
  }

  enum Value: Decodable, Hashable {
    case number(Double)
    case text(String)
    case none

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .none
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        // pyreadstat keeps the blanks at the end of a Stata text.
        let text = try container.decode(String.self)
        self = .text(String(text.reversed().drop { $0 == " " }.reversed()))
      }
    }
  }

  static func read() throws -> Expected {
    try JSONDecoder().decode(Expected.self, from: Data(contentsOf: Fixture.url("expected.json")))
  }
}

extension Expected.Value {
  /// A value of a dictionary or a cell in the words of pyreadstat, which makes no difference between
  /// a text and a letter that stands for a missing number.
  init(_ value: StatisticalValue?) {
    self =
      switch value {
      case .number(let number): .number(number)
      case .text(let text): .text(text)
      case .tagged(let tag): .text(String(tag))
      case nil: .none
      }
  }
}

/// The files beside the tests.
enum Fixture {
  static func url(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures").appending(path: name)
  }

  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url(name))) }
}

/// A file in a folder of its own, which goes when the test is over.
final class TemporaryFile {
  let url: URL

  init(_ bytes: [UInt8], named name: String = "file.sav") throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    url = folder.appending(path: name)
    try Data(bytes).write(to: url)
  }

  deinit { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }
}

extension StatisticalFile {
  /// All rows' cells.
  func allCells() throws -> [[StatisticalCell]] {
    var rows: [[StatisticalCell]] = []
    try forEachRow { rows.append($0.cells) }
    return rows
  }
}
