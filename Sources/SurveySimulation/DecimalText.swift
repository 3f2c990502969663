/// Numbers as text, made from integers so that no locale and no rounding has a part in it.
enum DecimalText {
  /// `number` × 10⁻ᵖˡᵃᶜᵉˢ with a point: 12345 with 4 places is `1.2345`.
  static func decimal(_ number: Int, places: Int) -> String {
    guard places > 0 else { return String(number) }
    let digits = padded(Int(number.magnitude), width: places + 1)
    return "\(number < 0 ? "-" : "")\(digits.dropLast(places)).\(digits.suffix(places))"
  }

  /// A number with zeros before it, at least `width` digits.
  static func padded(_ number: Int, width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
