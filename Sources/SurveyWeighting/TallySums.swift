internal import SurveyModel

/// Sums of weights and counts by item, cell and answer, while blocks are added.
///
/// Weight and count are added as one integer, the count in its lowest 20 bits; before either could run
/// over, both go to wider sums. The sums of one column of answers lie together, so that they stay in
/// the cache; where a column holds two items there is a sum for each pair of answers, as long as cells
/// are few.
struct TallySums: Sendable {
  private static let countBits: UInt64 = 20
  /// With more cells, pairs of answers would take more memory than they save time.
  private static let mostCellsOfPairs = 1024

  let packing: AnswerPacking
  private var cellCapacity = 64
  /// By column, where pairs are counted; by item otherwise. Each by cell and slot.
  private var packed: [[UInt64]]
  private var countsPairs = true
  /// By item.
  private let widths: [Int]
  private var weights: [[Int64]]
  private var counts: [[Int32]]
  private var rowsSince = 0
  private var weightSince: Int64 = 0

  init(_ packing: AnswerPacking) {
    self.packing = packing
    let widths = packing.items.map { $0.options.count + AnswerPacking.missingSlots }
    self.widths = widths
    packed = packing.columns.map { Array(repeating: 0, count: 64 * $0.width) }
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
      if countsPairs {
        TallySums.add(
          columns[position], cells, addends, width: column.width, to: &packed[position])
        continue
      }
      for (place, item) in column.items.enumerated() {
        let slots = column.slots(at: place).map { UInt8($0) }
        TallySums.add(
          columns[position].map { slots[Int($0)] }, cells, addends, width: widths[item],
          to: &packed[item])
      }
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

  private mutating func makeRoom(for cells: Int) {
    guard cells > cellCapacity else { return }
    while cellCapacity < cells { cellCapacity *= 2 }
    if countsPairs, cellCapacity > TallySums.mostCellsOfPairs {
      flush()
      countsPairs = false
      packed = widths.map { _ in [] }
    }
    for table in packed.indices {
      let width = countsPairs ? packing.columns[table].width : widths[table]
      packed[table] += Array(repeating: 0, count: cellCapacity * width - packed[table].count)
    }
    for item in widths.indices {
      let size = cellCapacity * widths[item]
      weights[item] += Array(repeating: 0, count: size - weights[item].count)
      counts[item] += Array(repeating: 0, count: size - counts[item].count)
    }
  }

  /// Moves the packed sums to the wide ones.
  mutating func flush() {
    if countsPairs {
      for (position, column) in packing.columns.enumerated() {
        for (place, item) in column.items.enumerated() {
          flush(packed[position], width: column.width, slots: column.slots(at: place), to: item)
        }
      }
    } else {
      for item in widths.indices {
        flush(packed[item], width: widths[item], slots: Array(0..<widths[item]), to: item)
      }
    }
    for table in packed.indices {
      packed[table] = Array(repeating: 0, count: packed[table].count)
    }
    rowsSince = 0
    weightSince = 0
  }

  private mutating func flush(_ sums: [UInt64], width: Int, slots: [Int], to item: Int) {
    for cell in 0..<(sums.count / width) {
      for byte in 0..<width where sums[cell * width + byte] != 0 {
        let sum = sums[cell * width + byte]
        let slot = cell * widths[item] + slots[byte]
        weights[item][slot] += Int64(sum >> TallySums.countBits)
        counts[item][slot] += Int32(sum & (1 << TallySums.countBits - 1))
      }
    }
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
