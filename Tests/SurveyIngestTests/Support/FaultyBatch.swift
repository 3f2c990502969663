import Foundation
import SurveyIngest
import SurveyModel
import SurveySchema
import TestSupport

/// The batch with every kind of fault, and its study.
enum FaultyBatch {
  static let folder = PackageFiles.root.appending(path: "Tests/SurveyIngestTests/Fixtures/faults")

  static func study() throws -> Study { try Study(contentsOf: folder) }

  static func bytes() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: "faults.csv")))
  }

  static func table() throws -> ResponseTable {
    try ResponseTable(try bytes(), fileName: "faults.csv", for: study())
  }

  /// The names, telephones and identity numbers of the batch, whole and in parts.
  static func personalTexts() throws -> [String] {
    let lines = String(decoding: try bytes(), as: UTF8.self).split(separator: "\n")
    let people = lines.dropFirst().compactMap { line -> [String]? in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard let phone = fields.firstIndex(where: { $0.count == 10 && $0.hasPrefix("09") }) else {
        return nil
      }
      return [fields[phone - 1], fields[phone], fields[phone + 1]].map(String.init)
    }
    return Array(Set(people.flatMap(\.self).filter { $0.count > 3 }))
  }
}

extension Finding {
  /// The finding as one line of a golden file.
  var line: String {
    let lines =
      position.lastLine > position.line
      ? "\(position.line)-\(position.lastLine)" : "\(position.line)"
    let place =
      "line \(lines), record \(position.record), field \(position.field.map(String.init) ?? "-")"
    let parts = [
      place, severity == .error ? rule.rawValue : "\(rule.rawValue) (\(severity.rawValue))",
      column ?? "", item == column ? "" : item ?? "", expected.description(in: .english),
      found?.description(in: .english) ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " | ")
  }
}

/// A text as bytes, in which `rows` are records of comma-separated fields.
func csv(_ rows: String...) -> [UInt8] {
  Array((rows.joined(separator: "\n") + "\n").utf8)
}
