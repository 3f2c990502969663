import DelimitedText
import Testing

@Suite("Places of records")
struct PositionTests {
  @Test(
    "a record knows its first and last physical line, whatever ends the lines",
    arguments: ["\n", "\r\n", "\r"])
  func lines(lineEnd: String) {
    let text = ["a,b", "\"x", "y", "\",\"", "z\"", "", "c,d"].joined(separator: lineEnd)
    #expect(
      listing(text.utf8) == [
        .record(["a", "b"], lines: 1...1),
        .record(["x\(lineEnd)y\(lineEnd)", "\(lineEnd)z"], lines: 2...5),
        .record(["c", "d"], lines: 7...7),
      ])
  }

  @Test("line ends may be mixed: CR LF is one, LF CR are two")
  func mixedLineEnds() {
    #expect(
      listing("a\r\nb\rc\n\rd\r\r\ne".utf8) == [
        .record(["a"], lines: 1...1), .record(["b"], lines: 2...2), .record(["c"], lines: 3...3),
        .record(["d"], lines: 5...5), .record(["e"], lines: 7...7),
      ])
  }

  @Test("records are numbered from 1, faults included, blank lines not")
  func numbers() {
    var reader = RecordReader(Array("h\n\n5\"\n\nx\n".utf8))
    #expect(reader.recordNumber == 0)
    var numbers: [Int] = []
    while reader.next() != nil { numbers.append(reader.recordNumber) }
    #expect(numbers == [1, 2, 3])
  }

  @Test("raw bytes are the record as it stands, quotes and line end included")
  func rawBytes() {
    var reader = RecordReader(Array("\u{FEFF}h\r\n \"a\"\"\nb\" , c\r\nlast".utf8))
    var raw: [String] = []
    while reader.next() != nil { raw.append(String(decoding: reader.rawBytes(), as: UTF8.self)) }
    #expect(raw == ["h\r\n", " \"a\"\"\nb\" , c\r\n", "last"])
  }

  @Test("every byte belongs to one record, one fault or one blank line", arguments: 0..<40)
  func partition(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet = ["\"", "\"", ",", "\n", "\n", "\r", "\r\n", " ", "a", "ế"]
    let limits = [
      RecordReader.Limits(),
      RecordReader.Limits(maximumFieldBytes: 3, maximumFieldLines: 2, maximumRecordBytes: 9),
    ]
    for _ in 0..<200 {
      let text = Array(generator.text(of: alphabet, upTo: 60).utf8)
      for limits in limits { try checkPartition(of: text, limits: limits) }
    }
  }

  private func checkPartition(of text: [UInt8], limits: RecordReader.Limits) throws {
    var reader = RecordReader(text, limits: limits)
    var offset = 0
    var nextLine = 1
    var blankLines = 0
    func pass(to end: Int) throws {
      let gap = text[offset..<end]
      try #require(gap.allSatisfy { [0x0A, 0x0D, 0x20].contains($0) }, "\(text)")
      blankLines += lineCount(of: gap)
      nextLine += lineCount(of: gap)
    }
    while let step = reader.next() {
      try pass(to: reader.byteRange.lowerBound)
      try #require(reader.lines.lowerBound == nextLine, "\(text)")
      switch step {
      case .record: try #require(reader.lines.count == lineCount(of: reader.rawBytes()), "\(text)")
      case .fault: try #require(lineCount(of: reader.rawBytes()) == 1, "\(text)")
      }
      nextLine += lineCount(of: reader.rawBytes())
      offset = reader.byteRange.upperBound
    }
    try pass(to: text.count)
    try #require(reader.blankLines == blankLines, "\(text)")
  }

  /// The physical lines of `bytes`, a last one without a line end included.
  private func lineCount(of bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    var last: UInt8 = 0x0A
    for byte in bytes {
      if byte == 0x0D || byte == 0x0A && last != 0x0D { count += 1 }
      last = byte
    }
    return bytes.isEmpty || last == 0x0A || last == 0x0D ? count : count + 1
  }
}
