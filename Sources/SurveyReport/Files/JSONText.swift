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
  func rendered() -> String {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the value, lines indented as told, or all on one line for nil.
  private func write(to bytes: inout [UInt8], indent: Int?) {
    switch self {
    case .text(let text): JSONValue.quote(text, to: &bytes)
    case .number(let number): bytes += number.description.utf8
    case .integer(let integer): bytes += integer.description.utf8
    case .null: bytes += "null".utf8
    case .list(let values):
      JSONValue.write(
        values, between: 0x5B, 0x5D, to: &bytes, indent: values.isEmpty ? nil : indent
      ) { value, bytes, _ in
        value.write(to: &bytes, indent: nil)
      }
    case .object(let pairs):
      JSONValue.write(pairs, between: 0x7B, 0x7D, to: &bytes, indent: indent) {
        pair, bytes, indent in
        JSONValue.quote(pair.0, to: &bytes)
        bytes += ": ".utf8
        pair.1.write(to: &bytes, indent: indent)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], between open: UInt8, _ close: UInt8,
    to bytes: inout [UInt8], indent: Int?, _ write: (Element, inout [UInt8], Int?) -> Void
  ) {
    func breakLine(_ spaces: Int) {
      bytes.append(0x0A)
      bytes += repeatElement(0x20, count: spaces)
    }
    bytes.append(open)
    for (number, element) in elements.enumerated() {
      if number > 0 { bytes.append(0x2C) }
      if let indent { breakLine(indent + 2) } else if number > 0 { bytes.append(0x20) }
      write(element, &bytes, indent.map { $0 + 2 })
    }
    if let indent { breakLine(indent) }
    bytes.append(close)
  }

  /// Writes a text as a JSON string; what has to be escaped, by Foundation.
  private static func quote(_ text: String, to bytes: inout [UInt8]) {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }
    if isPlain {
      bytes.append(0x22)
      bytes += text.utf8
      bytes.append(0x22)
      return
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    bytes += (try? encoder.encode(text)).map { [UInt8]($0) } ?? Array("\"\"".utf8)
  }
}
