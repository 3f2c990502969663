import SurveyModel
import Testing

@Suite("Spellings of one text")
struct FoldingTests {
  @Test(
    "case, marks, blanks and punctuation are folded away",
    arguments: [
      ("Mức độ  HÀI LÒNG", "muc do hai long"),
      ("đ Đ \u{D0} \u{F0}", "d d d d"),
      ("Đắk Lắk", "dak lak"),
      ("\u{110}a\u{306}\u{301}k", "dak"),
      ("Qua\u{309}ng Nam", "quang nam"),
      ("Quảng Nam", "quang nam"),
      ("  hài\u{A0}lòng\t", "hai long"),
      ("hài\u{200B} lòng\u{FEFF}", "hai long"),
      ("(Hài-lòng)!", "hai long"),
      ("q9_01", "q9 01"),
      ("Q9.01", "q9 01"),
      ("một\nhai", "mot hai"),
      ("ƯỚC ưu ơ", "uoc uu o"),
      ("…", ""),
    ])
  func folding(text: String, key: String) {
    #expect(FoldedText(text).key == key)
  }

  @Test(
    "words that differ stay different",
    arguments: [("hài lòng", "hailong"), ("q9_1", "q9_01"), ("xã 1", "xã 11"), ("bo", "do")])
  func different(left: String, right: String) {
    #expect(FoldedText(left) != FoldedText(right))
  }

  @Test(
    "blanks, no-break spaces and zero-width characters are trimmed, inside a text they stay",
    arguments: [
      (" 1 ", "1"), ("\u{A0}1\u{202F}", "1"), ("\u{FEFF}1\u{200B}", "1"), ("1\r\n", "1"),
      ("\u{200D}\u{3000}", ""), ("a\u{A0}b", "a\u{A0}b"), ("", ""),
    ])
  func trimming(text: String, trimmed: String) {
    #expect(Array(text.trimmed.unicodeScalars) == Array(trimmed.unicodeScalars))
  }

  @Test("a decomposed text is composed")
  func composition() {
    #expect(Array("Hue\u{302}\u{301}".composed.unicodeScalars) == Array("Huế".unicodeScalars))
  }

  @Test(
    "the nearest spelling is offered where it is near enough",
    arguments: [
      ("lable", "label"), ("Label", "label"), ("scal", "scale"), ("not_in", "not-in"),
      ("optoins", "options"), ("asked-fi", "asked-if"), ("labels", "label"), ("x", nil),
      ("colour", nil), ("", nil),
    ])
  func nearest(text: String, expected: String?) {
    let keys = ["id", "label", "scale", "options", "asked-if", "not-in", "required"]
    #expect(text.nearest(among: keys) == expected)
  }

  @Test("of two names equally near the first is offered")
  func tie() {
    #expect("q9_1".nearest(among: ["q9_01", "q9_10"]) == "q9_01")
  }
}
