import Foundation
import Testing
import VietnameseText

@Suite("Cleaning")
struct CleaningTests {
  typealias Changes = [CleanedText.Change: Int]

  @Test(
    "what is changed is counted by kind",
    arguments: [
      ("plain 1,2", "plain 1,2", [:]), ("Tiếng Việt", "Tiếng Việt", [:]),
      ("Tie\u{302}\u{301}ng Vi\u{EA}\u{323}t", "Tiếng Việt", [.composed: 2]),
      ("a\u{200B}b\u{FEFF}c\u{2060}", "abc", [.zeroWidth: 3]),
      ("hài\u{200D} lòng\u{200C}", "hài lòng", [.zeroWidth: 2]),
      ("e\u{200B}\u{301}", "é", [.zeroWidth: 1, .composed: 1]),
      ("1\u{A0}000\u{202F}đ", "1 000 đ", [.noBreakSpace: 2]),
      ("０９１２", "0912", [.fullWidthDigit: 4]),
      ("Ðà Nẵng, ÐỒNG ý, ðường, QÐ, Ɖắk", "Đà Nẵng, ĐỒNG ý, đường, QĐ, Đắk", [.strokedD: 5]),
      ("“Tốt” – ‘rất’ tốt…", "“Tốt” – ‘rất’ tốt…", [:]), ("", "", [:]),
    ] as [(String, String, Changes)])
  func cleaning(text: String, expected: String, changes: Changes) {
    let cleaned = CleanedText(text)
    #expect(Array(cleaned.text.utf8) == Array(expected.utf8))
    #expect(cleaned.changes == changes)
  }

  @Test(
    "what means something stays",
    arguments: [
      "👨‍👩‍👧", "❤️‍🔥", "a\u{200D}👍", "👍\u{200D}a", "می‌خواهم", "क्‍ष", "Það er maður", "Ísland ð", "½ × 3",
      "soft\u{AD}hyphen",
      "🇻🇳", "日本語 ＡＢ",
    ])
  func kept(text: String) {
    let cleaned = CleanedText(text.composedForm)
    #expect(Array(cleaned.text.utf8) == Array(text.composedForm.utf8))
    #expect(cleaned.changes == [:])
  }

  @Test("what is clean is not changed again, whatever it was")
  func idempotence() {
    var generator = SeededGenerator(state: 5)
    let pool = Array("aeoĐÐðđẵ \u{200B}\u{200D}\u{A0}\u{301}\u{302}\u{323}９👍क्".unicodeScalars)
    for _ in 0..<5_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...10, using: &generator) {
        text.append(pool[Int.random(in: 0..<pool.count, using: &generator)])
      }
      let once = CleanedText(String(text))
      let twice = CleanedText(once.text)
      #expect(twice.changes == [:], "\(text.map(\.value))")
      #expect(Array(once.text.utf8) == Array(once.text.composedForm.utf8))
    }
  }
}
