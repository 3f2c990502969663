import DelimitedText
import Testing

/// What libcsv does unasked, or fails to do, one test for each.
@Suite("Traps of libcsv")
struct LibcsvTrapTests {
  @Test("a byte order mark belongs neither to the first field nor to its quotes")
  func byteOrderMark() {
    #expect(fields("\u{FEFF}\"id\",\"name\"\n".utf8) == [["id", "name"]])
    #expect(fields("\u{FEFF}id,name\n".utf8) == [["id", "name"]])
  }

  @Test("a byte order mark inside the text is text")
  func laterByteOrderMark() {
    #expect(fields("a,\u{FEFF}b\n".utf8) == [["a", "\u{FEFF}b"]])
  }

  @Test("an unclosed quote does not swallow the rows after it")
  func unclosedQuote() {
    #expect(
      listing("a,\"b\nc,d\ne,f\n".utf8) == [
        .fault(.unclosedQuote, lines: 1...1, at: 2),
        .record(["c", "d"], lines: 2...2), .record(["e", "f"], lines: 3...3),
      ])
  }

  @Test("text after a closing quote is a fault, and the next row is read")
  func textAfterClosingQuote() {
    #expect(
      listing("\"a\"x,b\nc,d\n".utf8) == [
        .fault(.strayQuote, lines: 1...1, at: 3), .record(["c", "d"], lines: 2...2),
      ])
  }

  @Test("a quote inside an unquoted field is a fault, and the next row is read")
  func quoteInUnquotedField() {
    #expect(
      listing("h\n1,5\" pipe\n2,x\n".utf8) == [
        .record(["h"], lines: 1...1), .fault(.strayQuote, lines: 2...2, at: 5),
        .record(["2", "x"], lines: 3...3),
      ])
  }

  @Test("half a faulty row is never given as a row, not even at the end of the text")
  func faultAtTheEnd() {
    #expect(listing("1,5\" pipe".utf8) == [.fault(.strayQuote, lines: 1...1, at: 3)])
  }

  @Test("spaces and TABs are trimmed around an unquoted field and kept inside quotes")
  func trimming() {
    #expect(fields(" \ta b \t,\"  q \" \n".utf8) == [["a b", "  q "]])
    #expect(fields(", \"x\"\n".utf8) == [["", "x"]])
  }

  @Test("NBSP, zero-width spaces, U+2028 and NEL are text")
  func unicodeSpaces() {
    let text = "\u{A0}a\u{200B},b\u{2028}c\u{85}d"
    #expect(fields((text + "\n").utf8) == [["\u{A0}a\u{200B}", "b\u{2028}c\u{85}d"]])
  }

  @Test("blank lines are counted and are no records", arguments: ["\n", "\r\n", "\r"])
  func blankLines(lineEnd: String) {
    let lines = ["", "a,b", "", "  \t", "c,d", "", "   "]
    var reader = RecordReader(Array(lines.joined(separator: lineEnd).utf8))
    var places: [ClosedRange<Int>] = []
    while reader.next() != nil { places.append(reader.lines) }
    #expect(places == [2...2, 5...5])
    #expect(reader.blankLines == 5)
  }

  @Test("a column alone loses its blank answers, unless they are quoted")
  func singleColumn() {
    #expect(fields("q1\n1\n\n3\n".utf8) == [["q1"], ["1"], ["3"]])
    #expect(fields("q1\n1\n\"\"\n3\n".utf8) == [["q1"], ["1"], [""], ["3"]])
  }

  @Test("a lone CR ends a record outside quotes, and is text inside them")
  func loneCarriageReturn() {
    #expect(
      listing("a,b\rc,\"d\re\"\rf".utf8) == [
        .record(["a", "b"], lines: 1...1), .record(["c", "d\re"], lines: 2...3),
        .record(["f"], lines: 4...4),
      ])
  }

  @Test("NUL bytes pass through, counted")
  func nul() {
    var reader = RecordReader(Array("a\0b,\0\n".utf8))
    #expect(reader.next() == .record)
    #expect(reader.bytes(of: 0) == [0x61, 0, 0x62])
    #expect(reader.byteCount(of: 1) == 1)
  }

  @Test("an unquoted blank is null, a quoted one is not")
  func nulls() {
    var reader = RecordReader(Array(",  ,\"\",\" \",x\n".utf8))
    #expect(reader.next() == .record)
    #expect((0..<reader.fieldCount).map { reader.isNull($0) } == [true, true, false, false, false])
    #expect((0..<reader.fieldCount).map { reader.isBlank($0) } == [true, true, true, true, false])
  }

  @Test("a last line without a line end is a record like the others")
  func noLastLineEnd() {
    #expect(fields("a,b\nc,".utf8) == [["a", "b"], ["c", ""]])
    #expect(fields("a\n\"b\"".utf8) == [["a"], ["b"]])
    #expect(fields("a\tb\n\t".utf8, dialect: .tab) == [["a", "b"], ["", ""]])
  }

  @Test("UTF-16 is told by its mark, for read as it lies it gives NULs and ghost records")
  func utf16() {
    let text: [UInt8] = [0xFF, 0xFE] + "a,b\nc,d\n".utf8.flatMap { [$0, 0] }
    #expect(ByteOrderMark(startOf: text) == .utf16LittleEndian)
    #expect(listing(text).count == 3)
  }

  @Test("a text of nothing, or of a byte order mark alone, has no records")
  func emptyText() {
    #expect(listing([]).isEmpty)
    #expect(listing([0xEF, 0xBB, 0xBF]).isEmpty)
  }
}
