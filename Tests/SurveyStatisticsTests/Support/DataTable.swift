import Foundation
import Testing

/// A table of comma-separated values without quotes.
struct DataTable: Sendable {
  let header: [String]
  let rows: [[String]]

  init(named name: String) throws {
    let text = String(decoding: try Reference.data(name, "csv"), as: UTF8.self)
    let lines = text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    header = try #require(lines.first)
    rows = Array(lines.dropFirst())
  }

  func texts(_ column: String) -> [String] {
    guard let index = header.firstIndex(of: column) else {
      Issue.record("no column \(column)")
      return []
    }
    return rows.map { $0[index] }
  }

  /// Numbers, NaN where a field is empty.
  func numbers(_ column: String) -> [Double] {
    texts(column).map { Double($0) ?? .nan }
  }

  func isNumeric(_ column: String) -> Bool {
    texts(column).allSatisfy { $0.isEmpty || Double($0) != nil }
  }

  /// The position of each value among the sorted distinct ones.
  func levels(_ column: String) -> [Int] {
    let texts = texts(column)
    let distinct = Set(texts).sorted()
    return texts.map { distinct.firstIndex(of: $0) ?? -1 }
  }

  /// Which rows meet a condition such as `stype=='E'` or `api00>800`.
  func mask(_ condition: String) throws -> [Bool] {
    if let match = condition.wholeMatch(of: /([\w.]+)=='(\w+)'/) {
      return texts(String(match.1)).map { $0 == match.2 }
    }
    let match = try #require(condition.wholeMatch(of: /([\w.]+)>(\d+)/))
    let limit = try #require(Double(match.2))
    return numbers(String(match.1)).map { $0 > limit }
  }
}
