extension RecordReader {
  /// A field as a decimal number; nil when all of it is not one.
  ///
  /// The form is an optional sign, digits with at most one `.` before, among or after them, and an
  /// optional exponent (`-12.50`, `.5`, `3e-4`). The result is the `Double` nearest to the decimal.
  ///
  /// Edge cases:
  /// - Blanks inside quotes, a decimal comma, `inf`, `nan` and hexadecimal are no numbers here.
  /// - A number too large for a `Double` is nil; one too small is a zero with its sign.
  ///
  /// - Parameter field: The field, from 0.
  /// - Returns: The number, always finite.
  /// - Complexity: O(*n*) in the length of the field; up to some 15 digits without a `String`.
  public func number(_ field: Int) -> Double? {
    guard let decimal = decimal(field) else { return nil }
    if let exact = decimal.exactValue { return exact }
    guard let value = string(field).flatMap({ Double($0) }), value.isFinite else { return nil }
    return value
  }

  private func decimal(_ field: Int) -> Decimal? {
    let count = byteCount(of: field)
    var index = 0
    var decimal = Decimal()

    func peek() -> UInt8? { index < count ? byte(index, of: field) : nil }
    func takeSign() -> Bool {
      guard let sign = peek(), sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else {
        return false
      }
      index += 1
      return sign == UInt8(ascii: "-")
    }
    func takeDigits(_ use: (UInt8) -> Void) -> Int {
      let start = index
      while let byte = peek(), byte >= 0x30, byte <= 0x39 {
        use(byte - 0x30)
        index += 1
      }
      return index - start
    }

    decimal.isNegative = takeSign()
    var digits = takeDigits { decimal.append($0, isFraction: false) }
    if peek() == UInt8(ascii: ".") {
      index += 1
      digits += takeDigits { decimal.append($0, isFraction: true) }
    }
    guard digits > 0 else { return nil }
    if let mark = peek(), mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      index += 1
      let isNegative = takeSign()
      var exponent = 0
      guard takeDigits({ exponent = min(10 * exponent + Int($0), 1 << 20) }) > 0 else { return nil }
      decimal.exponent += isNegative ? -exponent : exponent
    }
    return index == count ? decimal : nil
  }
}

/// A decimal as it is read: ±`mantissa` × 10^`exponent`, while the mantissa has up to 19 digits.
private struct Decimal {
  var isNegative = false
  var mantissa: UInt64 = 0
  var exponent = 0
  private var digits = 0

  mutating func append(_ digit: UInt8, isFraction: Bool) {
    if isFraction { exponent -= 1 }
    if digits == 0, digit == 0 { return }
    digits += 1
    if digits <= 19 { mantissa = 10 * mantissa + UInt64(digit) }
  }

  /// The value where one multiplication or division of two exact doubles gives it, rounded once.
  var exactValue: Double? {
    guard digits <= 19, mantissa <= 1 << 53, abs(exponent) < Self.powers.count else { return nil }
    let magnitude =
      exponent < 0
      ? Double(mantissa) / Self.powers[-exponent] : Double(mantissa) * Self.powers[exponent]
    return isNegative ? -magnitude : magnitude
  }

  /// 10⁰ … 10²², the powers of ten that a `Double` holds exactly.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
