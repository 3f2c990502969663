internal import Foundation

extension String {
  /// The text as a JSON string.
  var jsonQuoted: String {
    var quoted = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20:
        quoted += "\\u" + String(format: "%04x", scalar.value)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension Double {
  /// The number as JSON in full precision; `null` where it is none.
  var jsonText: String { isFinite ? "\(self)" : "null" }

  /// The number to some significant digits, without an exponent where it is of ordinary size.
  func rounded(toDigits digits: Int) -> String {
    let size = magnitude
    let isOrdinary = size == 0 || (size >= 1e-4 && size < 1e15)
    guard isOrdinary else { return String(format: "%.\(digits - 1)e", self) }
    let whole = size >= 1 ? Int(log10(size)) + 1 : 0
    return String(format: "%.\(max(0, digits - whole))f", self)
  }
}
