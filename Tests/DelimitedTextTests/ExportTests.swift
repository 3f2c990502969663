import DelimitedText
import Testing

@Suite struct ExportTests {
  @Test(
    "text that a spreadsheet would calculate gets an apostrophe, and loses it again",
    arguments: [
      ("=1+1", "'=1+1"), ("+84912345678", "'+84912345678"), ("-2+3+cmd|' /C calc'!A0", nil),
      ("@SUM(1)", "'@SUM(1)"), ("\t=1", "'\t'=1"), ("\r=1", "'\r'=1"), ("\n=1", "'\n'=1"),
      ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠a", "'＠a"), ("|calc", "'|calc"),
      ("%0A", "'%0A"), (" =1", "' =1"), ("\u{FEFF}=1", "'\u{FEFF}=1"),
      ("\u{200B}\u{A0}=1", "'\u{200B}\u{A0}=1"), ("a;=1", "a;'=1"), ("a, =1", "a, '=1"),
      ("a\"=1", "a\"'=1"), ("a\n=1", "a\n'=1"), ("a\r\n-b", "a\r\n'-b"), ("a|=1", "a|'=1"),
      ("'=1", "''=1"), ("''=1", "'''=1"), ("a;'=1", "a;''=1"), ("\0=1", "'\0=1"),
      ("Hài lòng", "Hài lòng"), ("'tốt'", "'tốt'"), ("a-b=c", "a-b=c"), ("", ""), ("'", "'"),
      ("1 + 1", "1 + 1"), ("a, b; c", "a, b; c"), ("' =1", "'' =1"),
    ] as [(String, String?)])
  func escapes(text: String, expected: String?) {
    let escaped = FormulaEscape.escaped(text)
    if let expected { #expect(Array(escaped.unicodeScalars) == Array(expected.unicodeScalars)) }
    #expect(Array(FormulaEscape.unescaped(escaped).unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test("every text of such signs comes back, and none begins a formula where a file may be cut")
  func isLossless() {
    let signs: [String] = [
      "=", "-", "'", "\"", ",", ";", "|", " ", "\t", "\n", "\r\n", "a", "\u{200B}", "＝",
    ]
    var texts = [""]
    for _ in 0..<4 { texts = texts + texts.flatMap { text in signs.map { text + $0 } } }
    var seen: Set<[Unicode.Scalar]> = []
    var faults = 0
    for text in Set(texts.map { Array($0.unicodeScalars) }) {
      let text = text.reduce(into: "") { $0.unicodeScalars.append($1) }
      let escaped = FormulaEscape.escaped(text)
      if !seen.insert(Array(escaped.unicodeScalars)).inserted { faults += 1 }
      if Array(FormulaEscape.unescaped(escaped).unicodeScalars) != Array(text.unicodeScalars) {
        faults += 1
      }
      let cells = escaped.unicodeScalars.split(omittingEmptySubsequences: false) {
        ",;|\"\t\r\n".unicodeScalars.contains($0)
      }
      let blank: Set<Unicode.Scalar> = [" ", "\u{200B}"]
      for cell in cells {
        if let first = cell.first(where: { !blank.contains($0) }),
          "=-＝".unicodeScalars.contains(first)
        {
          faults += 1
        }
      }
    }
    #expect(faults == 0)
    #expect(seen.count > 10_000)
  }

  @Test("the two profiles write the same table for programs and for spreadsheets")
  func profiles() {
    func text(_ profile: ExportProfile) -> String {
      var writer = ExportWriter(profile)
      writer.write(texts: ["-tên", "điểm", "n", "mã"])
      writer.write([.text("=1+1"), .number(-3.75), .integer(-2), .literal("-1.5")])
      writer.write([.empty, .number(.nan), .integer(nil), .text(nil)])
      return String(decoding: writer.bytes, as: UTF8.self)
    }
    #expect(text(.csv) == "-tên,điểm,n,mã\r\n=1+1,-3.75,-2,-1.5\r\n,,,\r\n")
    #expect(
      text(.excel(.decimalComma)) == "\u{FEFF}'-tên;điểm;n;mã\r\n'=1+1;-3,75;-2;-1,5\r\n;;;\r\n")
    #expect(
      text(.excel(.decimalPoint)) == "\u{FEFF}'-tên,điểm,n,mã\r\n'=1+1,-3.75,-2,-1.5\r\n,,,\r\n")
  }
}
