import DelimitedText
import Testing

@Suite("The numbers of a column that is scanned")
struct ScannedNumberTests {
  /// Reads texts as the second field of records.
  private func numbers(_ texts: [String]) -> (numbers: [Double], irregular: Set<Int>) {
    let decoding = NumberDecoding(range: 0...1e16)
    var scanner = ColumnScanner([.unread, .number(decoding)], dialect: .comma)
    let bytes = Array(texts.map { "x,\($0)\n" }.joined().utf8)
    scanner.beginBlock()
    #expect(scanner.scan(bytes, bytes.indices) == .end)
    #expect(scanner.finish() == .end)
    return (scanner.numbers(of: 1), Set(scanner.irregularRecords))
  }

  @Test(
    "are decimals as they are written, and everything else is left to the careful reader",
    arguments: [
      ("0", 0), ("7", 7), ("12345678", 12_345_678), ("123456789012345", 123_456_789_012_345),
      ("134.6157", 134.6157), ("99.5", 99.5), ("0.000001", 0.000001), ("1.234567", 1.234567),
      ("00012.50", 12.5), ("123456.7", 123_456.7), ("123456789.25", 123_456_789.25), ("1.", nil),
      (".5", nil), ("1.2.3", nil), ("..1", nil), ("-1", nil), ("1e3", nil), ("1/2", nil),
      ("1:2", nil), ("١٢", nil), ("1234567890123456", nil), ("123456..7", nil),
    ] as [(String, Double?)])
  func examples(text: String, expected: Double?) {
    let found = numbers(["3", text, "4"])
    #expect(found.irregular.contains(1) == (expected == nil))
    if let expected { #expect(found.numbers[1] == expected) }
  }

  @Test("of any short text are those that Swift reads, digit for digit")
  func property() {
    var generator = SeededGenerator(seed: 71)
    let alphabet = Array("00123456789999../:-")
    let texts = (0..<20_000).map { _ in
      String(
        (0..<Int.random(in: 1...17, using: &generator)).map { _ in
          alphabet.randomElement(using: &generator) ?? "0"
        })
    }
    for start in stride(from: 0, to: texts.count, by: 200) {
      let block = Array(texts[start..<(start + 200)])
      let found = numbers(block)
      for (row, text) in block.enumerated() {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain =
          parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
          && text.count(where: \.isNumber) <= 15 && text.utf8.count <= 16
        #expect(found.irregular.contains(row) == !isPlain, "\(text)")
        if isPlain { #expect(found.numbers[row] == Double(text), "\(text)") }
      }
    }
  }
}
