import DelimitedText
import Testing

@Suite("Hostile texts")
struct HostileTextTests {
  /// A text that repeats a line.
  private func text(
    repeating line: String, after start: String = "", upTo size: Int = 8_000_000
  ) -> [UInt8] {
    var text = Array(start.utf8)
    let line = Array(line.utf8)
    while text.count < size { text.append(contentsOf: line) }
    return text
  }

  private func count(
    _ text: [UInt8], limits: RecordReader.Limits = RecordReader.Limits()
  ) -> (records: Int, faults: Int) {
    var reader = RecordReader(text, limits: limits)
    var counts = (records: 0, faults: 0)
    while let step = reader.next() {
      switch step {
      case .record: counts.records += 1
      case .fault: counts.faults += 1
      }
    }
    return counts
  }

  @Test("one unclosed quote before 8 MB of rows costs one row", .timeLimit(.minutes(1)))
  func unclosedQuote() {
    let row = String(repeating: "1,2,3,4,", count: 20) + "5\n"
    let rows = text(repeating: row, after: "h,\"i\n")
    let counts = count(rows)
    #expect(counts.faults == 1)
    #expect(counts.records == (rows.count - 5) / row.utf8.count)
  }

  @Test(
    "an unclosed quote before a line of 8 MB is bounded by the field's limit",
    .timeLimit(.minutes(1)))
  func unclosedQuoteOfOneLine() {
    let counts = count(text(repeating: "a", after: "h,\""))
    #expect(counts.faults == 1)
    #expect(counts.records == 0)
  }

  @Test(
    "rows that each open a quote are read in linear time, even without limits",
    .timeLimit(.minutes(1)),
    arguments: ["\"a\n", "\"a\r", "a,\"\r\n", "\"\n\"x\n", "\"\",\"\n", "\"\n\n\n\n\n,,,\n"])
  func everyRowOpensAQuote(line: String) {
    let limits = RecordReader.Limits(
      maximumFieldBytes: .max, maximumFieldLines: .max, maximumRecordBytes: 1 << 30)
    // Read anew to the end for each row, it would be a hundred thousand megabytes.
    let rows = text(repeating: line, upTo: 600_000)
    let counts = count(rows, limits: limits)
    #expect(counts.records + counts.faults >= rows.count / line.utf8.count / 2)
  }

  @Test("a line of 8 MB of delimiters is a fault, not eight million fields")
  func delimiters() {
    let fault = RecordFault.Kind.recordTooLong(limit: 1 << 20)
    let limits = RecordReader.Limits(maximumRecordBytes: 1 << 20)
    #expect(
      listing(text(repeating: ","), limits: limits) == [.fault(fault, lines: 1...1, at: 0)])
  }
}
