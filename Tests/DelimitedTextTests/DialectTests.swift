import DelimitedText
import Testing

@Suite("Dialects")
struct DialectTests {
  @Test(
    "the delimiter is the one that occurs most in the first record, outside quotes",
    arguments: [
      ("a,b,c\n1;2;3;4;5\n", .comma), ("a;b,c;d\n", .semicolon), ("a\tb\n", .tab), ("a|b|c", .pipe),
      ("\"a,b,c\";d\n", .semicolon), ("\"a\n,,,\"\";\";b\n", .semicolon),
      ("\n  \r\na;b\n", .semicolon),
      ("\u{FEFF}\"x,y\";z\n", .semicolon), ("5\" pipe;a\nb,c,d\n", .semicolon),
      ("alone\n", .comma), ("", .comma), ("a,b;c\n", .comma), ("a\t b;c\n", .semicolon),
      (" \t\t\n", .tab),
    ] as [(String, Dialect)])
  func detection(text: String, dialect: Dialect) {
    #expect(Dialect.detected(in: Array(text.utf8)) == dialect)
  }

  @Test(
    "each dialect reads its own delimiter and leaves the others alone",
    arguments: [Dialect.comma, .semicolon, .tab, .pipe])
  func delimiters(dialect: Dialect) {
    let delimiter = String(decoding: [dialect.delimiter], as: UTF8.self)
    let others = [",", ";", "\t", "|"].filter { $0 != delimiter }.joined(separator: "x")
    #expect(
      fields("a\(delimiter)<\(others)>\(delimiter)\n".utf8, dialect: dialect)
        == [["a", "<\(others)>", ""]])
  }

  @Test("a dialect may have another quote")
  func otherQuote() throws {
    let dialect = try #require(Dialect(delimiter: UInt8(ascii: ":"), quote: UInt8(ascii: "'")))
    #expect(fields("'a:''b':\"c\"\n".utf8, dialect: dialect) == [["a:'b", "\"c\""]])
  }

  @Test(
    "a dialect that could not be read back is refused",
    arguments: [
      (",", ","), (" ", "\""), ("\n", "\""), ("\r", "\""), (",", "\n"), (",", " "), (",", "\t"),
    ])
  func refused(delimiter: String, quote: String) {
    #expect(Dialect(delimiter: Array(delimiter.utf8)[0], quote: Array(quote.utf8)[0]) == nil)
  }
}
