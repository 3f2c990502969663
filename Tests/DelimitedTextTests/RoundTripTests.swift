import DelimitedText
import Testing

@Suite("Round trips")
struct RoundTripTests {
  private static let pieces = [
    "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", " ", "a", "1", "Đắk Lắk", "ế", "\0", "😀",
    "e\u{302}\u{301}", "\u{FEFF}", "\u{A0}", "=", "'", "",
  ]

  @Test(
    "what is written is read back", arguments: 0..<10,
    [Dialect.comma, .semicolon, .tab, .pipe])
  func writtenIsRead(seed: UInt64, dialect: Dialect) {
    var generator = SeededGenerator(seed: seed)
    let lineEnd: RecordWriter.LineEnd =
      Bool.random(using: &generator) ? .lineFeed : .carriageReturnLineFeed
    var writer = RecordWriter(
      dialect: dialect, lineEnd: lineEnd,
      startingWith: Bool.random(using: &generator) ? .utf8 : nil)
    var written: [[String]] = []
    for _ in 0..<200 {
      let count = Int.random(in: 1...6, using: &generator)
      let fields = (0..<count).map { _ in generator.text(of: Self.pieces, upTo: 6) }
      writer.write(fields)
      written.append(fields)
    }
    let read = fields(writer.bytes, dialect: dialect)
    // Compared as bytes: `String` takes composed and decomposed letters for equal.
    #expect(read.map { $0.map { Array($0.utf8) } } == written.map { $0.map { Array($0.utf8) } })
  }

  @Test("any text of Unicode is read back in any dialect", arguments: 0..<40)
  func anyText(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var dialect: Dialect?
    while dialect == nil {
      dialect = Dialect(
        delimiter: UInt8.random(in: 0..<0x80, using: &generator),
        quote: UInt8.random(in: 0..<0x80, using: &generator))
    }
    let chosen = try #require(dialect)
    func scalar() -> Unicode.Scalar {
      // As often a sign that means something as any other of Unicode.
      let signs: [UInt32] = [
        UInt32(chosen.delimiter), UInt32(chosen.quote), 0x20, 0x09, 0x0A, 0x0D, 0, 0x85, 0x2028,
        0xFEFF,
      ]
      let value =
        Bool.random(using: &generator)
        ? signs.randomElement(using: &generator) ?? 0
        : UInt32.random(in: 0...0x10FFFF, using: &generator)
      return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
    var writer = RecordWriter(dialect: chosen)
    var written: [[[UInt8]]] = []
    for _ in 0..<100 {
      let fields = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...8, using: &generator) { text.append(scalar()) }
        return String(text)
      }
      writer.write(fields)
      written.append(fields.map { Array($0.utf8) })
    }
    var reader = RecordReader(writer.bytes, dialect: chosen)
    var read: [[[UInt8]]] = []
    while let step = reader.next() {
      #expect(step == .record)
      read.append((0..<reader.fieldCount).map { reader.bytes(of: $0) })
    }
    #expect(read == written, "delimiter \(chosen.delimiter), quote \(chosen.quote)")
  }

  @Test("a valid text reads as it does with a plain reader of RFC 4180", arguments: 0..<40)
  func sameAsReference(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let dialect = [Dialect.comma, .semicolon, .pipe].randomElement(using: &generator) ?? .comma
    let delimiter = String(decoding: [dialect.delimiter], as: UTF8.self)
    var text = ""
    for _ in 0..<300 {
      let count = Int.random(in: 1...5, using: &generator)
      let record = (0..<count).map { _ in field(delimiter: delimiter, using: &generator) }
      let ends = ["\n", "\r\n", "\r", "\n\n", "\r\n \r\n"]
      text += record.joined(separator: delimiter) + (ends.randomElement(using: &generator) ?? "\n")
    }
    if Bool.random(using: &generator) { text += "last\(delimiter) " }

    let bytes = Array(text.utf8)
    var reader = RecordReader(bytes, dialect: dialect)
    var records: [[[UInt8]]] = []
    var faults: [RecordFault] = []
    while let step = reader.next() {
      switch step {
      case .record: records.append((0..<reader.fieldCount).map { reader.bytes(of: $0) })
      case .fault(let fault): faults.append(fault)
      }
    }
    #expect(faults == [])
    #expect(records == ReferenceReader.records(in: bytes, delimiter: dialect.delimiter))
  }

  /// A field as it may stand in a valid text, quoted or not, with blanks around it.
  private func field(delimiter: String, using generator: inout SeededGenerator) -> String {
    let around = generator.text(of: [" ", "\t"], upTo: 2)
    if Bool.random(using: &generator) {
      let pieces = ["\"\"", ",", ";", "|", "\n", "\r", "\r\n", " ", "a", "ệ", "\0"]
      return around + "\"" + generator.text(of: pieces, upTo: 8) + "\"" + around
    }
    return around + generator.text(of: ["a", "b", " ", "\t", "ệ", "\0", "1"], upTo: 6) + around
  }
}
