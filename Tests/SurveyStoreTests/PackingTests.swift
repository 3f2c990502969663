import SurveyModel
import SurveyStatistics
import Testing

@testable import SurveyStore

@Suite("Columns are packed and come out again bit by bit")
struct PackingTests {
  /// A column that is packed, and the most bytes that it may take.
  struct Sample: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var kind: ColumnLayout.Kind
    var mostBytes: Int
    var column: @Sendable (Int, inout SeededGenerator) -> ResponseTable.Column
  }

  private static func closed(_ name: String, _ codes: [UInt8], bits: Int) -> Sample {
    Sample(
      testDescription: name, kind: .closed(optionCount: 250),
      mostBytes: 5 + codes.count + 1000 * bits / 8 + 1
    ) { count, generator in
      .closed((0..<count).map { _ in codes.randomElement(using: &generator) ?? 0 })
    }
  }

  private static func numbers(
    _ name: String, mostBytes: Int,
    _ value: @escaping @Sendable (Int, inout SeededGenerator) -> Double
  ) -> Sample {
    Sample(testDescription: name, kind: .number, mostBytes: mostBytes) { count, generator in
      .number((0..<count).map { value($0, &generator) })
    }
  }

  private static func integers(
    _ name: String, mostBytes: Int,
    _ value: @escaping @Sendable (Int, inout SeededGenerator) -> Int32
  ) -> Sample {
    Sample(testDescription: name, kind: .integer, mostBytes: mostBytes) { count, generator in
      .integer((0..<count).map { value($0, &generator) })
    }
  }

  private static func texts(
    _ name: String, mostBytes: Int,
    _ value: @escaping @Sendable (Int, inout SeededGenerator) -> String?
  ) -> Sample {
    Sample(testDescription: name, kind: .text, mostBytes: mostBytes) { count, generator in
      var column = TextColumn()
      for row in 0..<count { column.append(value(row, &generator)) }
      return .text(column)
    }
  }

  static let samples: [Sample] = [
    closed("one code", [3], bits: 0),
    closed("missing alone", [255], bits: 0),
    closed("two codes", [0, 1], bits: 1),
    closed("three codes", [0, 1, 255], bits: 2),
    closed("a scale of five", [0, 1, 2, 3, 4, 253, 255], bits: 3),
    closed("nine codes", Array(0..<9), bits: 4),
    closed("forty codes", Array(0..<40), bits: 6),
    closed("all codes", Array(0..<250) + Array(251...255), bits: 8),
    integers("always the same", mostBytes: 21) { _, _ in 7 },
    integers("one more each time", mostBytes: 21) { row, _ in Int32(row) + 2 },
    integers("rising with gaps", mostBytes: 30 + 250) { row, generator in
      Int32(row) * 40 + .random(in: 0...1, using: &generator)
    },
    integers("from the first to the last", mostBytes: 4200) { row, generator in
      row == 0 ? .min : row == 1 ? .max : .random(in: .min ... .max, using: &generator)
    },
    numbers("weights of four decimals", mostBytes: 30 + 1000 * 22 / 8) { _, generator in
      Double(Int.random(in: 10_000...3_000_000, using: &generator)) / 10_000
    },
    numbers("ages, some missing", mostBytes: 30 + 1000) { _, generator in
      let age = Int.random(in: 18...90, using: &generator)
      return age < 30 ? .nan : Double(age)
    },
    numbers("negative days, some missing", mostBytes: 30 + 1000 * 2) { row, generator in
      row % 7 == 0 ? .nan : Double(Int.random(in: -9000...9000, using: &generator))
    },
    numbers("all missing", mostBytes: 30) { _, _ in .nan },
    numbers("no decimals of ten", mostBytes: 5 + 8000) { _, generator in
      Double.random(in: -1...1, using: &generator) / 3
    },
    numbers("zero below zero", mostBytes: 5 + 8000) { row, _ in row % 2 == 0 ? 0 : -0.0 },
    numbers("beyond whole numbers", mostBytes: 5 + 8000) { row, _ in
      row % 3 == 0 ? 1e300 : row % 3 == 1 ? 9_007_199_254_740_992 : -.infinity
    },
    texts("few texts, some missing", mostBytes: 200 + 375) { _, generator in
      let number = Int.random(in: 0...6, using: &generator)
      return number == 0 ? nil : "Xã \(number)"
    },
    texts("none at all", mostBytes: 80) { _, _ in nil },
    texts("padded numbers", mostBytes: 80) { row, _ in "P" + "\(1_000_000_000 + row)".dropFirst() },
    texts("padded numbers with gaps", mostBytes: 80 + 380) { row, generator in
      "P" + "\(1_000_000_000 + 3 * row + Int.random(in: 0...2, using: &generator))".dropFirst()
    },
    texts("numbers without padding", mostBytes: 80) { row, _ in "phiếu-\(row + 1)" },
    texts("some with a zero before them", mostBytes: 8000) { row, _ in
      row % 2 == 0 ? "A0\(row)" : "A\(row)"
    },
    texts("numbers longer than a word", mostBytes: 8000) { row, _ in "1234567890123456789\(row)" },
    texts("keys of two parts", mostBytes: 9000) { row, _ in "T0\(row % 9)\u{1F}000\(row)" },
    texts("texts of all lengths", mostBytes: 60_000) { row, generator in
      row % 50 == 0
        ? "" : String(repeating: "ạ👍x", count: Int.random(in: 1...9, using: &generator))
    },
  ]

  @Test("whatever they hold, in no more bytes than that needs", arguments: samples)
  func roundTrip(sample: Sample) throws {
    var generator = SeededGenerator(seed: 11)
    for count in [1, 2, 3, 7, 8, 9, 63, 64, 65, 1000] {
      let column = sample.column(count, &generator)
      let bytes = PackedColumn.encode(column, rows: 0..<count)
      let back = try #require(PackedColumn.decode(bytes, kind: sample.kind, rowCount: count))
      #expect(back.isTheSame(as: column), "\(count) rows")
      #expect(bytes.count <= sample.mostBytes, "\(count) rows take \(bytes.count) bytes")
    }
  }

  @Test("some rows of a column alone", arguments: samples)
  func someRows(sample: Sample) throws {
    var generator = SeededGenerator(seed: 12)
    let column = sample.column(500, &generator)
    let rows = (0..<500).filter { _ in Bool.random(using: &generator) }
    let bytes = PackedColumn.encode(column, rows: rows)
    let back = try #require(PackedColumn.decode(bytes, kind: sample.kind, rowCount: rows.count))
    let layout = TableLayout(columns: [ColumnLayout(name: "c", kind: sample.kind)])
    let table = ResponseTable(layout: layout, rowCount: 500, columns: [column])
    #expect(back.isTheSame(as: table.rows(at: rows).columns[0]))
  }

  @Test("bytes that were cut or changed are refused or hold as many rows", arguments: samples)
  func damage(sample: Sample) {
    var generator = SeededGenerator(seed: 13)
    let column = sample.column(100, &generator)
    let bytes = PackedColumn.encode(column, rows: 0..<100)
    for length in 0..<bytes.count {
      #expect(PackedColumn.decode(Array(bytes[..<length]), kind: sample.kind, rowCount: 100) == nil)
    }
    #expect(PackedColumn.decode(bytes + [0], kind: sample.kind, rowCount: 100) == nil)
    #expect(PackedColumn.decode(bytes, kind: sample.kind, rowCount: 99) == nil)
    for _ in 0..<500 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<changed.count, using: &generator)
        changed[place] = .random(in: 0...255, using: &generator)
      }
      let back = PackedColumn.decode(changed, kind: sample.kind, rowCount: 100)
      #expect(back.map { $0.count == 100 } ?? true)
    }
  }

  @Test("a code that the item has no more is refused")
  func unknownCode() {
    let bytes = PackedColumn.encode(.closed([0, 1, 2, 255]), rows: 0..<4)
    #expect(PackedColumn.decode(bytes, kind: .closed(optionCount: 3), rowCount: 4) != nil)
    #expect(PackedColumn.decode(bytes, kind: .closed(optionCount: 2), rowCount: 4) == nil)
    // Four bits could say a fifth code, of which there is none.
    let five = PackedColumn.encode(.closed([0, 1, 2, 3, 4]), rows: 0..<5)
    var beyond = five
    beyond[beyond.count - 1] = 0xFF
    #expect(PackedColumn.decode(beyond, kind: .closed(optionCount: 5), rowCount: 5) == nil)
  }

  @Test("a column of a kind is not read as another", arguments: samples, samples)
  func otherKind(sample: Sample, other: Sample) {
    var generator = SeededGenerator(seed: 14)
    let bytes = PackedColumn.encode(sample.column(100, &generator), rows: 0..<100)
    let back = PackedColumn.decode(bytes, kind: other.kind, rowCount: 100)
    #expect(back.map { $0.count == 100 } ?? true)
  }
}

extension ResponseTable.Column {
  /// Whether both hold the same values, numbers with the same bits.
  fileprivate func isTheSame(as other: ResponseTable.Column) -> Bool {
    if case .number(let values) = self, case .number(let others) = other {
      return values.elementsEqual(others) {
        $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN)
      }
    }
    return self == other
  }
}
