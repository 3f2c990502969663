internal import SurveyModel

/// Sums of weights and counts by item, cell and answer, while blocks are added.
///
/// Weight and count are added as one integer, the count in its lowest 20 bits; before either could run
/// over, both go to wider sums. The sums of one item lie together, so that they stay in the cache; two
/// items that share a column are counted in one go.
struct TallySums: Sendable {
  private static let countBits: UInt64 = 20

  let packing: AnswerPacking
  private var cellCapacity = 64
  /// By item the number of slots.
  private let widths: [Int]
  /// By item, each by cell and slot; so are the wide sums.
  private var packed: [[UInt64]]
  private var weights: [[Int64]]
  private var counts: [[Int32]]
  private var rowsSince = 0
  private var weightSince: Int64 = 0

  init(_ packing: AnswerPacking) {
    self.packing = packing
    let widths = packing.items.map { $0.options.count + AnswerPacking.missingSlots }
    self.widths = widths
    packed = widths.map { Array(repeating: 0, count: 64 * $0) }
    weights = widths.map { Array(repeating: 0, count: 64 * $0) }
    counts = widths.map { Array(repeating: 0, count: 64 * $0) }
  }

  /// Adds a block.
  ///
  /// - Parameters:
  ///   - columns: For each column of the packing its bytes.
  ///   - cells: For each row its cell.
  ///   - rowWeights: For each row its weight.
  ///   - total: What the rows weigh; less than 2⁴³ in a block of fewer than 2²⁰ rows.
  mutating func add(
    columns: [[UInt8]], cells: [Int32], weights rowWeights: [Int64], total: Int64
  ) {
    if let last = cells.max() { makeRoom(for: Int(last) + 1) }
    if rowsSince + cells.count >= 1 << 20 || weightSince + total >= 1 << 43 { flush() }
    rowsSince += cells.count
    weightSince += total
    let addends = rowWeights.map { UInt64(bitPattern: $0) << TallySums.countBits | 1 }
    for (position, column) in packing.columns.enumerated() {
      let (first, second) = (column.items[0], column.items.last ?? 0)
      var sums: [UInt64] = []
      swap(&sums, &packed[first])
      if column.items.count == 1 {
        TallySums.add(columns[position], cells, addends, width: widths[first], to: &sums)
      } else {
        TallySums.add(
          columns[position], cells, addends, widths: (widths[first], widths[second]), to: &sums,
          &packed[second])
      }
      swap(&sums, &packed[first])
    }
  }

  private static func add(
    _ bytes: [UInt8], _ cells: [Int32], _ addends: [UInt64], width: Int, to sums: inout [UInt64]
  ) {
    var sums = sums.mutableSpan
    for row in bytes.indices {
      sums[Int(cells[row]) &* width &+ Int(bytes[row])] &+= addends[row]
    }
  }

  private static func add(
    _ bytes: [UInt8], _ cells: [Int32], _ addends: [UInt64], widths: (Int, Int),
    to first: inout [UInt64], _ second: inout [UInt64]
  ) {
    let quotients = (0..<256).map { UInt8($0 / widths.0) }
    var first = first.mutableSpan
    var second = second.mutableSpan
    for row in bytes.indices {
      let (cell, addend) = (Int(cells[row]), addends[row])
      let high = Int(quotients[Int(bytes[row])])
      let low = Int(bytes[row]) &- high &* widths.0
      first[cell &* widths.0 &+ low] &+= addend
      second[cell &* widths.1 &+ high] &+= addend
    }
  }

  private mutating func makeRoom(for cells: Int) {
    guard cells > cellCapacity else { return }
    while cellCapacity < cells { cellCapacity *= 2 }
    for item in widths.indices {
      let size = cellCapacity * widths[item]
      packed[item] += Array(repeating: 0, count: size - packed[item].count)
      weights[item] += Array(repeating: 0, count: size - weights[item].count)
      counts[item] += Array(repeating: 0, count: size - counts[item].count)
    }
  }

  /// Moves the packed sums to the wide ones.
  mutating func flush() {
    for item in widths.indices {
      for slot in packed[item].indices where packed[item][slot] != 0 {
        weights[item][slot] += Int64(packed[item][slot] >> TallySums.countBits)
        counts[item][slot] += Int32(packed[item][slot] & (1 << TallySums.countBits - 1))
        packed[item][slot] = 0
      }
    }
    rowsSince = 0
    weightSince = 0
  }

  /// Multiplies what has been added.
  mutating func scale(by factor: Int64) {
    flush()
    for item in widths.indices {
      for slot in weights[item].indices { weights[item][slot] *= factor }
    }
  }

  /// Adds other sums, whose cells are called otherwise.
  mutating func add(_ other: TallySums, cells: [Int32]) {
    var other = other
    other.flush()
    flush()
    if let last = cells.max() { makeRoom(for: Int(last) + 1) }
    for item in widths.indices {
      let width = widths[item]
      for (cell, own) in cells.enumerated() {
        for slot in 0..<width {
          weights[item][Int(own) * width + slot] += other.weights[item][cell * width + slot]
          counts[item][Int(own) * width + slot] += other.counts[item][cell * width + slot]
        }
      }
    }
  }

  /// The tally of cells in another order, weights divided by a common divisor.
  func tally(order: [Int], divisor: Int64) -> AnswerTally {
    var sums = self
    sums.flush()
    let items = packing.items
    let slots = items.map { item in
      item.options.indices.map { $0 + AnswerPacking.missingSlots }
        + AnswerTally.missingKinds.map { AnswerPacking.slot(of: $0.code, width: 256) }
    }
    var weights: [Int64] = []
    var counts: [Int32] = []
    for cell in order {
      for item in items.indices {
        for slot in slots[item] {
          weights.append(sums.weights[item][cell * widths[item] + slot] / divisor)
          counts.append(sums.counts[item][cell * widths[item] + slot])
        }
      }
    }
    return AnswerTally(items: items, weights: weights, counts: counts)
  }
}
