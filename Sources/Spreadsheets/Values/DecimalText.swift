extension CellValue {
  /// The shortest decimal that gives `number` again, without an exponent and without `.0`.
  ///
  /// A spreadsheet keeps no more of what was typed than a `Double`: `4`, `4.0` and `4,00` are all
  /// `4`. Citizen and telephone numbers that became numbers keep all their digits, up to fifteen.
  ///
  /// - Precondition: The number is finite.
  /// - Complexity: O(*d*) in the digits, of which there are at most 325.
  public static func decimalText(of number: Double) -> String {
    precondition(number.isFinite, "a cell's number is finite")
    // Swift writes the shortest digits, but for large and small numbers with an exponent.
    var text = Substring("\(number.magnitude)")
    var exponent = 0
    if let mark = text.firstIndex(of: "e") {
      exponent = Int(text[text.index(after: mark)...]) ?? 0
      text = text[..<mark]
    }
    let parts = text.split(separator: ".")
    var whole = String(parts[0])
    var fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
    if exponent > 0 {
      fraction += String(repeating: "0", count: max(0, exponent - fraction.count))
      whole += fraction.prefix(exponent)
      fraction = String(fraction.dropFirst(exponent))
    } else if exponent < 0 {
      fraction = String(repeating: "0", count: -exponent - 1) + whole + fraction
      whole = "0"
    }
    let sign = number < 0 ? "-" : ""
    return sign + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// The number that a decimal's bytes name; nil where they name none, or one beyond all `Double`s.
  static func number(_ text: ArraySlice<UInt8>) -> Double? {
    plainNumber(text)
      ?? {
        guard let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite,
          // Swift also reads "0x1p3", "inf" and "nan", which are no numbers here.
          text.allSatisfy({ isDecimal($0) })
        else { return nil }
        return number
      }()
  }

  private static func isDecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
    default: false
    }
  }

  /// The number of at most fifteen digits with at most one point: digits and power of ten are exact,
  /// so their quotient is rounded once (Clinger 1990).
  private static func plainNumber(_ text: ArraySlice<UInt8>) -> Double? {
    let isNegative = text.first == 0x2D
    let digits = isNegative ? text.dropFirst() : text
    guard !digits.isEmpty, digits.count <= 16 else { return nil }
    var mantissa = 0
    var count = 0
    var places: Int?
    for byte in digits {
      if byte >= 0x30, byte <= 0x39 {
        mantissa = mantissa * 10 + Int(byte - 0x30)
        count += 1
        if let before = places { places = before + 1 }
      } else if byte == 0x2E, places == nil, count > 0 {
        places = 0
      } else {
        return nil
      }
    }
    guard count > 0, count <= 15, places != 0 else { return nil }
    let number = Double(mantissa) / powersOfTen[places ?? 0]
    return isNegative ? -number : number
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}
