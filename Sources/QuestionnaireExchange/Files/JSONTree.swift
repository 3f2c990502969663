/// JSON whose keys stand in the order in which they were written, so that files can be compared.
enum JSONTree {
  case text(String)
  case number(Double)
  case boolean(Bool)
  case null
  case list([JSONTree])
  case object([(String, JSONTree)])

  /// A list of texts.
  static func texts(_ texts: [String]) -> JSONTree { .list(texts.map { .text($0) }) }

  /// The value over several lines; lists and objects without lists or objects in them take one.
  func rendered(indent: String = "") -> String {
    let below = indent + "  "
    switch self {
    case .text(let text): return text.quoted
    case .number(let number): return number.plainText
    case .boolean(let value): return value ? "true" : "false"
    case .null: return "null"
    case .list(let values):
      let parts = values.map { $0.rendered(indent: below) }
      if values.allSatisfy(\.isPlain) { return "[\(parts.joined(separator: ", "))]" }
      return "[\n\(parts.map { below + $0 }.joined(separator: ",\n"))\n\(indent)]"
    case .object(let pairs):
      let parts = pairs.map { "\($0.quoted): \($1.rendered(indent: below))" }
      if pairs.allSatisfy(\.1.isPlain), pairs.count <= 3 {
        return "{\(parts.joined(separator: ", "))}"
      }
      return "{\n\(parts.map { below + $0 }.joined(separator: ",\n"))\n\(indent)}"
    }
  }

  private var isPlain: Bool {
    switch self {
    case .text, .number, .boolean, .null: true
    case .list, .object: false
    }
  }
}
