/// A piece of markup that is well formed by construction.
///
/// Text enters escaped, names of elements and attributes are literals of the program
/// (`StaticString`), and every element is closed. There is no way to turn a run-time string into
/// markup without escaping it.
struct Markup: Hashable, Sendable {
  /// The markup as it is written into the file.
  let source: String

  private init(source: String) { self.source = source }

  /// Text, made safe and escaped.
  init(text: String) { source = Self.escaped(text) }

  /// Text of the program itself, such as a style sheet, written as it stands.
  init(verbatim text: StaticString) { source = text.description }

  /// Pieces one after another.
  init(joining pieces: [Markup]) { source = pieces.map(\.source).joined() }

  /// An element with its attributes and its content.
  init(element name: StaticString, attributes: [Attribute], content: Markup) {
    let name = name.description
    let opening = "<" + name + attributes.map(\.source).joined()
    if Self.voidElements.contains(name) {
      source = opening + " />\n"
    } else {
      let isContainer = Self.containers.contains(name)
      source =
        opening + ">" + (isContainer ? "\n" : "") + content.source + "</" + name + ">"
        + (Self.inlineElements.contains(name) ? "" : "\n")
    }
  }

  /// A text without anything that could end it, as content and as a quoted attribute alike.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in SafeText(text).string.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let voidElements: Set = ["meta", "line", "path", "circle", "rect"]
  private static let inlineElements: Set = ["span", "strong", "a", "tspan"]
  private static let containers: Set = [
    "html", "head", "body", "header", "main", "nav", "section", "div", "ul", "ol", "dl", "aside",
    "table", "thead", "tbody", "tr", "figure", "details", "svg", "g", "style",
  ]
}

/// An attribute whose name is a literal and whose value is escaped.
struct Attribute: Hashable, Sendable {
  /// The attribute as it is written into a tag, with a space before it.
  let source: String

  /// An attribute with a text value.
  init(_ name: StaticString, _ value: String) {
    source = " " + name.description + "=\"" + Markup.escaped(value) + "\""
  }

  /// An attribute with a coordinate or a length, to a tenth.
  init(_ name: StaticString, _ value: Double) {
    let number = FixedPoint(value, digits: 1)
    self.init(
      name,
      (number.isNegative ? "-" : "") + number.integer
        + (number.fraction == "0" ? "" : "." + number.fraction))
  }
}
