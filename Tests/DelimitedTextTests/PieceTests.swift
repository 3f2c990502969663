import DelimitedText
import Testing

/// However the bytes of a text are cut, what is read is the same.
@Suite("Pieces of a text")
struct PieceTests {
  private static let pieces = [
    "a", "1", "2", "12.5", "ệ", "\"x\"", "\"a\"\"b\"", "\"a,b\nc\"", "\"\r\n\"", ",", ",", ",",
    "\n", "\n",
    "\r\n", "\r", " ", "\t", "\0", "\"\"",
  ]

  /// What a reader says of one step.
  private struct Event: Hashable {
    var step: RecordReader.Step
    var record: Int
    var lines: ClosedRange<Int>
    var bytes: Range<Int>
    var fields: [[UInt8]]

    init(_ step: RecordReader.Step, _ reader: borrowing RecordReader) {
      self.step = step
      record = reader.recordNumber
      lines = reader.lines
      bytes = reader.byteRange
      fields = (0..<reader.fieldCount).map { reader.bytes(of: $0) }
    }
  }

  @Test("what was read before the end of a part is what the whole text says", arguments: 0..<40)
  func beginnings(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let text = Array(generator.text(of: Self.pieces + ["\"", "a\"b"], upTo: 80).utf8)
    var whole: [Event] = []
    var reader = RecordReader(text)
    while let step = reader.next() { whole.append(Event(step, reader)) }
    for count in 0...text.count {
      var part = RecordReader(Array(text[..<count]))
      var events: [Event] = []
      while let step = part.next(), !part.reachedEnd { events.append(Event(step, part)) }
      #expect(events == Array(whole.prefix(events.count)), "\(text) cut at \(count)")
    }
  }

  @Test("a text read on from any record is the text", arguments: 0..<40)
  func rests(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let text = Array(generator.text(of: Self.pieces + ["\"", "a\"b"], upTo: 80).utf8)
    var whole: [Event] = []
    var reader = RecordReader(text)
    while let step = reader.next() { whole.append(Event(step, reader)) }
    for (index, event) in whole.enumerated() {
      let start = event.bytes.lowerBound
      var rest = RecordReader(
        Array(text[start...]), firstLine: event.lines.lowerBound, firstRecord: event.record)
      var events: [Event] = []
      while let step = rest.next() {
        var found = Event(step, rest)
        found.bytes = (found.bytes.lowerBound + start)..<(found.bytes.upperBound + start)
        if case .fault(let fault) = step {
          found.step = .fault(
            RecordFault(
              kind: fault.kind, lines: fault.lines, record: fault.record,
              byteOffset: fault.byteOffset + start, byteRange: found.bytes))
        }
        events.append(found)
      }
      #expect(events == Array(whole[index...]), "\(text) from \(start)")
    }
  }

  // MARK: - Columns

  /// All that a scanner has to say of a text.
  private struct Scanned: Hashable {
    var stop: ColumnScanner.Stop
    var irregular: [Int]
    var codes: [UInt8]
    var labels: [Int32]
    var numbers: [UInt64]
    var texts: [[UInt8]]
    var lastKey: [UInt8]?
  }

  private func scanned(_ text: [UInt8], cuts: [Int]) -> Scanned {
    let codes = CodeDecoding([("1", 1), ("2", 2), ("12.5", 7)], blank: 99)
    var scanner = ColumnScanner(
      [
        .key(isKept: false, isOnly: true), .code(codes), .number(.init(range: 0...100)),
        .text(isKept: true),
      ],
      dialect: .comma)
    scanner.beginBlock()
    var stop = ColumnScanner.Stop.end
    var start = 0
    for cut in cuts + [text.count] where stop == .end {
      stop = scanner.scan(text, start..<cut)
      start = cut
    }
    if stop == .end { stop = scanner.finish() }
    // A text that is not UTF-8 is refused as a whole, and its block not looked at.
    if stop == .notUTF8 {
      scanner.reset()
      scanner.beginBlock()
    }
    let kept = scanner.keptBytes
    return Scanned(
      stop: stop, irregular: scanner.irregularRecords, codes: scanner.codes(of: 1), labels: [],
      numbers: scanner.numbers(of: 2).map(\.bitPattern),
      texts: scanner.keptRanges(of: 3).map { Array(kept[$0]) },
      lastKey: stop == .notUTF8 ? nil : scanner.risingKeys?.last)
  }

  @Test("columns do not depend on how a text was cut", arguments: 0..<60)
  func columns(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var text: [UInt8] = []
    let dirt = [0, 3, 10][Int(seed % 3)]
    for row in 0..<Int.random(in: 1...30, using: &generator) {
      func cell(_ choices: [String]) -> String {
        let isDirty = Int.random(in: 0..<100, using: &generator) < dirt
        return isDirty
          ? generator.text(of: Self.pieces, upTo: 3)
          : choices.randomElement(using: &generator) ?? ""
      }
      let cells = [
        cell(["P\(100 + row)"]), cell(["1", "2", "", " 1", "\"2\""]),
        cell(["5", "12.5", "", "\"7\" "]),
        cell(["", "chậm", "\"a,b\"", "\"hai \"\"nhà\"\"\"", " x "]),
      ]
      let end = [("\n"), "\r\n", "\n\n"].randomElement(using: &generator) ?? "\n"
      text += Array((cells.joined(separator: ",") + end).utf8)
    }
    if seed % 7 == 0 { text[Int.random(in: 0..<text.count, using: &generator)] = 0xFF }
    if seed % 5 == 0 { text[Int.random(in: 0..<text.count, using: &generator)] = 0x22 }
    let whole = scanned(text, cuts: [])
    for size in [1, 2, 3, 7, 64] {
      let cuts = Array(stride(from: size, to: text.count, by: size))
      #expect(scanned(text, cuts: cuts) == whole, "\(text) in pieces of \(size)")
    }
    for _ in 0..<10 {
      let cuts = (0..<4).map { _ in Int.random(in: 0...text.count, using: &generator) }.sorted()
      #expect(scanned(text, cuts: cuts) == whole, "\(text) cut at \(cuts)")
    }
  }
}
