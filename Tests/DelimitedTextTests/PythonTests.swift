import DelimitedText
import Foundation
import Testing

/// Texts whose records Python's csv module found, some after a rule of ours was applied to them.
///
/// They were made by `Benchmarks/differential/run --record FILE --cases 300`, which states the rules and
/// compares thousands.
@Suite("The same records as Python's csv")
struct PythonTests {
  private struct Case: Decodable {
    var delimiter: String
    var quote: String
    var text: String
    var records: [Row]
  }

  /// A record with its lines and fields, or a fault with its line.
  private struct Row: Decodable, Hashable {
    var first: Int
    var last: Int?
    var fields: [[UInt8]]?

    init(first: Int, last: Int?, fields: [[UInt8]]?) {
      (self.first, self.last, self.fields) = (first, last, fields)
    }

    init(from decoder: any Decoder) throws {
      var parts = try decoder.unkeyedContainer()
      first = try parts.decode(Int.self)
      last = try parts.decodeIfPresent(Int.self)
      // As bytes: `String` takes composed and decomposed letters for equal.
      fields = try parts.decodeIfPresent([String].self)?.map { Array($0.utf8) }
    }
  }

  @Test("fields, lines and faults of three hundred texts")
  func recorded() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "References/python-csv.json")
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    #expect(cases.count == 300)
    for (number, row) in cases.enumerated() {
      let dialect = Dialect(
        delimiter: try #require(row.delimiter.utf8.first),
        quote: try #require(row.quote.utf8.first))
      var reader = RecordReader(Array(row.text.utf8), dialect: try #require(dialect))
      var rows: [Row] = []
      while let step = reader.next() {
        switch step {
        case .record:
          rows.append(
            Row(
              first: reader.lines.lowerBound, last: reader.lines.upperBound,
              fields: (0..<reader.fieldCount).map { reader.bytes(of: $0) }))
        case .fault: rows.append(Row(first: reader.lines.lowerBound, last: nil, fields: nil))
        }
      }
      #expect(rows == row.records, "text \(number)")
    }
  }
}
