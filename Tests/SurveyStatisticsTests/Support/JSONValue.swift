/// Any JSON, as reference files hold it; R's NaN and Inf are strings there, and its NA is null.
enum JSONValue: Decodable, Sendable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self, let value = members[key] else { return nil }
    if case .null = value { return nil }
    return value
  }

  var number: Double? {
    switch self {
    case .number(let number): number
    case .text("NaN"): .nan
    case .null, .flag, .text, .list, .object: nil
    }
  }

  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  var flag: Bool? {
    guard case .flag(let flag) = self else { return nil }
    return flag
  }

  /// The elements of a list; any other value is a list of itself, as in R.
  var elements: [JSONValue] {
    guard case .list(let elements) = self else { return [self] }
    return elements
  }

  var texts: [String] { elements.compactMap(\.text) }

  /// Numbers, with `nil` for R's NA.
  var numbers: [Double?] { elements.map(\.number) }
}
