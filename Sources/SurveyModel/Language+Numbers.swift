extension Language {
  /// A whole number with its thousands parted: `1.234` in Vietnamese, `1,234` in English.
  public func grouped(_ number: Int) -> String {
    let mark = self == .vietnamese ? "." : ","
    let digits = String(number.magnitude)
    var text = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position).isMultiple(of: 3) { text += mark }
      text.append(digit)
    }
    return (number < 0 ? "\u{2212}" : "") + text
  }
}
