internal import SurveyModel

extension String {
  /// The text in double quotation marks, as JSON and YAML both read it.
  ///
  /// Whatever cannot be seen or would turn the direction of writing is written as `\uXXXX`: control
  /// characters, line and paragraph separators, zero-width and bidirectional marks, noncharacters.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  var quoted: String { quoted { $0.utf16.map { ("\\u", String($0, radix: 16), 4) } } }

  /// The text in double quotation marks as YAML reads it, which has no surrogates: `\UXXXXXXXX`.
  var quotedForYAML: String {
    quoted {
      $0.unicodeScalars.map { ($0.value > 0xFFFF ? ("\\U", $0.hex, 8) : ("\\u", $0.hex, 4)) }
    }
  }

  private func quoted(_ escapes: (String) -> [(mark: String, digits: String, width: Int)]) -> String
  {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.isUnseen {
          for (mark, digits, width) in escapes(String(scalar)) {
            result += mark + String(repeating: "0", count: width - digits.count) + digits
          }
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}

extension Unicode.Scalar {
  fileprivate var hex: String { String(value, radix: 16) }

  /// Whether a reader of the plain character would see nothing, or its neighbours in another order.
  var isUnseen: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069,
      0xFEFF, 0xFDD0...0xFDEF:
      true
    case 0x10000...: value & 0xFFFE == 0xFFFE || (0xE0000...0xE007F).contains(value)
    default: value & 0xFFFE == 0xFFFE
    }
  }
}

extension Double {
  /// The number for a reader: in Vietnamese with a decimal comma.
  func text(in language: Language) -> String {
    language == .vietnamese ? plainText.replacing(".", with: ",") : plainText
  }

  /// The number in the fewest digits that give it back, without `.0`.
  var plainText: String {
    if let whole = Int64(exactly: self) { return String(whole) }
    return "\(self)"
  }
}
