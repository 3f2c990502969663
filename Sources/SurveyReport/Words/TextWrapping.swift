/// Breaking text into lines by grapheme clusters, so that "Ễ" counts as one however it is encoded.
enum TextWrapping {
  /// The lines of a text, none longer than `width` clusters; at least one line.
  ///
  /// Lines break at spaces; a word longer than a line is cut.
  static func lines(of text: String, width: Int) -> [String] {
    let width = max(1, width)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count <= width {
        line += " " + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      var rest = word
      while rest.count > width {
        lines.append(String(rest.prefix(width)))
        rest = rest.dropFirst(width)
      }
      line = String(rest)
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// The text with spaces after it up to `width` clusters.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// The text with spaces before it up to `width` clusters.
  static func rightAligned(_ text: String, in width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
