import DelimitedText
import Testing

@Suite("Writing")
struct WriterTests {
  @Test(
    "a field is quoted only when it must be",
    arguments: [
      ("a b", "a b"), ("", ""), ("a,b", "\"a,b\""), ("5\" pipe", "\"5\"\" pipe\""),
      ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), (" a", "\" a\""), ("a\t", "\"a\t\""),
      ("a;b", "a;b"),
      ("\u{FEFF}a", "\"\u{FEFF}a\""), ("=1+1", "=1+1"), ("-5", "-5"), ("Đắk Lắk", "Đắk Lắk"),
    ])
  func quoting(field: String, written: String) {
    var writer = RecordWriter()
    writer.write([field, "x"])
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "\(written),x\r\n")
  }

  @Test("an empty field alone is quoted, for it would be a blank line")
  func emptyFieldAlone() {
    var writer = RecordWriter(lineEnd: .lineFeed)
    writer.write([""])
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"\"\n")
  }

  @Test("a byte order mark opens the text when asked for")
  func byteOrderMark() {
    var writer = RecordWriter(startingWith: .utf8)
    writer.write(["a"])
    #expect(writer.bytes == [0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x0A])
  }

  @Test("raw bytes are kept, and stand on lines of their own")
  func raw() {
    var writer = RecordWriter(lineEnd: .lineFeed)
    writer.writeRaw([0x61, 0xFF, 0x0D, 0x0A])
    writer.writeRaw([0x62])
    writer.writeRaw([])
    writer.write(["c"])
    #expect(writer.bytes == [0x61, 0xFF, 0x0D, 0x0A, 0x62, 0x0A, 0x63, 0x0A])
  }

  @Test("quarantined rows can be read again and give the same faults")
  func quarantine() {
    let text = "1,5\"\r\nok\n2,\"x\"y\n3,\"z"
    var reader = RecordReader(Array(text.utf8))
    var quarantine = RecordWriter()
    var kinds: [RecordFault.Kind] = []
    while let step = reader.next() {
      guard case .fault(let fault) = step else { continue }
      kinds.append(fault.kind)
      quarantine.writeRaw(reader.rawBytes())
    }
    let again = listing(quarantine.bytes).map { (step) -> RecordFault.Kind? in
      if case .fault(let kind, _, _) = step { kind } else { nil }
    }
    #expect(kinds == [.strayQuote, .strayQuote, .unclosedQuote])
    #expect(again == kinds)
  }
}
