internal import SurveyModel

/// Sums of weights and counts by item, cell and answer, while blocks are added.
///
/// Weight and count are added as one integer, the count in its lowest 20 bits; before either could run
/// over, both go to wider sums. The sums of one item lie together, so that they stay in the cache.
struct TallySums: Sendable {
  private static let countBits: UInt64 = 20

  let items: [Item]
  /// For each item how many slots a cell has: five kinds of missing and the options, rounded up to a
  /// power of two.
  private let widths: [Int]
  private var cellCapacity = 64
  private var packed: [[UInt64]]
  private var weights: [[Int64]]
  private var counts: [[Int32]]
  private var rowsSince = 0
  private var weightSince: Int64 = 0

  init(_ items: [Item]) {
    self.items = items
    widths = items.map { item in
      var width = 8
      while width < item.options.count + MissingKind.allCases.count { width *= 2 }
      return width
    }
    packed = widths.map { Array(repeating: 0, count: 64 * $0) }
    weights = widths.map { Array(repeating: 0, count: 64 * $0) }
    counts = widths.map { Array(repeating: 0, count: 64 * $0) }
  }

  /// Adds a block.
  ///
  /// - Parameters:
  ///   - codes: For each item the bytes of its column; empty where the block has none.
  ///   - cells: For each row its cell.
  ///   - rowWeights: For each row its weight.
  ///   - total: What the rows weigh; less than 2⁴³ in a block of fewer than 2²⁰ rows.
  mutating func add(codes: [[UInt8]], cells: [Int32], weights rowWeights: [Int64], total: Int64) {
    if let last = cells.max() { makeRoom(for: Int(last) + 1) }
    if rowsSince + cells.count >= 1 << 20 || weightSince + total >= 1 << 43 { flush() }
    rowsSince += cells.count
    weightSince += total
    let addends = rowWeights.map { UInt64(bitPattern: $0) << TallySums.countBits | 1 }
    for item in items.indices where !codes[item].isEmpty {
      var sums: [UInt64] = []
      swap(&sums, &packed[item])
      TallySums.add(
        codes[item], cells, addends, width: widths[item], to: &sums)
      swap(&sums, &packed[item])
    }
  }

  private static func add(
    _ codes: [UInt8], _ cells: [Int32], _ addends: [UInt64], width: Int, to sums: inout [UInt64]
  ) {
    let mask = UInt8(truncatingIfNeeded: width - 1)
    for row in codes.indices {
      // Missing kinds are 251…255, so they come first: 0…4.
      let slot = Int(codes[row] &+ 5 & mask)
      sums[Int(cells[row]) &* width &+ slot] &+= addends[row]
    }
  }

  private mutating func makeRoom(for cells: Int) {
    guard cells > cellCapacity else { return }
    while cellCapacity < cells { cellCapacity *= 2 }
    for item in items.indices {
      let size = cellCapacity * widths[item]
      packed[item] += Array(repeating: 0, count: size - packed[item].count)
      weights[item] += Array(repeating: 0, count: size - weights[item].count)
      counts[item] += Array(repeating: 0, count: size - counts[item].count)
    }
  }

  /// Moves the packed sums to the wide ones.
  mutating func flush() {
    for item in items.indices {
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
    for item in items.indices {
      for slot in weights[item].indices { weights[item][slot] *= factor }
    }
  }

  /// Adds other sums, whose cells are called otherwise.
  mutating func add(_ other: TallySums, cells: [Int32]) {
    var other = other
    other.flush()
    flush()
    if let last = cells.max() { makeRoom(for: Int(last) + 1) }
    for item in items.indices {
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
    let slots = items.map { item in
      item.options.indices.map { $0 + 5 } + AnswerTally.missingKinds.map { Int($0.code &+ 5) }
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
