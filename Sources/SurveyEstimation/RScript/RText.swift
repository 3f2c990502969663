extension String {
  /// The text as an R string.
  var rString: String {
    var quoted = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20: quoted += "\\u{\(String(scalar.value, radix: 16))}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The text as the name of an R variable, in backquotes where R would not read it as one.
  var rName: String {
    let isPlain =
      first.map { $0.isASCII && $0.isLetter } == true
      && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._".contains($0)) }
      && !Self.rWords.contains(self)
    guard !isPlain else { return self }
    return "`" + replacing("\\", with: "\\\\").replacing("`", with: "\\`") + "`"
  }

  /// The words that R keeps for itself.
  private static let rWords: Set<String> = [
    "if", "else", "repeat", "while", "function", "for", "next", "break", "in", "TRUE", "FALSE",
    "NULL", "Inf", "NaN", "NA", "NA_integer_", "NA_real_", "NA_character_",
  ]
}

extension [String] {
  /// The texts as an R vector of strings.
  var rStrings: String { "c(" + map(\.rString).joined(separator: ", ") + ")" }

  /// The names as a one-sided R formula: `~a + b`; `~1` for none.
  var rFormula: String { "~" + (isEmpty ? "1" : map(\.rName).joined(separator: " + ")) }
}

extension Double {
  /// The number in R, to all digits.
  var rNumber: String {
    guard isFinite else { return isNaN ? "NaN" : self < 0 ? "-Inf" : "Inf" }
    let text = "\(self)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension Bool {
  /// The truth in R.
  var rTruth: String { self ? "TRUE" : "FALSE" }
}
