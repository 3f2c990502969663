/// A piece of XML that is well formed by construction.
///
/// Names are literals of the program, text enters escaped, and every element is closed.
indirect enum XMLTree {
  case element(StaticString, [XMLAttribute], [XMLTree])
  case text(String)

  /// An element that holds text alone.
  static func element(
    _ name: StaticString, _ attributes: [XMLAttribute] = [], text: String
  ) -> XMLTree {
    .element(name, attributes, [.text(text)])
  }

  /// The document, with its declaration.
  var document: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + rendered() + "\n" }

  private func rendered(indent: String = "") -> String {
    switch self {
    case .text(let text): return XMLTree.escaped(text)
    case .element(let name, let attributes, let children):
      let said = attributes.map { " \($0.name)=\"\(XMLTree.escaped($0.value))\"" }.joined()
      let opening = "<\(name)\(said)"
      guard !children.isEmpty else { return opening + "/>" }
      // White space between elements and text would become part of the text.
      let hasText = children.contains { if case .text = $0 { true } else { false } }
      if hasText { return opening + ">\(children.map { $0.rendered() }.joined())</\(name)>" }
      let below = indent + "  "
      let lines = children.map { below + $0.rendered(indent: below) }
      return opening + ">\n\(lines.joined(separator: "\n"))\n\(indent)</\(name)>"
    }
  }

  /// A text as content and as a quoted attribute alike.
  ///
  /// Characters that cannot be seen become references (`&#x202E;`); those that XML 1.0 has no way to
  /// write, such as U+0001, are spelled `[U+0001]`.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        if scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF {
          result += "[U+" + String(repeating: "0", count: 4 - digits.count) + digits + "]"
        } else if scalar.isUnseen {
          result += "&#x\(digits);"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}

/// An attribute whose name is a literal and whose value is escaped where it is written.
struct XMLAttribute {
  let name: StaticString
  let value: String

  init(_ name: StaticString, _ value: String) {
    self.name = name
    self.value = value
  }
}
