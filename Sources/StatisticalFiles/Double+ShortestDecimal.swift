extension BinaryFloatingPoint where Self: LosslessStringConvertible {
  /// The shortest decimal that reads back as this number, without an exponent: `4`, `0.1`, `-0.00001`.
  ///
  /// An infinite number or none is `inf`, `-inf` or `nan`; minus zero is `0`.
  var shortestDecimal: String {
    guard isFinite else { return String(self) }
    if self == 0 { return "0" }
    let words = String(self).split(separator: "e")
    let sign = self < 0 ? "-" : ""
    let parts = words[0].drop { $0 == "-" }.split(separator: ".")
    let exponent = words.count > 1 ? Int(words[1]) ?? 0 : 0
    var whole = String(parts[0])
    var decimals = parts.count > 1 ? String(parts[1]) : ""
    if exponent > 0 {
      decimals += String(repeating: "0", count: max(0, exponent - decimals.count))
      whole += decimals.prefix(exponent)
      decimals = String(decimals.dropFirst(exponent))
    } else if exponent < 0 {
      whole = String(repeating: "0", count: max(0, 1 - exponent - whole.count)) + whole
      decimals = whole.suffix(-exponent) + decimals
      whole = String(whole.dropLast(-exponent))
    }
    while decimals.last == "0" { decimals.removeLast() }
    let head = whole.drop { $0 == "0" }
    return sign + (head.isEmpty ? "0" : head) + (decimals.isEmpty ? "" : "." + decimals)
  }
}
