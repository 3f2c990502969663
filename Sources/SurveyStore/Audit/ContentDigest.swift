internal import Digests
internal import SurveyModel

/// By what the rows of a batch are known again, whatever file they come in.
///
/// A row's number is made from its values column by column, those that say where it stood in its file
/// left out; the digest is that of the columns' meanings, the number of rows and the sum of the rows'
/// numbers. So a sheet that was saved again, as another kind of file or in another order of rows or
/// columns, has the same digest. The numbers have 128 bits: that different rows have the same sum by
/// chance is out of the question, but somebody may construct it. What has to withstand that is the
/// `BatchDigests` of the bytes.
struct ContentDigest {
  /// How many rows there are.
  private(set) var rowCount = 0
  private var sum: (UInt64, UInt64) = (0, 0)
  private let columns: [(name: String, meaning: String)]

  /// Begins with no rows of columns with these meanings.
  init(_ columns: [(column: ColumnLayout, meaning: String)]) {
    self.columns = columns.map { ($0.column.name, $0.meaning) }
      .filter { !ContentDigest.places.contains($0.0) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Begins with no rows of a study's tables.
  init(_ study: Study) {
    let meanings = Codebook(study).entries
    self.init(zip(TableLayout(study).columns, meanings).map { ($0, $1.meaning) })
  }

  /// Adds rows of a table.
  ///
  /// - Complexity: O(*rows* × *columns*).
  mutating func add(_ table: ResponseTable, rows: some Collection<Int>) {
    var numbers = RowNumbers(count: rows.count)
    for column in columns {
      guard let position = table.layout.position(of: column.name) else { continue }
      switch table.columns[position] {
      case .closed(let codes):
        numbers.mix(rows.lazy.map { UInt64(codes[$0]) })
      case .integer(let values):
        numbers.mix(rows.lazy.map { UInt64(bitPattern: Int64(values[$0])) })
      case .number(let values):
        // 0 and −0 are one number, and every missing one is missing alike.
        numbers.mix(
          rows.lazy.map { values[$0].isNaN ? .max : values[$0] == 0 ? 0 : values[$0].bitPattern })
      case .text(let texts): numbers.mix(texts, rows: rows)
      }
    }
    rowCount += rows.count
    numbers.add(to: &sum)
  }

  /// The digest in hexadecimal.
  var hexadecimal: String {
    let digest = SHA256()
    for column in columns {
      digest.add(counted: Array(column.name.utf8))
      digest.add(counted: Array(column.meaning.utf8))
    }
    digest.add(counted: Array("\(rowCount) \(sum.0) \(sum.1)".utf8))
    return digest.hexadecimal()
  }

  private static let places: Set = [TableLayout.record, TableLayout.line]
}

/// A number of 128 bits for each row, in two halves.
private struct RowNumbers {
  private var left: [UInt64]
  private var right: [UInt64]

  init(count: Int) {
    left = Array(repeating: 0x243F_6A88_85A3_08D3, count: count)
    right = Array(repeating: 0x1319_8A2E_0370_7344, count: count)
  }

  mutating func mix(_ values: some Collection<UInt64>) {
    for (row, value) in values.enumerated() {
      left[row] = RowNumbers.mixed(left[row], value, RowNumbers.factors.0)
      right[row] = RowNumbers.mixed(right[row], value, RowNumbers.factors.1)
    }
  }

  mutating func mix(_ texts: TextColumn, rows: some Collection<Int>) {
    var known = [(UInt64, UInt64)?](repeating: nil, count: texts.values.count)
    for (row, place) in rows.enumerated() {
      let text = Int(texts.indices[place])
      var number: (UInt64, UInt64) = (.max, .max)
      if text >= 0 {
        number = known[text] ?? RowNumbers.number(of: texts.values[text])
        known[text] = number
      }
      left[row] = RowNumbers.mixed(left[row], number.0, RowNumbers.factors.0)
      right[row] = RowNumbers.mixed(right[row], number.1, RowNumbers.factors.1)
    }
  }

  func add(to sum: inout (UInt64, UInt64)) {
    for row in left.indices {
      sum.0 &+= RowNumbers.mixed(left[row], right[row], RowNumbers.factors.0)
      sum.1 &+= RowNumbers.mixed(right[row], left[row], RowNumbers.factors.1)
    }
  }

  /// Odd, with as many ones as zeros: digits of π.
  private static let factors: (UInt64, UInt64) = (0xA409_3822_299F_31D1, 0x082E_FA98_EC4E_6C89)

  /// The upper and lower half of a product of 128 bits, one over the other.
  private static func mixed(_ state: UInt64, _ value: UInt64, _ factor: UInt64) -> UInt64 {
    let product = ((state ^ value) &+ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: factor)
    return product.high ^ product.low ^ (state << 17 | state >> 47)
  }

  private static func number(of text: String) -> (UInt64, UInt64) {
    var state: (UInt64, UInt64) = (UInt64(text.utf8.count), ~UInt64(text.utf8.count))
    var word: UInt64 = 0
    var filled = 0
    func take(_ word: UInt64, _ state: inout (UInt64, UInt64)) {
      state.0 = mixed(state.0, word, factors.0)
      state.1 = mixed(state.1, word, factors.1)
    }
    for byte in text.utf8 {
      word = word << 8 | UInt64(byte)
      filled += 1
      if filled == 8 {
        take(word, &state)
        (word, filled) = (0, 0)
      }
    }
    take(word, &state)
    return state
  }
}
