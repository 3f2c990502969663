import DelimitedText
import Testing

@Suite("Faults")
struct FaultTests {
  @Test("a stray quote far from its unclosed quote costs one line, and names both")
  func resumesAfterFirstLine() {
    #expect(
      listing("h,i\n1,\"open\n2,\"closed\"\n3,x\n".utf8) == [
        .record(["h", "i"], lines: 1...1),
        .fault(.strayQuote, lines: 2...3, at: 15),
        .record(["2", "closed"], lines: 3...3), .record(["3", "x"], lines: 4...4),
      ])
  }

  @Test("an unclosed quote is located where it opens, on a later line of its record too")
  func unclosedOnLaterLine() {
    #expect(
      listing("\"a\nb\", \"c\"\"\nd".utf8) == [
        .fault(.unclosedQuote, lines: 1...2, at: 7),
        .fault(.strayQuote, lines: 2...2, at: 4), .record(["d"], lines: 3...3),
      ])
  }

  @Test("a fault says all that is needed to find and quarantine the row")
  func wholeFault() {
    var reader = RecordReader(Array("h\r\nx,5\"\r\ny\r\n".utf8))
    #expect(reader.next() == .record)
    let fault = RecordFault(
      kind: .strayQuote, lines: 2...2, record: 2, byteOffset: 6, byteRange: 3..<9)
    #expect(reader.next() == .fault(fault))
    #expect(reader.fieldCount == 0)
    #expect(reader.byteRange == 3..<9)
    #expect(Array(reader.rawBytes()) == Array("x,5\"\r\n".utf8))
  }

  @Test("a quoted field may stand on as many lines as the limit says", arguments: [1, 2, 5])
  func fieldLines(limit: Int) {
    let limits = RecordReader.Limits(maximumFieldLines: limit)
    let fitting = "\"" + String(repeating: "\n", count: limit - 1) + "\",x\n"
    #expect(listing(fitting.utf8, limits: limits).count == 1)
    let tooLong = "k,\"" + String(repeating: "\n", count: limit) + "\",x\n"
    #expect(
      listing(tooLong.utf8, limits: limits).first
        == .fault(.unclosedQuote, lines: 1...1, at: 2))
  }

  @Test("the limit on lines is one of the field, not of the record")
  func fieldLinesOfLongRecord() {
    let limits = RecordReader.Limits(maximumFieldLines: 2)
    #expect(
      listing("\"a\nb\",\"c\nd\",\"e\nf\"\n".utf8, limits: limits)
        == [.record(["a\nb", "c\nd", "e\nf"], lines: 1...4)])
  }

  @Test(
    "a field may have as many bytes as the limit says, quoted or not", arguments: [1, 4, 70_000])
  func fieldBytes(limit: Int) {
    let limits = RecordReader.Limits(maximumFieldBytes: limit)
    let field = String(repeating: "a", count: limit)
    for text in ["x,\(field)\n", "x,\"\(field)\"\n", "x,\"\(field)\" , y", "x,\(field)"] {
      #expect(listing("\(text)\nz".utf8, limits: limits).count == 2)
    }
    let tooLong = RecordFault.Kind.fieldTooLong(limit: limit)
    for text in ["x, \(field)a\nz", "x, \"\(field)a\"\nz", "x, \(field)a,y\nz"] {
      #expect(
        listing(text.utf8, limits: limits)
          == [.fault(tooLong, lines: 1...1, at: 3), .record(["z"], lines: 2...2)])
    }
  }

  @Test("a quoted field that grows too long beyond its line has an unclosed quote")
  func fieldTooLongBeyondItsLine() {
    let limits = RecordReader.Limits(maximumFieldBytes: 5)
    #expect(
      listing("1,\"ab\ncdef,\n3,x\n".utf8, limits: limits) == [
        .fault(.unclosedQuote, lines: 1...1, at: 2),
        .record(["cdef", ""], lines: 2...2), .record(["3", "x"], lines: 3...3),
      ])
  }

  @Test("a record that is too long is set aside as one line")
  func recordTooLong() {
    let limits = RecordReader.Limits(maximumRecordBytes: 8)
    #expect(
      listing("a,b,c,d\ne,f,g,h,i\nj\n".utf8, limits: limits) == [
        .record(["a", "b", "c", "d"], lines: 1...1),
        .fault(.recordTooLong(limit: 8), lines: 2...2, at: 8), .record(["j"], lines: 3...3),
      ])
  }
}
