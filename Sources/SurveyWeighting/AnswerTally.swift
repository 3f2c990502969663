public import SurveyModel

/// For every cell and closed item: how many respondents gave each answer, and what they weigh.
///
/// Everything that is estimated from closed answers, its variance included, is a function of these sums.
/// Weights are added as integers, so the sums are exact and do not depend on the order of rows.
/// Tallies of parts of a sample add up to the tally of the whole.
public struct AnswerTally: Sendable {
  /// The single-choice items, in the order given.
  public let items: [Item]
  /// Where each item's slots begin.
  private let offsets: [Int]
  private let stride: Int
  private let weights: [Int64]
  private let counts: [Int32]

  /// Counts the answers to `items`.
  ///
  /// - Parameters:
  ///   - sample: The sample.
  ///   - items: Single-choice items of its questionnaire; of others nothing is counted.
  /// - Complexity: O(*rows* × *items*), and *cells* × *items* × *options* of memory.
  public init(_ sample: WeightedSample, items: [Item]) {
    var offsets: [Int] = []
    var stride = 0
    for item in items {
      offsets.append(stride)
      stride += item.options.count + AnswerTally.missingKinds.count
    }
    var weights = [Int64](repeating: 0, count: sample.cellCount * stride)
    var counts = [Int32](repeating: 0, count: sample.cellCount * stride)
    for (part, batch) in sample.wave.parts.enumerated() {
      let cells = sample.cells[part]
      let rowWeights = sample.weights[part]
      for (position, item) in items.enumerated() {
        guard let codes = batch.table.closed(item.id) else { continue }
        let slots = AnswerTally.slots(of: item)
        for row in codes.indices {
          let slot = Int(cells[row]) * stride + offsets[position] + slots[Int(codes[row])]
          weights[slot] += rowWeights[row]
          counts[slot] += 1
        }
      }
    }
    self.items = items
    self.offsets = offsets
    self.stride = stride
    self.weights = weights
    self.counts = counts
  }

  /// What respondents of `cell` who gave each answer weigh: one number an option, then one a kind of
  /// missing in the order of ``missingKinds``.
  public func weights(item: Int, cell: Int) -> ArraySlice<Int64> {
    let start = cell * stride + offsets[item]
    return weights[start..<(start + slotCount(item))]
  }

  /// How many respondents of `cell` gave each answer, in the order of ``weights(item:cell:)``.
  public func counts(item: Int, cell: Int) -> ArraySlice<Int32> {
    let start = cell * stride + offsets[item]
    return counts[start..<(start + slotCount(item))]
  }

  /// Which slots belong to the base of a share of `item`: all options, and the kinds of missing that
  /// the questionnaire keeps.
  public static func base(of item: Item, in questionnaire: Questionnaire) -> [Bool] {
    let kept = questionnaire.base(of: item)
    return item.options.map { _ in true } + missingKinds.map { kept.contains($0) }
  }

  /// The slot of the respondents who were not asked `item`.
  public static func notAskedSlot(of item: Item) -> Int {
    item.options.count + (missingKinds.firstIndex(of: .notApplicable) ?? 0)
  }

  /// The kinds of missing, in the order of their slots.
  public static let missingKinds = MissingKind.allCases

  /// For each byte of a closed column the slot it belongs to.
  public static func slots(of item: Item) -> [Int] {
    var slots = [Int](repeating: item.options.count + missingKinds.count - 1, count: 256)
    for option in item.options.indices { slots[option] = option }
    for (position, kind) in missingKinds.enumerated() {
      slots[Int(kind.code)] = item.options.count + position
    }
    return slots
  }

  private func slotCount(_ item: Int) -> Int {
    items[item].options.count + AnswerTally.missingKinds.count
  }
}
