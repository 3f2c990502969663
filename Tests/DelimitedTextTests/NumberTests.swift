import DelimitedText
import Testing

@Suite("Numbers")
struct NumberTests {
  private func number(_ text: String) -> Double? {
    var writer = RecordWriter()
    writer.write([text])
    var reader = RecordReader(writer.bytes)
    guard reader.next() == .record else { return nil }
    return reader.number(0)
  }

  @Test(
    "a plain decimal is a number",
    arguments: [
      ("0", 0), ("-12.50", -12.5), ("+3", 3), (".5", 0.5), ("5.", 5), ("3e-4", 3e-4),
      ("1E+2", 100), ("007", 7), ("123.4567", 123.4567), ("0.1", 0.1), ("9007199254740993", 0x1p53),
      ("1e22", 1e22), ("1e23", 1e23), ("1.7976931348623157e308", .greatestFiniteMagnitude),
      ("0e999", 0), ("1e-999", 0), ("00000000000000000000000000001", 1),
    ] as [(String, Double)])
  func plain(text: String, value: Double) {
    #expect(number(text) == value)
  }

  @Test(
    "anything else is none",
    arguments: [
      "", "-", ".", "e5", "1e", "1e+", "3,75", "1.234.567", "1 000", " 1", "1 ", "inf", "nan",
      "NaN", "0x10", "١", "--1", "1-", "1e5.0", "50k", "1e999", "-1e999", "1\0",
    ])
  func others(text: String) {
    #expect(number(text) == nil)
  }

  @Test("minus nought keeps its sign")
  func negativeZero() {
    #expect(number("-0.00")?.sign == .minus)
  }

  @Test(
    "the number is the one nearest to the decimal, as Double(_: String) has it",
    arguments: 0..<8)
  func nearest(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var texts: [String] = []
    for _ in 0..<5_000 {
      let digits = generator.text(of: (0...9).map(String.init), upTo: 24) + "7"
      let point = digits.index(
        digits.startIndex, offsetBy: Int.random(in: 0...digits.count, using: &generator))
      let sign = ["", "-", "+"].randomElement(using: &generator) ?? ""
      let exponent =
        Bool.random(using: &generator) ? "" : "e\(Int.random(in: -330...310, using: &generator))"
      texts.append(sign + digits[..<point] + "." + digits[point...] + exponent)
    }
    var writer = RecordWriter()
    writer.write(texts)
    var reader = RecordReader(writer.bytes)
    #expect(reader.next() == .record)
    let wrong = texts.indices.filter { field in
      let expected = Double(texts[field]).flatMap { $0.isFinite ? $0 : nil }
      return reader.number(field)?.bitPattern != expected?.bitPattern
    }
    #expect(wrong.map { texts[$0] } == [])
  }
}
