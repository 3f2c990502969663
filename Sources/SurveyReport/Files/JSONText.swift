internal import Foundation

/// JSON as the files of the report have it: keys in a fixed order, numbers in full precision.
///
/// Foundation's encoder cannot keep the order in which keys were written, and readers compare files.
enum JSONValue {
  case text(String)
  case number(Double)
  case integer(Int)
  case null
  case list([JSONValue])
  case object([(String, JSONValue)])

  static func optional(_ number: Double?) -> JSONValue {
    number.flatMap { $0.isFinite ? .number($0) : nil } ?? .null
  }

  static func optional(_ integer: Int?) -> JSONValue { integer.map { .integer($0) } ?? .null }

  static func optional(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }

  /// The value as JSON, objects in lists on one line each.
  func rendered(indent: String = "") -> String {
    switch self {
    case .text(let text): return JSONValue.quoted(text)
    case .number(let number): return "\(number)"
    case .integer(let integer): return "\(integer)"
    case .null: return "null"
    case .list(let values):
      if values.isEmpty { return "[]" }
      let lines = values.map { "\(indent)  \($0.inline)" }
      return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
    case .object(let pairs):
      let lines = pairs.map { key, value in
        "\(indent)  \(JSONValue.quoted(key)): \(value.rendered(indent: indent + "  "))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    }
  }

  private var inline: String {
    switch self {
    case .list(let values): "[\(values.map(\.inline).joined(separator: ", "))]"
    case .object(let pairs):
      "{\(pairs.map { "\(JSONValue.quoted($0)): \($1.inline)" }.joined(separator: ", "))}"
    case .text, .number, .integer, .null: rendered()
    }
  }

  /// A text as a JSON string, by Foundation.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }
    if isPlain { return "\"\(text)\"" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let data = try? encoder.encode(text) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }
}
