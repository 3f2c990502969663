import DelimitedText
import Testing

@Suite("Fields")
struct FieldTests {
  @Test(
    "the key of a field is that of its bytes, and no other field's",
    arguments: ["", "1", "5", "15", "A1", "-oth-", "1234567", "ế", "\0", "\0\0"])
  func packed(code: String) throws {
    var writer = RecordWriter()
    let others = ["", "1", "2", "15", "51", "\0", "\0\0", "\0\0\0", "A1", "a1", "12345678"]
    writer.write([code] + others)
    var reader = RecordReader(writer.bytes)
    #expect(reader.next() == .record)
    let packed = reader.packed(0)
    let key = try #require(packed)
    #expect(key == RecordReader.packed(code.utf8))
    for (field, other) in others.enumerated() {
      #expect((reader.packed(field + 1) == key) == (other == code))
    }
  }

  @Test("a field of more than seven bytes has no key")
  func packedTooLong() {
    var reader = RecordReader(Array("12345678,đđđđ\n".utf8))
    #expect(reader.next() == .record)
    #expect(reader.packed(0) == nil)
    #expect(reader.packed(1) == nil)
    #expect(RecordReader.packed("12345678".utf8) == nil)
  }

  @Test("a field that is not UTF-8 has no string, but its bytes")
  func notUTF8() {
    var reader = RecordReader([0x48, 0xE0, 0x20, 0x4E, 0x2C, 0x61, 0x0A])
    #expect(reader.next() == .record)
    #expect(reader.string(0) == nil)
    #expect(reader.bytes(of: 0) == [0x48, 0xE0, 0x20, 0x4E])
    #expect(reader.byte(1, of: 0) == 0xE0)
    #expect(reader.string(1) == "a")
  }

  @Test("text keeps the Unicode form it has")
  func unicodeForm() {
    let decomposed = "Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"
    var reader = RecordReader(Array(decomposed.utf8))
    #expect(reader.next() == .record)
    #expect(reader.string(0).map { Array($0.utf8) } == Array(decomposed.utf8))
  }
}
