import ArchiveTestSupport
import Testing

@testable import Spreadsheets

@Suite("Numbers as text")
struct DecimalTextTests {
  @Test(
    "a number is its shortest decimal, without exponent",
    arguments: [
      (4, "4"), (3.75, "3.75"), (-0.5, "-0.5"), (0, "0"), (-0.0, "0"), (0.1, "0.1"),
      (0.1 + 0.2, "0.30000000000000004"), (123_456_789_012, "123456789012"),
      (912_345_678, "912345678"), (1e15, "1000000000000000"), (1e16, "10000000000000000"),
      (1.5e21, "1500000000000000000000"), (1.23456789e17, "123456789000000000"),
      (1e-4, "0.0001"), (1e-5, "0.00001"), (1.5e-7, "0.00000015"), (-2.5e-10, "-0.00000000025"),
      (9_007_199_254_740_992, "9007199254740992"), (1 / 3, "0.3333333333333333"),
    ] as [(Double, String)])
  func text(number: Double, text: String) {
    #expect(CellValue.decimalText(of: number) == text)
  }

  @Test("any number's text gives the same number again")
  func roundTrip() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      let text = CellValue.decimalText(of: number)
      #expect(Double(text) == number)
      #expect(CellValue.number(Array(text.utf8)[...]) == number)
      #expect(!text.contains("e") && !text.hasSuffix(".0"))
    }
  }

  @Test("short decimals are read as Swift reads them")
  func reading() {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 0...999_999_999_999_999, using: &random)
      let places = Int.random(in: 1...12, using: &random)
      var text = String(repeating: "0", count: 13) + String(digits)
      text.insert(".", at: text.index(text.endIndex, offsetBy: -places))
      let plain = text.drop { $0 == "0" }
      let shown = plain.first == "." ? "0" + plain : String(plain)
      for text in [shown, "-" + shown, String(digits)] {
        #expect(CellValue.number(Array(text.utf8)[...]) == Double(text))
      }
    }
  }

  @Test(
    "what is no decimal is no number",
    arguments: ["", "-", ".", "1,5", "1 ", "inf", "0x1", "1e", "١"])
  func none(text: String) {
    #expect(CellValue.number(Array(text.utf8)[...]) == nil)
  }
}
