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
  /// How many slots each item has.
  private let slotCounts: [Int]
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
    switch sample.answers {
    case .counted(let tally, _): self = tally.of(items)
    case .tables(let cells, let rowWeights):
      let (offsets, stride) = AnswerTally.layout(items)
      var weights = [Int64](repeating: 0, count: sample.cellCount * stride)
      var counts = [Int32](repeating: 0, count: sample.cellCount * stride)
      for (part, batch) in sample.wave.parts.enumerated() {
        for (position, item) in items.enumerated() {
          guard let codes = batch.table.closed(item.id) else { continue }
          let slots = AnswerTally.slots(of: item)
          for row in codes.indices {
            let slot = Int(cells[part][row]) * stride + offsets[position] + slots[Int(codes[row])]
            weights[slot] += rowWeights[part][row]
            counts[slot] += 1
          }
        }
      }
      self.init(items: items, weights: weights, counts: counts)
    }
  }

  /// Makes a tally from its sums: by cell, item and slot.
  init(items: [Item], weights: [Int64], counts: [Int32]) {
    self.items = items
    (offsets, stride) = AnswerTally.layout(items)
    slotCounts = items.map { $0.options.count + AnswerTally.missingKinds.count }
    self.weights = weights
    self.counts = counts
  }

  private static func layout(_ items: [Item]) -> (offsets: [Int], stride: Int) {
    var offsets: [Int] = []
    var stride = 0
    for item in items {
      offsets.append(stride)
      stride += item.options.count + AnswerTally.missingKinds.count
    }
    return (offsets, stride)
  }

  /// The part of the tally for some of its items, in their order; nothing is counted of others.
  private func of(_ items: [Item]) -> AnswerTally {
    let positions = items.map { item in self.items.firstIndex { $0.id == item.id } }
    let cells = stride > 0 ? weights.count / stride : 0
    var chosen: [Int64] = []
    var chosenCounts: [Int32] = []
    for cell in 0..<cells {
      for (item, position) in zip(items, positions) {
        if let position {
          chosen += self.weights(item: position, cell: cell)
          chosenCounts += self.counts(item: position, cell: cell)
        } else {
          let slots = item.options.count + AnswerTally.missingKinds.count
          chosen += Array(repeating: 0, count: slots)
          chosenCounts += Array(repeating: 0, count: slots)
        }
      }
    }
    return AnswerTally(items: items, weights: chosen, counts: chosenCounts)
  }

  /// What respondents of `cell` who gave each answer weigh: one number an option, then one a kind of
  /// missing in the order of ``missingKinds``.
  public func weights(item: Int, cell: Int) -> ArraySlice<Int64> {
    let start = cell * stride + offsets[item]
    return weights[start..<(start + slotCounts[item])]
  }

  /// How many respondents of `cell` gave each answer, in the order of ``weights(item:cell:)``.
  public func counts(item: Int, cell: Int) -> ArraySlice<Int32> {
    let start = cell * stride + offsets[item]
    return counts[start..<(start + slotCounts[item])]
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
}
